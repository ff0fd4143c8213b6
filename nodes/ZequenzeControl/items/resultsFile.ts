import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { CsvTable } from '../ground/csvTable';
import { TextLines } from '../ground/textLines';
import { Breaks } from './breaks';
import { realClock } from './clock';
import { failureOf, type Subject } from './failures';

/** How a file of results is written, and what it is called. */
const FORMATS = {
	csv: { fileName: 'results.csv', mimeType: 'text/csv' },
	jsonLines: { fileName: 'results.jsonl', mimeType: 'application/x-ndjson' },
} as const;

/** The results of a run in one file, with one item that says how many there are of each kind. */
export class ResultsFile {
	private readonly table = new CsvTable();

	private readonly lines = new TextLines();

	private readonly counts = new Map<string, number>();

	private devices = 0;

	/** `kinds`: all that a device may come to, so that each is in the item. */
	constructor(
		private readonly format: keyof typeof FORMATS,
		kinds: readonly string[],
	) {
		for (const kind of kinds) this.counts.set(kind, 0);
	}

	/** Adds what came of one device, in one row or several. */
	add(kind: string, rows: readonly IDataObject[]): void {
		this.devices += 1;
		this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1);
		for (const row of rows) this.write(row);
	}

	/** Adds a device that failed, with what its error item would say. */
	addFailure(kind: string, key: 'state' | 'verdict', error: Error, subject: Subject): void {
		const { serial_number, message, description, ...rest } = failureOf(error, subject);
		this.add(kind, [{ serial_number, [key]: kind, error: message, fix: description, ...rest }]);
	}

	/** The item with its numbers, a line for people, and the file. Throws RunCancelled. */
	async item(
		context: IExecuteFunctions,
		summary: string,
	): Promise<Pick<INodeExecutionData, 'json' | 'binary'>> {
		const { fileName, mimeType } = FORMATS[this.format];
		const blocks = this.format === 'csv' ? this.table.blocks() : this.lines.blocks();
		const breaks = new Breaks(realClock(context));
		const file: Buffer[] = [];
		for (const block of blocks) {
			file.push(block);
			await breaks.yieldToEventLoop();
		}
		const bytes = Buffer.concat(file);
		return {
			json: { devices: this.devices, ...Object.fromEntries(this.counts), summary: summary || null },
			binary: { results: await context.helpers.prepareBinaryData(bytes, fileName, mimeType) },
		};
	}

	private write(row: IDataObject): void {
		if (this.format === 'csv') this.table.add(row);
		else this.lines.add(JSON.stringify(row));
	}
}
