/** A value in one cell of a table. */
export type Scalar = string | number | boolean | null;

/** One item of output. */
export type Row = Record<string, string | number | boolean | object | null | undefined>;

/** Values by the path of their parameter. */
export type Columns = ReadonlyArray<readonly [path: string, value: Scalar]>;

/** A head with columns; what is called like a part of the head keeps out of its way. */
export function flatRow(head: Row, columns: Columns): Row {
	const own = new Set(Object.keys(head));
	const named = columns.map(([name, value]) => [own.has(name) ? `${name} (value)` : name, value]);
	return { ...head, ...Object.fromEntries(named) };
}

/**
 * A row for each instance of an object that the paths name, between two parts of the head, with a
 * column for each of its parameters, by their names below it. Always one row at the least.
 */
export function instanceRows(head: Row, columns: Columns, tail: Row = {}): Row[] {
	const places = new Map<string, Place & { columns: Array<[string, Scalar]> }>();
	for (const [path, value] of columns) {
		const { object, instance, name } = placeOf(path);
		const key = `${object ?? ''}${instance ?? ''}`;
		const place = places.get(key) ?? { object, instance, columns: [] };
		place.columns.push([name, value]);
		places.set(key, place);
	}
	if (places.size === 0) places.set('', { object: null, instance: null, columns: [] });
	return [...places.values()].map(({ object, instance, columns: own }) =>
		flatRow({ ...head, object, instance, ...tail }, own),
	);
}

/** An instance of an object; null where there is none. */
interface Place {
	/** Ends with a dot, without the number. */
	object: string | null;
	instance: number | null;
}

/**
 * The innermost instance that a parameter belongs to, and its name below that; of no instance, its
 * path.
 */
function placeOf(path: string): Place & { name: string } {
	const names = path.split('.');
	const at = names
		.map((name, nth) => nth > 0 && nth < names.length - 1 && /^\d{1,10}$/.test(name))
		.lastIndexOf(true);
	if (at < 0) return { object: null, instance: null, name: path };
	return {
		object: `${names.slice(0, at).join('.')}.`,
		instance: Number(names[at]),
		name: names.slice(at + 1).join('.'),
	};
}
