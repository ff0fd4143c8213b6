import { textOf } from '../../ground/json';

/** A word in capitals, as the system's words are. */
const CAPITALS = /\b[A-Z][A-Z0-9_]{3,80}\b/g;

const SYSTEM_CODE =
	/^(?:E[A-Z_]{3,80}|ERR_[A-Z0-9_]{1,80}|CERT_[A-Z_]{1,80}|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]{1,80})$/;

/** The first of the system's words in a text. */
function codeIn(text: string): string | undefined {
	return text.match(CAPITALS)?.find((word) => SYSTEM_CODE.test(word));
}

/**
 * All that n8n 1.x tells of a certificate in the legacy helper: that there is something wrong with
 * it.
 */
const CERTIFICATE_ONLY = 'CERT_NOT_VERIFIED';

/**
 * The system's word for a failure that n8n reports, e.g. ECONNREFUSED. n8n 2.x keeps the cause, 1.x
 * only texts and the word itself; where neither names a code, it is `NO_ANSWER`.
 */
export function networkCode(error: unknown): string {
	for (const { code, httpCode } of causesOf(error)) {
		const found = [code, httpCode].map((word) => codeIn(textOf(word) ?? '')).find(Boolean);
		if (found) return found;
	}
	if (isErrorLike(error) && error.name === 'NodeSslError') return CERTIFICATE_ONLY;
	return codeIn(networkWords(error)) ?? 'NO_ANSWER';
}

/** What n8n's guards against requests to forbidden hosts throw; nothing has left then. */
const GUARD = /^(?:Ssrf|UnknownConnectionHost)/;

/**
 * What an error and its causes say in words, for failures that the system's word does not tell
 * apart.
 */
export function networkWords(error: unknown): string {
	const texts = [...causesOf(error)].flatMap(({ message, description, messages }) => [
		message,
		description,
		messages,
	]);
	return JSON.stringify(texts.filter((text) => text !== undefined)).slice(0, MAX_WORDS);
}

const MAX_WORDS = 4_000;

/** Why n8n itself did not let a request out; null where it did. */
export function refusalOfN8n(error: unknown): string | null {
	for (const { name, message } of causesOf(error)) {
		if (typeof name === 'string' && GUARD.test(name)) return String(message);
	}
	return null;
}

/** An error and what caused it, outermost first. */
function* causesOf(error: unknown): Generator<ErrorLike, void, undefined> {
	for (let current = error, depth = 0; isErrorLike(current) && depth < 5; depth += 1) {
		yield current;
		current = current.cause;
	}
}

interface ErrorLike {
	name?: unknown;
	code?: unknown;
	/** n8n 1.x puts the system's word here. */
	httpCode?: unknown;
	cause?: unknown;
	message?: unknown;
	description?: unknown;
	messages?: unknown;
}

function isErrorLike(value: unknown): value is ErrorLike {
	return typeof value === 'object' && value !== null;
}
