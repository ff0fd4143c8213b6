import { entryFor, isKnownObject, type CatalogueEntry } from '../catalogue/lookup';
import { isWithin } from '../catalogue/valueRange';
import type { OperationName } from '../operations';
import { similarPath } from '../paths/similarPath';
import { characterName, invisibleIn, looksMisread, neverMeant } from '../paths/textFlaws';
import { isSecretPath } from '../secrets';
import type { EncodedValue } from '../valueType';

/** A remark that never refuses: what may be wrong, and what to do then. */
export interface Advice {
	/** Stable name of the rule, to count equal remarks. */
	readonly code: string;
	readonly message: string;
	readonly fix: string;
}

/** What an operation is about to do with one variable. */
interface Intent {
	readonly operation: OperationName;
	/** Normalised for the operation. */
	readonly path: string;
	readonly entry: CatalogueEntry | undefined;
	readonly value: string | undefined;
	readonly knownElsewhere: boolean;
}

type Rule = (intent: Intent) => Advice | undefined;

/**
 * What may be wrong with one variable of an operation, by common knowledge of the data models. The
 * path is normalised; `isKnownElsewhere` tells whether the platform lists a path. Never throws,
 * never refuses.
 */
export function adviceFor(
	operation: OperationName,
	path: string,
	encoded?: EncodedValue,
	isKnownElsewhere: (path: string) => boolean = () => false,
): Advice[] {
	const intent: Intent = {
		operation,
		path,
		entry: entryFor(operation === 'del.obj' ? withoutInstance(path) : path),
		value: encoded?.value,
		knownElsewhere: isKnownElsewhere(path),
	};
	return rules.flatMap((rule) => rule(intent) ?? []);
}

const unknownPath: Rule = ({ path, entry, knownElsewhere }) => {
	// Vendors and services define their own names: not to know them says nothing.
	if (entry || knownElsewhere || /\.X_|^X_|^[^.]+\.Services\./.test(path)) return undefined;
	if (path.endsWith('.') && isKnownObject(path)) return undefined;
	const similar = similarPath(path);
	return {
		code: 'unknown_path',
		message: `"${path}" is not among the well-known variables`,
		fix: similar ? `Did you mean "${similar}"?` : 'Check that the device model has it.',
	};
};

const readOnly: Rule = ({ operation, path, entry }) =>
	operation === 'set' && entry?.writable === false
		? {
				code: 'read_only',
				message: `"${path}" is read-only in the standard`,
				fix: 'Remove it, unless this device model lets it be set.',
			}
		: undefined;

const notCreatable: Rule = ({ operation, path, entry }) =>
	(operation === 'add.obj' || operation === 'del.obj') && entry?.creatable === false
		? {
				code: 'not_creatable',
				message: `The standard has no objects added to or deleted from "${withoutInstance(path)}"`,
				fix: 'Look for the table that holds them, unless this device model allows it.',
			}
		: undefined;

const unusualValue: Rule = ({ operation, path, entry, value }) => {
	if (operation !== 'set' || value === undefined || !entry?.usual) return undefined;
	if (isWithin(entry.usual, value)) return undefined;
	const unit = entry.unit ? ` ${entry.unit}` : '';
	return {
		code: 'unusual_value',
		message: `The value of "${path}" is unusual`,
		fix: `Usual is ${rangeText(entry.usual)}${unit}.`,
	};
};

const secretVariable: Rule = ({ operation, path }) => {
	if (!isSecretPath(path)) return undefined;
	return operation === 'set'
		? {
				code: 'secret_variable',
				message: `"${path}" is a secret, and the server will store the operation with its value`,
				fix: 'Send secrets this way only if that is acceptable; the output shows them masked.',
			}
		: {
				code: 'secret_variable',
				message: `"${path}" is a secret`,
				fix: 'Most devices answer with an empty value; the output shows it masked.',
			};
};

/** A root or its child: thousands of values, which some devices answer with fault 9004. */
const broadGet: Rule = ({ operation, path }) =>
	operation === 'get' && /^[^.]+\.([^.]+\.)?$/.test(path)
		? {
				code: 'broad_get',
				message: `"${path}" asks for a large part of the device`,
				fix: 'Name a smaller branch or single variables: many devices refuse large answers.',
			}
		: undefined;

const digitName: Rule = ({ path }) => {
	const odd = /(?:^|\.)(\d+[A-Za-z_-][A-Za-z0-9_-]*)/.exec(path)?.[1];
	return odd === undefined
		? undefined
		: {
				code: 'digit_name',
				message: `The name "${odd}" in "${path}" begins with a digit, which the standard does not allow`,
				fix: 'Some devices have such names. Check that this one does, and that no dot is missing.',
			};
};

/** A device takes them as they are, so that a network is named as nobody can type it. */
const invisibleCharacter: Rule = ({ operation, path, value = '' }) => {
	const odd = operation === 'set' ? invisibleIn(value) : undefined;
	return odd === undefined
		? undefined
		: {
				code: 'invisible_character',
				message: `The value of "${path}" holds ${characterName(odd)}, which nobody sees`,
				fix: 'Remove it, unless it is meant, as it is in some scripts and emoji.',
			};
};

const misreadValue: Rule = ({ operation, path, value = '' }) =>
	operation === 'set' && looksMisread(value)
		? {
				code: 'misread_value',
				message: `The value of "${path}" looks like UTF-8 that was read in another character set`,
				fix: 'Read the file as UTF-8: letters such as "é" show as two odd ones otherwise.',
			}
		: undefined;

const leftoverValue: Rule = ({ operation, path, value = '' }) => {
	const flaw = operation === 'set' ? neverMeant(value) : undefined;
	return (
		flaw && {
			code: 'leftover_value',
			message: `The value of "${path}" ${flaw.message}`,
			fix: flaw.fix,
		}
	);
};

const rules: readonly Rule[] = [
	unknownPath,
	readOnly,
	notCreatable,
	unusualValue,
	secretVariable,
	broadGet,
	digitName,
	invisibleCharacter,
	misreadValue,
	leftoverValue,
];

function withoutInstance(path: string): string {
	return path.replace(/\.(?:\d+|\[[^\][]*\])\.$/, '.');
}

function rangeText(usual: NonNullable<CatalogueEntry['usual']>): string {
	const [least, greatest] = usual;
	if (typeof least === 'string') return `one of ${usual.join(', ')}`;
	if (greatest === null) return `${least} or more`;
	return least === null ? `${greatest} or less` : `${least} to ${greatest}`;
}
