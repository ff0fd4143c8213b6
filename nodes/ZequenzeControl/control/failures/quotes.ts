import { isJsonObject, parseJson } from '../../ground/json';

const MAX_QUOTE = 300;

/**
 * The server's own words, cut and cleaned, out of the error bodies that Django REST is known to
 * send.
 */
export function whatTheServerSays(
	text: string,
	conceal: (words: string) => string,
): { isJson: boolean; words: string } {
	let body: unknown;
	try {
		body = parseJson(text);
	} catch {
		return { isJson: false, words: '' };
	}
	return { isJson: true, words: quotable(conceal(sentences(body).join(' '))) };
}

const UNNAMED = ['detail', 'message', 'error', 'non_field_errors'];

function sentences(value: unknown, path = ''): string[] {
	if (typeof value === 'string') return [path ? `${path}: ${value}` : value];
	if (Array.isArray(value)) return value.flatMap((entry) => sentences(entry, path));
	if (!isJsonObject(value)) return [];
	return Object.entries(value).flatMap(([key, entry]) =>
		sentences(entry, UNNAMED.includes(key) ? path : path ? `${path}.${key}` : key),
	);
}

/**
 * Text that may stand in a message: no control characters, short, and without n8n's word for
 * "stopped".
 */
export function quotable(text: string): string {
	const clean = text
		.replace(/[\p{Cc}\s]+/gu, ' ')
		.replace(/canceled/gi, 'cancelled')
		.trim();
	return clean.length > MAX_QUOTE ? `${clean.slice(0, MAX_QUOTE)}…` : clean;
}
