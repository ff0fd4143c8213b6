import type { Quirk } from '../settings.mts';
import { templateOf } from './dataModel.mts';
import { keepForRestart, rememberOld, revertWhatWasShown } from './lateValues.mts';
import type { ParameterTree } from './parameterTree.mts';
import { storedForm, valueTypeOf, type ValueType } from './valueRules.mts';

export const operationNames = ['get', 'set', 'add.obj', 'del.obj'] as const;
export type OperationName = (typeof operationNames)[number];

/** One variable of a request, as CONTROL's API has it. */
export interface RequestedVariable {
	variable_name: string;
	value?: string;
	value_type?: ValueType;
}

export interface ReadVariable {
	variable_name: string;
	value: string;
	value_type: ValueType;
}

/** A CWMP fault; `variable_name` is null when the device does not say which variable it means. */
export interface CwmpFault {
	code: number;
	message: string;
	variable_name: string | null;
}

/** What a device answers to an operation. */
export interface Outcome {
	/** Values read by a `get`. */
	readings: ReadVariable[];
	/** Numbers of added objects, by the table's path. */
	added: Map<string, number>;
	/** Status 1 of TR-069: accepted, but it takes a reboot to apply. */
	needsReboot: boolean;
	/** Empty when the operation succeeded. */
	faults: CwmpFault[];
}

/** The faults that the fleet raises, with the words of the device (codes of TR-069 A.5). */
const faultTexts = {
	9002: 'Internal error',
	9003: 'Invalid arguments',
	9005: 'Invalid parameter name',
	9006: 'Invalid parameter type',
	9007: 'Invalid parameter value',
	9008: 'Attempt to set a non-writable parameter',
} as const;

type FaultCode = keyof typeof faultTexts;

const fault = (code: FaultCode, variable: string): CwmpFault => ({
	code,
	message: faultTexts[code],
	variable_name: variable,
});

type Rpc = (
	tree: ParameterTree,
	variables: readonly RequestedVariable[],
	quirks: readonly Quirk[],
) => Partial<Outcome>;

/** GetParameterValues: one unknown name fails the whole call. */
const getParameterValues: Rpc = (tree, variables, quirks) => {
	const asked =
		variables.length > 0 ? variables.map((one) => one.variable_name) : [tree.model.root];
	const isKnown = (path: string): boolean =>
		path.endsWith('.') ? tree.hasObject(path) : tree.find(path) !== undefined;
	const faults = asked.filter((path) => !isKnown(path)).map((path) => fault(9005, path));
	if (faults.length > 0) return { faults };
	const paths = new Set(asked.flatMap((path) => (path.endsWith('.') ? tree.below(path) : [path])));
	const readings = [...paths].flatMap((path) => reading(tree, path, quirks));
	revertWhatWasShown(tree, paths);
	return { readings };
};

function reading(tree: ParameterTree, path: string, quirks: readonly Quirk[]): ReadVariable[] {
	const parameter = tree.find(path);
	if (!parameter || quirks.includes('hides')) return [];
	const held = parameter.hidden ? '' : tree.read(path);
	const asDigit = parameter.type === 'boolean' && quirks.includes('numeric-booleans');
	const value = asDigit ? String(Number(held === 'true')) : held;
	return [{ variable_name: path, value, value_type: valueTypeOf(parameter) }];
}

/** SetParameterValues: all or nothing. */
const setParameterValues: Rpc = (tree, variables, quirks) => {
	const names = new Set<string>();
	const faults: CwmpFault[] = [];
	const writes = new Map<string, string>();
	for (const variable of variables) {
		const path = variable.variable_name;
		const verdict = names.has(path) ? 9003 : judgeWrite(tree, variable);
		names.add(path);
		if (typeof verdict === 'string') writes.set(path, verdict);
		else if (!isOverlooked(verdict, quirks)) faults.push(fault(verdict, path));
	}
	if (faults.length > 0) return { faults };
	if (quirks.includes('lies')) return {};
	for (const [path, value] of writes) {
		const kept = keptForm(value, quirks);
		if (quirks.includes('reverts')) rememberOld(tree, path);
		if (quirks.includes('applies-at-restart')) keepForRestart(tree, path, kept);
		else tree.write(path, kept);
	}
	return { needsReboot: needsReboot(quirks) };
};

/** Some devices say that a change takes a restart; with others it is also true. */
function needsReboot(quirks: readonly Quirk[]): boolean {
	return quirks.includes('needs-reboot') || quirks.includes('applies-at-restart');
}

/** Returns the value to store, or the code of the fault. */
function judgeWrite(tree: ParameterTree, variable: RequestedVariable): string | FaultCode {
	const parameter = tree.find(variable.variable_name);
	if (!parameter) return 9005;
	if (!parameter.writable) return 9008;
	if (variable.value_type !== valueTypeOf(parameter)) return 9006;
	return storedForm(parameter, variable.value ?? '') ?? 9007;
}

/** Some devices keep a text in capitals, and a number in steps of ten. */
function keptForm(value: string, quirks: readonly Quirk[]): string {
	if (!quirks.includes('normalises')) return value;
	return /^\d+$/.test(value) ? String(Math.round(Number(value) / 10) * 10) : value.toUpperCase();
}

/** Some devices answer success to what they cannot do, and do nothing. */
function isOverlooked(code: FaultCode, quirks: readonly Quirk[]): boolean {
	return quirks.includes('ignores-unknown') && (code === 9005 || code === 9008);
}

/** AddObject, once for each table; the first fault stops the rest. */
const addObject: Rpc = (tree, variables, quirks) => {
	const added = new Map<string, number>();
	for (const { variable_name: path } of variables) {
		if (!isCreatable(tree, path)) return { added, faults: [fault(9005, path)] };
		added.set(path, tree.addInstance(path));
	}
	return { added, needsReboot: needsReboot(quirks) };
};

/** DeleteObject, once for each instance; the first fault stops the rest. */
const deleteObject: Rpc = (tree, variables, quirks) => {
	for (const { variable_name: path } of variables) {
		const table = path.replace(/[^.]+\.$/, '');
		const exists = isInstance(path) && tree.hasObject(path) && isCreatable(tree, table);
		if (exists) tree.deleteInstance(path);
		else if (!isOverlooked(9005, quirks)) return { faults: [fault(9005, path)] };
	}
	return { needsReboot: needsReboot(quirks) };
};

function isCreatable(tree: ParameterTree, path: string): boolean {
	return tree.hasObject(path) && tree.model.tables.get(templateOf(path))?.creatable === true;
}

function isInstance(path: string): boolean {
	return templateOf(path).endsWith('.{i}.');
}

const rpcs: Record<OperationName, Rpc> = {
	get: getParameterValues,
	set: setParameterValues,
	'add.obj': addObject,
	'del.obj': deleteObject,
};

/** Devices that have refused one change because they were busy. */
const hadBeenBusy = new WeakSet<ParameterTree>();

/** Some devices are too busy for the first change that they are asked for. */
function isBusy(tree: ParameterTree, operation: OperationName, quirks: readonly Quirk[]): boolean {
	if (operation === 'get' || !quirks.includes('busy') || hadBeenBusy.has(tree)) return false;
	hadBeenBusy.add(tree);
	return true;
}

/** Lets a device do one operation, with all its effects on the tree. */
export function execute(
	tree: ParameterTree,
	operation: OperationName,
	variables: readonly RequestedVariable[],
	quirks: readonly Quirk[],
): Outcome {
	const outcome = isBusy(tree, operation, quirks)
		? { faults: [{ ...fault(9002, ''), variable_name: null }] }
		: rpcs[operation](tree, variables, quirks);
	const { readings = [], added = new Map(), needsReboot = false, faults = [] } = outcome;
	const isAnonymous = faults.length > 0 && quirks.includes('anonymous-faults');
	const anonymous = { code: 9005, message: faultTexts[9005], variable_name: null };
	return { readings, added, needsReboot, faults: isAnonymous ? [anonymous] : faults };
}
