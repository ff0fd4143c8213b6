import type { LongValue } from './answerBody';

/** One request to CONTROL, free of any host: paths are relative to the API's base URL. */
export interface HttpRequest {
	method: 'GET' | 'POST' | 'PUT';
	/** Starts and ends with a slash, already percent-encoded. */
	path: string;
	query?: Readonly<Record<string, string>>;
	/** JSON text. */
	body?: string;
}

/** What came back, whatever its status. */
export interface HttpAnswer {
	status: number;
	/** Lower-case names. */
	headers: Readonly<Record<string, string>>;
	/** The body; of a long one that was read as it came, the beginning. */
	text: string;
	/** What a long body says. */
	json?: LongValue;
}

/**
 * Sends one request and returns its answer, whatever the status. Throws ControlError where no
 * answer came, and RunCancelled where the execution was stopped.
 */
export type Send = (request: HttpRequest) => Promise<HttpAnswer>;

/**
 * The execution was stopped while something was under way. Spelled with two l: n8n takes the word
 * with one l in a message as "the user stopped this", which a server's text must not trigger.
 */
export class RunCancelled extends Error {
	constructor() {
		super('The execution was cancelled');
		this.name = 'RunStopped';
	}
}

/** The query string of a request, with its question mark; empty where there is nothing to ask. */
export function queryString(query: HttpRequest['query'] = {}): string {
	const pairs = Object.entries(query).map(
		([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`,
	);
	return pairs.length ? `?${pairs.join('&')}` : '';
}

/**
 * Text as it may stand in any part of an address. Never throws: half a surrogate pair, which no
 * address can hold, is replaced.
 */
export function percentEncoded(text: string): string {
	return encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));
}
