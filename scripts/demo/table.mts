import type { Row } from './verdict.mts';

const COLUMNS: ReadonlyArray<{ title: string; cell: (row: Row) => string }> = [
	{ title: 'Serial number', cell: ({ serial }) => serial },
	{ title: 'Transaction', cell: ({ transaction }) => transaction || '-' },
	{ title: 'State', cell: ({ state }) => state },
	{ title: 'Inform interval', cell: ({ value }) => `${value} s` },
	{ title: 'Event of the trigger', cell: ({ event }) => event || '-' },
	{ title: '', cell: ({ right }) => (right ? 'ok' : 'WRONG') },
];

/** The rows as a text table with aligned columns. */
export function table(rows: readonly Row[]): string {
	const lines = [
		COLUMNS.map(({ title }) => title),
		...rows.map((row) => COLUMNS.map(({ cell }) => cell(row))),
	];
	const widths = COLUMNS.map((_, column) =>
		Math.max(...lines.map((line) => line[column]?.length ?? 0)),
	);
	const aligned = lines.map((line) =>
		line
			.map((cell, column) => cell.padEnd(widths[column] ?? 0))
			.join('  ')
			.trimEnd(),
	);
	const [head = '', ...body] = aligned;
	return [head, '-'.repeat(head.length), ...body].join('\n');
}
