import { TextLines } from './textLines';

/** Stands at the end of a line until it is known how many cells there are; no cell holds it. */
const END = '\u0000';

/**
 * A table as CSV (RFC 4180, but with the line breaks of Unix), row by row: a column for each key,
 * in the order in which keys come up.
 */
export class CsvTable {
	private readonly columns = new Map<string, number>();

	/** Lines by how many columns there were when they came. */
	private readonly sections: Array<{ columns: number; lines: TextLines }> = [];

	add(row: Readonly<Record<string, unknown>>): void {
		for (const key of Object.keys(row)) {
			if (!this.columns.has(key)) this.columns.set(key, this.columns.size);
		}
		const cells = [...this.columns.keys()].map((key) => cell(row[key]));
		this.lines().add(cells.join(',') + END);
	}

	/** The whole file in blocks, the first of which has the names of the columns. */
	*blocks(): Generator<Buffer> {
		yield Buffer.from(`${[...this.columns.keys()].map(cell).join(',')}\n`);
		for (const { columns, lines } of this.sections) {
			const missing = ','.repeat(this.columns.size - columns);
			for (const block of lines.blocks()) {
				yield Buffer.from(block.toString().split(END).join(missing));
			}
		}
	}

	private lines(): TextLines {
		const last = this.sections[this.sections.length - 1];
		if (last?.columns === this.columns.size) return last.lines;
		const lines = new TextLines();
		this.sections.push({ columns: this.columns.size, lines });
		return lines;
	}
}

/** What a spreadsheet would run as a formula when the file is opened in it. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^[+-]?\d{1,30}(?:\.\d{1,30})?$/;

/**
 * A value as a cell: objects and lists as JSON, nothing as an empty cell. Text that a spreadsheet
 * would run as a formula comes from a device and is kept from it by an apostrophe.
 */
function cell(value: unknown): string {
	if (value === null || value === undefined) return '';
	const text = (typeof value === 'string' ? value : JSON.stringify(value)).split(END).join('');
	const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
	return /[",\n\r]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
