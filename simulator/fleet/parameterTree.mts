import { instancesIn, templateOf, type DataModel } from './dataModel.mts';
import type { Parameter, Place } from './parameter.mts';

interface Instances {
	present: number[];
	/** The number that the next added instance gets; numbers are never given twice (TR-106). */
	next: number;
}

/** What a tree needs to know about its device. */
export type Identity = Pick<Place, 'serial' | 'index' | 'fingerprint'> & { upTime(): number };

/**
 * The parameters of one device. Only what differs from the shared model is stored, so that twenty
 * thousand devices fit into little memory. Reading and writing here follow the tree alone; what the
 * *server* may do (types, limits, read-only parameters) is the business of the RPCs.
 */
export class ParameterTree {
	readonly model: DataModel;
	readonly identity: Identity;
	#written: Map<string, string> | undefined;
	#changedTables: Map<string, Instances> | undefined;

	constructor(model: DataModel, identity: Identity) {
		this.model = model;
		this.identity = identity;
	}

	/** Returns the parameter's description, or undefined when the device has no such parameter. */
	find(path: string): Parameter | undefined {
		const parameter = this.model.parameters.get(templateOf(path));
		return parameter && this.#instancesExist(path) ? parameter : undefined;
	}

	/** Whether the device has this object or table; the path ends with a dot. */
	hasObject(path: string): boolean {
		return this.model.objectPaths.has(templateOf(path)) && this.#instancesExist(path);
	}

	/**
	 * Returns the value as the device holds it, hidden ones too; an empty string for an unknown path.
	 */
	read(path: string): string {
		const written = this.#written?.get(path);
		if (written !== undefined) return written;
		const initial = this.find(path)?.initial ?? '';
		return typeof initial === 'string' ? initial : initial(this.#placeOf(path));
	}

	/** Stores a value. */
	write(path: string, value: string): void {
		this.#written ??= new Map();
		this.#written.set(path, value);
	}

	/** Returns the paths of all parameters below an object, in the model's order. */
	below(objectPath: string): string[] {
		const paths: string[] = [];
		for (const [template, leaves] of this.model.objects) {
			for (const object of this.#expand(template, objectPath)) {
				for (const leaf of leaves) paths.push(object + leaf);
			}
		}
		return paths;
	}

	/** Returns the numbers of the instances in a table, in ascending order. */
	instancesOf(tablePath: string): readonly number[] {
		return this.#table(tablePath).present;
	}

	/** Adds an instance with default values to a table and returns its number. */
	addInstance(tablePath: string): number {
		const { present, next } = this.#table(tablePath);
		this.#changedTables ??= new Map();
		this.#changedTables.set(tablePath, { present: [...present, next], next: next + 1 });
		this.#emptyTablesIn(`${tablePath}${next}.`);
		return next;
	}

	/** Removes an instance and everything below it; the path ends with the number and a dot. */
	deleteInstance(instancePath: string): void {
		const nodes = instancePath.split('.').slice(0, -1);
		const number = Number(nodes.pop());
		const tablePath = `${nodes.join('.')}.`;
		const { present, next } = this.#table(tablePath);
		this.#changedTables ??= new Map();
		this.#changedTables.set(tablePath, { present: present.filter((one) => one !== number), next });
		for (const stored of [this.#written, this.#changedTables]) {
			for (const path of stored?.keys() ?? []) {
				if (path.startsWith(instancePath)) stored?.delete(path);
			}
		}
	}

	#table(tablePath: string): Instances {
		const changed = this.#changedTables?.get(tablePath);
		if (changed) return changed;
		const delivered = this.model.tables.get(templateOf(tablePath))?.delivered ?? 0;
		return { present: Array.from({ length: delivered }, (_, i) => i + 1), next: delivered + 1 };
	}

	/** A new object starts with empty tables, unlike one that the device was delivered with. */
	#emptyTablesIn(objectPath: string): void {
		const template = templateOf(objectPath);
		for (const table of this.model.tables.keys()) {
			const rest = table.slice(template.length);
			if (table.startsWith(template) && !rest.includes('{i}')) {
				this.#changedTables?.set(objectPath + rest, { present: [], next: 1 });
			}
		}
	}

	#instancesExist(path: string): boolean {
		return everyInstance(path, (number, table) => this.instancesOf(table).includes(number));
	}

	/**
	 * A number is never given twice, so those that a table was delivered with tell what was there
	 * from the start.
	 */
	#isDelivered(path: string): boolean {
		return everyInstance(path, (number, table) => {
			const { delivered = 0 } = this.model.tables.get(templateOf(table)) ?? {};
			return number <= delivered;
		});
	}

	/** Returns the existing objects that fit a template and lie at or below a path. */
	#expand(template: string, within: string): string[] {
		const [head = '', ...tails] = template.split('{i}');
		let objects = [head];
		for (const tail of tails) {
			objects = objects
				.filter((table) => table.startsWith(within) || within.startsWith(table))
				.flatMap((table) => this.instancesOf(table).map((number) => `${table}${number}${tail}`));
		}
		return objects.filter((object) => object.startsWith(within));
	}

	#placeOf(path: string): Place {
		const { serial, index, fingerprint } = this.identity;
		return {
			serial,
			index,
			fingerprint,
			upTime: this.identity.upTime(),
			instances: instancesIn(path),
			isDelivered: () => this.#isDelivered(path),
			entries: (tablePath) => this.instancesOf(tablePath).length,
		};
	}
}

/** Whether a test holds for all instance numbers in a path, each with the path of its table. */
function everyInstance(path: string, test: (number: number, table: string) => boolean): boolean {
	if (instancesIn(path).length === 0) return true;
	const nodes = path.split('.');
	return nodes.every(
		(node, depth) =>
			templateOf(node) !== '{i}' || test(Number(node), `${nodes.slice(0, depth).join('.')}.`),
	);
}
