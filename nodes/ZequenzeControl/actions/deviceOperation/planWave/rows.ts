import { userInstant } from '../../../ground/dates';
import { InvalidInput } from '../../../ground/invalidInput';
import { asText } from '../../../ground/json';
import type { RollOutRow, RowState } from '../../../rollout/rows';

const STATES: readonly RowState[] = [
	'planned',
	'claimed',
	'scheduled',
	'running',
	'succeeded',
	'failed',
	'timed_out',
	'skipped',
	'stopped',
];

/** The row of a table as a device of the roll-out. Throws InvalidInput that names the column. */
export function readRow(
	row: Readonly<Record<string, unknown>>,
	timeZone: () => string,
): RollOutRow {
	const serialNumber = asText(row.serial_number ?? '').trim();
	if (serialNumber === '') {
		throw new InvalidInput(
			'Column serial_number: The row names no device',
			'Connect the rows of a table, each with a serial_number.',
		);
	}
	return {
		serial_number: serialNumber,
		type: row.type === undefined || row.type === null ? null : asText(row.type),
		wave: readWave(row.wave),
		state: readState(row.state),
		claimedAt: readTime('claimed_at', row.claimed_at, timeZone),
		endedAt: readTime('ended_at', row.ended_at, timeZone),
	};
}

function isNothing(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}

function readWave(value: unknown): number | null {
	if (isNothing(value)) return null;
	const number = Number(asText(value));
	if (Number.isInteger(number) && number > 0) return number;
	throw new InvalidInput(
		'Column wave: This is no number of a wave',
		'Store the wave that this operation gives, or leave it empty.',
	);
}

function readState(value: unknown): RowState {
	if (isNothing(value)) return 'planned';
	const found = STATES.find((state) => state === asText(value));
	if (found) return found;
	throw new InvalidInput(
		`Column state: "${asText(value)}" is not a state of a roll-out`,
		`Use one of ${STATES.join(', ')}.`,
	);
}

function readTime(column: string, value: unknown, timeZone: () => string): number | null {
	if (isNothing(value)) return null;
	const instant = userInstant(value, timeZone);
	if (instant !== null) return instant;
	throw new InvalidInput(
		`Column ${column}: This is not a date`,
		'Store an ISO 8601 date, e.g. {{ $now.toISO() }}.',
	);
}
