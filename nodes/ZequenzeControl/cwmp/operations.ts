/** What kind of path an operation addresses. */
export type PathKind =
	/** A parameter, or a branch of the tree (ends in a dot). */
	| 'parameterOrBranch'
	/** One parameter. */
	| 'parameter'
	/** A table, to which an object is added. */
	| 'table'
	/** One object of a table. */
	| 'instance';

export interface Operation {
	/** Name for people, in Title Case. */
	readonly label: string;
	/** Whether at least one variable must be named. */
	readonly needsVariables: boolean;
	/** Whether each variable carries a value and its type. */
	readonly takesValue: boolean;
	readonly pathKind: PathKind;
	/** Whether the device is another one afterwards. */
	readonly changesDevice: boolean;
	/** Whether the device is the same after doing it twice as after doing it once. */
	readonly isRepeatable: boolean;
}

/** The four headless operations, by the name that travels to the server. */
export const operations = {
	get: {
		label: 'Get Variables',
		needsVariables: false,
		takesValue: false,
		pathKind: 'parameterOrBranch',
		changesDevice: false,
		isRepeatable: true,
	},
	set: {
		label: 'Set Variables',
		needsVariables: true,
		takesValue: true,
		pathKind: 'parameter',
		changesDevice: true,
		isRepeatable: true,
	},
	'add.obj': {
		label: 'Add Object',
		needsVariables: true,
		takesValue: false,
		pathKind: 'table',
		changesDevice: true,
		isRepeatable: false,
	},
	'del.obj': {
		label: 'Delete Object',
		needsVariables: true,
		takesValue: false,
		pathKind: 'instance',
		changesDevice: true,
		isRepeatable: true,
	},
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/**
 * Other names of the operations: those of TR-069's own methods, and what servers make of the four
 * names.
 */
const OTHER_NAMES: ReadonlyMap<string, OperationName> = new Map<string, OperationName>([
	...namesFor('get', 'get getvalue getvalues getparametervalues getvariables gpv read'),
	...namesFor('set', 'set setvalue setvalues setparametervalues setvariables spv write'),
	...namesFor('add.obj', 'add addobj addobject'),
	...namesFor('del.obj', 'del delobj delobject delete deleteobj deleteobject'),
]);

function namesFor(operation: OperationName, words: string): Array<[string, OperationName]> {
	return words.split(' ').map((word) => [word, operation]);
}

/**
 * The operation that a server's word means, in whatever spelling; null for a word that means none
 * of the four. Never throws.
 */
export function operationMeant(word: string): OperationName | null {
	return OTHER_NAMES.get(word.toLowerCase().replace(/[^a-z]/g, '')) ?? null;
}
