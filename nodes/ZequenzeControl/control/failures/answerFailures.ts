import { isNestedTooDeeply } from '../../ground/json';
import type { BodyEnd } from '../wire/answerBody';
import type { HttpAnswer } from '../wire/http';
import { ControlError, TRY_LATER, type FailureFacts } from './errors';
import { readsLikeGateway } from './notFound';
import { whatTheServerSays } from './quotes';
import { CHECK_BASE_URL, refusalSaid, type Explanation } from './refusals';
import { retryAfterMs, untilThen } from './retryAfter';

/** What a proxy gave up on, CONTROL may still be working on. */
const PROXY_TIMEOUT: Explanation = {
	kind: 'timeout',
	message: 'A proxy in front of CONTROL gave up waiting for its answer',
	fix: TRY_LATER,
	transient: true,
	delivery: 'lost',
};

/** Every refusal that has a meaning of its own, by HTTP status. */
const BY_STATUS: Readonly<Record<number, Explanation>> = {
	400: {
		kind: 'bad_request',
		message: 'CONTROL rejected the request as malformed',
		fix: 'Check the values of this item against what the server says.',
		transient: false,
		delivery: 'refused',
	},
	401: {
		kind: 'unauthorized',
		message: 'CONTROL did not accept the API token',
		fix: 'Check the API Token and the Authorization Scheme in the credential. A new token is in the administration panel of the portal.',
		transient: false,
		delivery: 'refused',
	},
	403: {
		kind: 'forbidden',
		message: 'The API token may not do this',
		fix: 'Ask for the right to this organization, or use a credential that has it.',
		transient: false,
		delivery: 'refused',
	},
	404: {
		kind: 'not_found',
		message: 'CONTROL does not know what was asked for',
		fix: 'Check the serial number or the transaction ID.',
		transient: false,
		delivery: 'refused',
	},
	408: {
		kind: 'timeout',
		message: 'CONTROL gave up waiting for the request',
		fix: TRY_LATER,
		transient: true,
		delivery: 'lost',
	},
	409: {
		kind: 'conflict',
		message: 'CONTROL refuses this because of something else that is there already',
		fix: 'Look at what is scheduled for the device by Transaction > Get Many, and try again when it is done.',
		transient: false,
		delivery: 'refused',
	},
	422: {
		kind: 'unprocessable',
		message: 'CONTROL understood the request but does not accept its values',
		fix: 'Check the variables, their values and their value types against what the server says.',
		transient: false,
		delivery: 'refused',
	},
	429: {
		kind: 'rate_limited',
		message: 'CONTROL asks for fewer requests',
		fix: 'Lower Requests per Second or Requests at a Time in the options, or try again later.',
		transient: true,
		delivery: 'refused',
	},
	503: {
		kind: 'unavailable',
		message: 'CONTROL is not available at the moment',
		fix: TRY_LATER,
		transient: true,
		delivery: 'lost',
	},
	504: PROXY_TIMEOUT,
	// Of Cloudflare's own.
	524: PROXY_TIMEOUT,
};

const SERVER_ERROR: Explanation = {
	kind: 'server_error',
	message: 'CONTROL failed while handling the request',
	fix: TRY_LATER,
	transient: true,
	delivery: 'lost',
};

const REDIRECTED: Explanation = {
	kind: 'redirected',
	message: 'The server redirects to another address; the token was not sent there',
	fix: CHECK_BASE_URL,
	transient: false,
	delivery: 'refused',
};

const WRONG_ADDRESS: Explanation = {
	kind: 'wrong_address',
	message: 'There is no CONTROL API at this address',
	fix: CHECK_BASE_URL,
	transient: false,
	delivery: 'refused',
};

const UNEXPECTED_STATUS: Explanation = {
	kind: 'unexpected_status',
	message: 'The server refused the request',
	fix: CHECK_BASE_URL,
	transient: false,
	delivery: 'refused',
};

/** What a 404 means where one particular thing was asked for. */
export type Missing = Pick<FailureFacts, 'message' | 'fix'>;

/**
 * The failure that an answer outside 2xx tells of; `missing` is the text for a 404. `conceal` takes
 * out of the server's words what no message may show.
 */
export function failureFromAnswer(
	answer: HttpAnswer,
	missing?: Missing,
	conceal = (words: string): string => words,
): ControlError {
	const said = whatTheServerSays(answer.text, conceal);
	const waitMs = retryAfterMs(answer.headers['retry-after'], Date.now());
	const isOfGateway = !said.isJson || readsLikeGateway(answer.text);
	const explanation = {
		...(refusalSaid(answer.status, answer.text, said.isJson) ??
			explainStatus(answer.status, isOfGateway)),
	};
	if (explanation.kind === 'not_found') Object.assign(explanation, missing);
	// "Not found." adds nothing to a text that says what was not found.
	const isSaid = said.words !== '' && !(explanation.kind === 'not_found' && missing);
	const words = isSaid ? `: ${said.words}` : '';
	return new ControlError({
		...explanation,
		message: `${explanation.message}${words} [HTTP ${answer.status}]`,
		fix: explanation.transient ? untilThen(explanation.fix, waitMs, Date.now()) : explanation.fix,
		httpCode: answer.status,
		retryAfterMs: waitMs,
	});
}

/** The failure behind a 404 for something that every CONTROL has. */
export function wrongAddress(answer: HttpAnswer): ControlError {
	const { words } = whatTheServerSays(answer.text, (said) => said);
	return new ControlError({
		...WRONG_ADDRESS,
		message: `${WRONG_ADDRESS.message}${words && `: ${words}`} [HTTP ${answer.status}]`,
		httpCode: answer.status,
	});
}

function explainStatus(status: number, isOfGateway: boolean): Explanation {
	if (status === 404 && isOfGateway) return WRONG_ADDRESS;
	const known = BY_STATUS[status];
	if (known) return known;
	if (status >= 300 && status < 400) return REDIRECTED;
	if (status === 405) return WRONG_ADDRESS;
	return status >= 500 ? SERVER_ERROR : UNEXPECTED_STATUS;
}

/** What a body that was not read to its end means, where the status was good. */
const INCOMPLETE: Readonly<Record<Exclude<BodyEnd, 'whole'>, Omit<Explanation, 'delivery'>>> = {
	too_large: {
		kind: 'too_large',
		message: 'The answer of CONTROL is too large to be read',
		fix: 'Narrow down what is asked for by filters, or have the server send its lists in pages.',
		transient: false,
	},
	too_slow: {
		kind: 'timeout',
		message: 'The answer of CONTROL began, but did not come to its end in time',
		fix: 'Try again when the server is less busy. Where the node has the option Request Timeout, raise it.',
		transient: true,
	},
	broken: {
		kind: 'connection_lost',
		message: 'The connection to CONTROL broke in the middle of its answer',
		fix: TRY_LATER,
		transient: true,
	},
};

/**
 * The failure behind a 2xx answer whose body did not arrive whole: what was asked for may well be
 * done.
 */
export function incompleteAnswer(status: number, end: Exclude<BodyEnd, 'whole'>): ControlError {
	const explanation = INCOMPLETE[end];
	return new ControlError({
		...explanation,
		message: `${explanation.message} [HTTP ${status}]`,
		httpCode: status,
		delivery: 'lost',
	});
}

/** The failure behind a 2xx answer that is no JSON: a proxy's page, a cut-off or empty body. */
export function unreadableAnswer(answer: HttpAnswer): ControlError {
	const text = answer.text.trim();
	const { what, isCut } = unreadable(text);
	return new ControlError({
		kind: 'not_json',
		message: `Instead of data, the server sent ${what} [HTTP ${answer.status}]`,
		fix: isCut ? TRY_LATER : CHECK_BASE_URL,
		httpCode: answer.status,
		transient: isCut,
		delivery: 'lost',
	});
}

/** What a text is that could not be read, and whether the next answer may well be whole. */
function unreadable(text: string): { what: string; isCut: boolean } {
	if (text === '') return { what: 'an empty answer', isCut: true };
	if (text.startsWith('<')) return { what: 'a web page', isCut: false };
	if (isNestedTooDeeply(text)) return { what: 'JSON that is nested too deeply', isCut: false };
	return { what: 'text that is not complete JSON', isCut: true };
}

/** The failure behind JSON of a shape that no dialect of the API has. */
export function unexpectedAnswer(expected: string): ControlError {
	return new ControlError({
		kind: 'unexpected_answer',
		message: `CONTROL answered, but not with ${expected}`,
		fix: CHECK_BASE_URL,
		transient: false,
		delivery: 'lost',
	});
}
