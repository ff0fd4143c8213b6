import type { ShownVariable, Transaction } from '../../control/answers/transaction';
import type { OperationRequest, RequestedVariable } from '../../control/endpoints';
import { operationMeant } from '../../cwmp/operations';
import { isSecretPath } from '../../cwmp/secrets';
import { asText } from '../../ground/json';

/**
 * How a server shows one fact of an operation, beside how it was sent.
 * `same`: as it was sent. `alike`: the same in another spelling. `unclear`: not shown, hidden, or
 * in terms that cannot be compared. `other`: certainly something else, as far as this server shows
 * things as they were sent.
 */
export type Likeness = 'same' | 'alike' | 'unclear' | 'other';

/** The facts by which an operation is recognised, each compared. */
export interface Comparison {
	serialNumber: Likeness;
	operation: Likeness;
	/** The names of the variables. */
	names: Likeness;
	/** The values of the variables, where values were sent. */
	values: Likeness;
}

/**
 * Compares a listed operation with a request, fact by fact: the only place where the two are
 * compared.
 */
export function compare(shown: Transaction, request: OperationRequest): Comparison {
	return {
		serialNumber: compareSerialNumbers(shown, request.serial_number),
		operation: compareOperations(shown.operation, request.operation),
		names: compareNames(shown.variables, request),
		values: compareValues(shown.variables, request.variables),
	};
}

/** Whether a likeness means that it is the same, in whatever spelling. */
export function isLike(likeness: Likeness): boolean {
	return likeness === 'same' || likeness === 'alike';
}

/**
 * A serial number as it is compared where spellings may differ: capital letters and digits alone.
 */
export function foldedSerial(serialNumber: string): string {
	return serialNumber.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '');
}

function compareSerialNumbers({ serialNumber: shown, raw }: Transaction, sent: string): Likeness {
	if (shown === null) return 'unclear';
	if (shown === sent) return 'same';
	const [one, other] = [foldedSerial(shown), foldedSerial(sent)];
	if (one === other) return 'alike';
	if (one.endsWith(other) && isPrefix(shown, one.length - other.length)) return 'alike';
	// A device by its number in the server's own books says nothing of its serial number.
	const isBookNumber =
		/^\d+$/.test(shown) && (!/^\d+$/.test(sent) || typeof raw.device === 'number');
	return isBookNumber ? 'unclear' : 'other';
}

/**
 * Whether what stands before a serial number may be the maker and the product class, as TR-069
 * names devices.
 */
function isPrefix(shown: string, foldedLength: number): boolean {
	return /^[\da-f]{6}/i.test(shown) ? foldedLength >= 6 : /^[\p{L}\p{N}]+[-:/_. ]/u.test(shown);
}

function compareOperations(shown: string | null, sent: OperationRequest['operation']): Likeness {
	if (shown === sent) return 'same';
	const meant = shown === null ? null : operationMeant(shown);
	if (meant === null) return 'unclear';
	return meant === sent ? 'alike' : 'other';
}

function compareNames(
	shown: readonly ShownVariable[],
	{ operation, variables }: OperationRequest,
): Likeness {
	const listed = namesOf(shown);
	const sent = namesOf(variables);
	if (sameTexts(listed, sent)) return 'same';
	if (listed.length === 0) return 'unclear';
	const [folded, wanted] = [listed.map(foldedPath), sent.map(foldedPath)];
	if (sameTexts(folded, wanted)) return 'alike';
	if (shows(folded, wanted, operation)) return 'alike';
	const leaves = new Set(wanted.map((path) => path.slice(path.lastIndexOf('.') + 1)));
	return folded.every((name) => !name.includes('.') && leaves.has(name)) ? 'unclear' : 'other';
}

/**
 * Whether all that is listed is what was sent, or was made or read below it: an added instance, the
 * leaves of a branch.
 */
function shows(
	listed: readonly string[],
	sent: readonly string[],
	operation: OperationRequest['operation'],
): boolean {
	if (operation !== 'get' && operation !== 'add.obj') return false;
	const isBelow = (name: string, path: string): boolean => {
		if (!name.startsWith(`${path}.`)) return false;
		return operation === 'get' || /^\d+$/.test(name.slice(path.length + 1));
	};
	const belongs = (name: string, path: string): boolean => name === path || isBelow(name, path);
	return (
		listed.every((name) => sent.some((path) => belongs(name, path))) &&
		sent.every((path) => listed.some((name) => belongs(name, path)))
	);
}

function namesOf(variables: ReadonlyArray<{ variable_name: string }>): string[] {
	// Servers differ in whether the path of an object ends in a dot.
	return variables.map(({ variable_name: name }) => name.replace(/\.$/, '')).sort();
}

function foldedPath(path: string): string {
	return path.toLowerCase();
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
	if (some.length !== others.length) return false;
	const sorted = [...others].sort();
	return [...some].sort().every((text, index) => text === sorted[index]);
}

const WORSE: readonly Likeness[] = ['same', 'alike', 'unclear', 'other'];

function compareValues(
	shown: readonly ShownVariable[],
	sent: readonly RequestedVariable[],
): Likeness {
	const byName = new Map(shown.map((one) => [keyOf(one), one.value]));
	const likenesses = sent.map((one) =>
		one.value === undefined ? 'same' : compareValue(byName.get(keyOf(one)), one.value, one),
	);
	return WORSE[Math.max(0, ...likenesses.map((one) => WORSE.indexOf(one)))] ?? 'other';
}

function keyOf({ variable_name: name }: { variable_name: string }): string {
	return foldedPath(name.replace(/\.$/, ''));
}

/** What servers put in the place of a value that they do not show. */
const MASKED =
	/^(?:[*•·●xX#.-]{3,}|[[<(]?(?:hidden|masked|redacted|secret|protected|encrypted)[\])>]?)$/i;

function isMasked(text: string, path: string): boolean {
	if (MASKED.test(text)) return true;
	return isSecretPath(path) && (text === '' || /[*•·●]{2}/.test(text));
}

function compareValue(
	shown: ShownVariable['value'],
	sent: string,
	{ variable_name: path, value_type: type }: RequestedVariable,
): Likeness {
	if (shown === undefined || shown === null) return 'unclear';
	const text = asText(shown);
	if (text === sent) return 'same';
	if (isMasked(text.trim(), path)) return 'unclear';
	const isBoolean = type === 'boolean' || typeof shown === 'boolean';
	if (isBoolean) {
		const [one, other] = [truthOf(text), truthOf(sent)];
		return one !== undefined && one === other ? 'alike' : 'other';
	}
	if (text.trim() === sent.trim()) return 'alike';
	const isNumber = type === 'integer' || typeof shown === 'number';
	if (isNumber && text.trim() !== '' && sent.trim() !== '' && Number(text) === Number(sent)) {
		return 'alike';
	}
	return sameInstant(text, sent) ? 'alike' : 'other';
}

const TRUE = new Set(['true', '1', 'yes', 'on', 'enabled']);
const FALSE = new Set(['false', '0', 'no', 'off', 'disabled']);

function truthOf(text: string): boolean | undefined {
	const word = text.trim().toLowerCase();
	if (TRUE.has(word)) return true;
	return FALSE.has(word) ? false : undefined;
}

const DATE = /^\d{4}-\d\d-\d\dT/;

function sameInstant(one: string, other: string): boolean {
	return DATE.test(one) && DATE.test(other) && Date.parse(one) === Date.parse(other);
}
