import type { Outcome } from './outcome';

/** The shapes in which an outcome can be put out. */
export type OutcomeShape = 'simplified' | 'flat' | 'instances';

type Scalar = string | number | boolean | null;

/** One item of output. */
export type Row = Record<string, string | number | boolean | object | null | undefined>;

/**
 * The items that show an outcome in this shape: `simplified` as it is; `flat` in one row with a
 * column for each variable, under its path; `instances` in a row for each instance of an object,
 * with a column for each of its parameters, by their names below it. Always one row at the least.
 */
export function rowsOf(outcome: Outcome, shape: OutcomeShape): Row[] {
	if (shape === 'simplified') return [{ ...outcome }];
	return shape === 'flat' ? [flatRow(outcome)] : instanceRows(outcome);
}

function flatRow(outcome: Outcome): Row {
	return withColumns(headOf(outcome), columnsOf(outcome));
}

/** What tells rows apart in a table; nothing in it is an object or a list. */
function headOf(outcome: Outcome): Row {
	const { serial_number, state, fault, transaction_id, reason, timed_out, deleted } = outcome;
	return {
		serial_number,
		state,
		fault: fault && [fault.code, fault.name ?? fault.message].filter(Boolean).join(' '),
		transaction_id,
		...(reason && { reason }),
		...(timed_out && { timed_out }),
		...(deleted && { deleted }),
	};
}

/** What was read; where nothing was, what was asked for, with the values that were sent. */
function columnsOf({ values, variables }: Outcome): Array<[path: string, value: Scalar]> {
	if (values !== null) return Object.entries(values);
	return variables.map(({ variable_name: path, value = null }) => [path, value]);
}

/** A head with columns; what is called like a part of the head keeps out of its way. */
function withColumns(head: Row, columns: ReadonlyArray<readonly [string, Scalar]>): Row {
	const own = new Set(Object.keys(head));
	const named = columns.map(([name, value]) => [own.has(name) ? `${name} (value)` : name, value]);
	return { ...head, ...Object.fromEntries(named) };
}

function instanceRows(outcome: Outcome): Row[] {
	const { serial_number, state, ...rest } = headOf(outcome);
	const places = new Map<string, Place & { columns: Array<[string, Scalar]> }>();
	for (const [path, value] of columnsOf(outcome)) {
		const { object, instance, name } = placeOf(path);
		const key = `${object ?? ''}${instance ?? ''}`;
		const place = places.get(key) ?? { object, instance, columns: [] };
		place.columns.push([name, value]);
		places.set(key, place);
	}
	if (places.size === 0) places.set('', { object: null, instance: null, columns: [] });
	return [...places.values()].map(({ object, instance, columns }) =>
		withColumns({ serial_number, state, object, instance, ...rest }, columns),
	);
}

/** An instance of an object; null where there is none. */
interface Place {
	/** Ends with a dot, without the number. */
	object: string | null;
	instance: number | null;
}

/** The innermost instance that a parameter belongs to, and its name below that; of no instance, its path. */
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
