/** Messages by field, as Django REST shows them; the messages of list items stand in a list. */
export type FieldErrors = { [field: string]: readonly string[] | readonly FieldErrors[] };

/** A refusal that the API answers with: a status and a Django-REST-style body. */
export class ApiError extends Error {
	readonly status: number;
	readonly body: FieldErrors | { detail: string };
	readonly headers: Readonly<Record<string, string>>;

	constructor(status: number, body: ApiError['body'], headers: Record<string, string> = {}) {
		super(`Refused with status ${status}`);
		this.status = status;
		this.body = body;
		this.headers = headers;
	}
}

export function notFound(): ApiError {
	return new ApiError(404, { detail: 'Not found.' });
}

export function badRequest(errors: FieldErrors): ApiError {
	return new ApiError(400, errors);
}
