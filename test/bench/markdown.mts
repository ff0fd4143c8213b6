/** A column of a table about things of one kind. */
export interface Column<Row> {
	title: string;
	cell: (row: Row) => string | number;
}

/**
 * A table in Markdown that reads well as plain text too: numbers to the right, everything aligned.
 */
export function markdownTable<Row>(columns: ReadonlyArray<Column<Row>>, rows: readonly Row[]) {
	const cells = rows.map((row) => columns.map(({ cell }) => cell(row)));
	const isNumber = columns.map((_, nth) => cells.every((line) => typeof line[nth] === 'number'));
	const texts = [columns.map(({ title }) => title), ...cells.map((line) => line.map(textOf))];
	const widths = columns.map((_, nth) => Math.max(...texts.map((line) => line[nth]?.length ?? 0)));
	const [head = '', ...body] = texts.map((line) =>
		framed(line.map((text, nth) => padded(text, widths[nth] ?? 0, isNumber[nth] ?? false))),
	);
	const rule = framed(
		widths.map((width, nth) => (isNumber[nth] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))),
	);
	return [head, rule, ...body].join('\n');
}

function textOf(cell: string | number): string {
	if (typeof cell === 'string') return cell;
	return Number.isNaN(cell) ? '' : cell.toLocaleString('en', { maximumFractionDigits: 2 });
}

function padded(text: string, width: number, isNumber: boolean): string {
	return isNumber ? text.padStart(width) : text.padEnd(width);
}

function framed(cells: readonly string[]): string {
	return `| ${cells.join(' | ')} |`;
}
