import type { Outcome } from './outcome';
import { flatRow, instanceRows, type Row, type Scalar } from './rows';

/** The shapes in which an outcome can be put out. */
export type OutcomeShape = 'simplified' | 'flat' | 'instances';

/**
 * The items that show an outcome in this shape: `simplified` as it is; `flat` in one row with a
 * column for each variable, under its path; `instances` in a row for each instance of an object,
 * with a column for each of its parameters, by their names below it. Always one row at the least.
 */
export function rowsOf(outcome: Outcome, shape: OutcomeShape): Row[] {
	if (shape === 'simplified') return [{ ...outcome }];
	const columns = columnsOf(outcome);
	if (shape === 'flat') return [flatRow(headOf(outcome), columns)];
	const { serial_number, state, ...rest } = headOf(outcome);
	return instanceRows({ serial_number, state }, columns, rest);
}

/** What tells rows apart in a table; nothing in it is an object or a list. */
function headOf(outcome: Outcome): Row {
	const { serial_number, state, fault, transaction_id, reason, timed_out, deleted, wave } = outcome;
	return {
		serial_number,
		state,
		fault: fault && [fault.code, fault.name ?? fault.message].filter(Boolean).join(' '),
		transaction_id,
		...(reason && { reason }),
		...(timed_out && { timed_out }),
		...(deleted && { deleted }),
		...(wave !== undefined && { wave }),
	};
}

/** What was read; where nothing was, what was asked for, with the values that were sent. */
function columnsOf({ values, variables }: Outcome): Array<[path: string, value: Scalar]> {
	if (values !== null) return Object.entries(values);
	return variables.map(({ variable_name: path, value = null }) => [path, value]);
}
