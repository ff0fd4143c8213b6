import fc from 'fast-check';

import { CsvTable } from '../../../nodes/ZequenzeControl/ground/csvTable';

const fileOf = (rows: ReadonlyArray<Record<string, unknown>>): string => {
	const table = new CsvTable();
	for (const row of rows) table.add(row);
	return Buffer.concat([...table.blocks()]).toString();
};

describe('a table as CSV', () => {
	it('has a column for each key, and empty cells where there is nothing', () => {
		expect(
			fileOf([
				{ a: 1, b: null },
				{ b: true, c: undefined },
			]),
		).toBe('a,b,c\n1,,\n,true,\n');
	});

	it('quotes what would part cells or lines', () => {
		expect(fileOf([{ text: 'a "b", c\nd' }])).toBe('text\n"a ""b"", c\nd"\n');
	});

	it('holds objects and lists as JSON', () => {
		expect(fileOf([{ of: { a: [1, 'x'] } }])).toBe('of\n"{""a"":[1,""x""]}"\n');
	});

	it.each(['=1+1', '@SUM(A1)', '+cmd', '-2+3', '\tx'])(
		'keeps a spreadsheet from running %j',
		(text) => {
			expect(fileOf([{ text }]).split('\n')[1]?.replace(/"/g, '')).toBe(`'${text}`);
		},
	);

	it.each(['-87', '+1.5', '-0.25'])('leaves the number %s as it is', (text) => {
		expect(fileOf([{ text }])).toBe(`text\n${text}\n`);
	});

	it('is read back as it was, with as many cells in each line', () => {
		const row = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.nat(), { minKeys: 1 });
		fc.assert(
			fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
				const [head = '', ...lines] = fileOf(rows).trimEnd().split('\n');
				const keys = head.split(',');
				const read = lines.map((line) => line.split(','));
				expect(read).toEqual(
					rows.map((one) => keys.map((key) => (one[key] === undefined ? '' : String(one[key])))),
				);
			}),
		);
	});
});
