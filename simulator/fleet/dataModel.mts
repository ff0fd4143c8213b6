import type { Parameter } from './parameter.mts';

/** A table of objects, as the model describes it. */
export interface Table {
	/** Instances 1 to n that every device is delivered with. */
	delivered: number;
	/** Whether the server may add and delete instances. */
	creatable: boolean;
}

/**
 * A part of a data model as it is written down: objects by path (ending with a dot, `{i}` for
 * instance numbers).
 */
export interface Branch {
	objects: Record<string, Record<string, Parameter>>;
	/** By path, ending with a dot and without an instance number at the end. */
	tables: Record<string, Table>;
}

/** A data model as it is written down. */
export interface ModelDescription {
	name: string;
	/** `Device.` or `InternetGatewayDevice.` */
	root: string;
	/** The object with the parameters of the ping diagnostics. */
	ping: string;
	/** No two of them describe the same object. */
	branches: readonly Branch[];
}

/** A data model made ready for look-ups; one for all devices that share it. */
export interface DataModel {
	name: string;
	root: string;
	ping: string;
	/** Every object that holds parameters, with their names, in the order of the description. */
	objects: ReadonlyMap<string, readonly string[]>;
	/** Every path that is an object or a table, with all that lie above one. */
	objectPaths: ReadonlySet<string>;
	parameters: ReadonlyMap<string, Parameter>;
	tables: ReadonlyMap<string, Table>;
}

/** Returns the model with its look-up tables filled. */
export function prepareModel(description: ModelDescription): DataModel {
	const { name, root, ping, branches } = description;
	const tables = new Map(branches.flatMap((branch) => Object.entries(branch.tables)));
	const objects = new Map<string, readonly string[]>();
	const parameters = new Map<string, Parameter>();
	const objectPaths = new Set<string>();
	for (const [object, children] of branches.flatMap((branch) => Object.entries(branch.objects))) {
		objects.set(object, Object.keys(children));
		for (const [leaf, parameter] of Object.entries(children))
			parameters.set(object + leaf, parameter);
	}
	for (const path of [...objects.keys(), ...tables.keys()]) {
		const nodes = path.split('.').slice(0, -1);
		nodes.forEach((_, depth) => objectPaths.add(`${nodes.slice(0, depth + 1).join('.')}.`));
	}
	return { name, root, ping, objects, objectPaths, parameters, tables };
}

const instanceNumber = /^[1-9]\d{0,9}$/;

/** Returns the path with `{i}` for every instance number: the key under which a model knows it. */
export function templateOf(path: string): string {
	return path
		.split('.')
		.map((node) => (instanceNumber.test(node) ? '{i}' : node))
		.join('.');
}

/** Returns the instance numbers in a path, outermost first. */
export function instancesIn(path: string): number[] {
	return path
		.split('.')
		.filter((node) => instanceNumber.test(node))
		.map(Number);
}
