import type { HttpAnswer } from '../../../nodes/ZequenzeControl/control/wire/http';

/** An answer with a JSON body. */
export function jsonAnswer(
	status: number,
	json: unknown,
	headers: HttpAnswer['headers'] = {},
): HttpAnswer {
	return { status, headers, text: JSON.stringify(json) };
}

/** An answer with any text as its body. */
export function textAnswer(
	status: number,
	text: string,
	headers: HttpAnswer['headers'] = {},
): HttpAnswer {
	return { status, headers, text };
}
