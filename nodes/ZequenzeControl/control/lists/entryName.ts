import { firstText, type JsonObject } from '../../ground/json';
import { ANSWER_KEYS } from '../answers/answerKeys';
import { looksLikeOneTransaction } from '../answers/dialects';

const SUBJECTS = [...ANSWER_KEYS.serialNumber, ...ANSWER_KEYS.variableName];

/**
 * What tells an entry from others of its list; for one that the server gives no name, its place and
 * how it begins.
 */
export function nameOf(entry: JsonObject, at: number): string {
	const name = firstText(entry, ANSWER_KEYS.id);
	const subject = firstText(entry, SUBJECTS);
	const isNamed = name !== null || (subject !== null && !looksLikeOneTransaction(entry));
	return JSON.stringify(
		isNamed ? [name, subject] : [at, subject, Object.values(entry).slice(0, 8).map(beginning)],
	);
}

function beginning(value: unknown): unknown {
	if (typeof value === 'string') return value.slice(0, 100);
	return typeof value === 'object' ? null : value;
}
