import type { INodeParameters } from 'n8n-workflow';
import { startBench, stopBenches, type Bench } from './bench.mts';
import { scheduling } from './parameters.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench({ devices: 12 });
});
beforeEach(() => bench.simulator.clearOperations());
afterAll(stopBenches);

const FILTER = { target: 'filter', filters: { type: '1' } };

const withOptions = (options: INodeParameters[string]): INodeParameters =>
	scheduling('set', undefined, { ...FILTER, options });

describe('Dry Run by an expression', () => {
	it.each(['true', 'TRUE', '1'])('is on by the text "%s"', async (text) => {
		const { items } = await bench.run(withOptions({ dryRun: '={{ $json.dry }}' }), {
			input: [{ dry: text }],
		});
		expect(items.length).toBeGreaterThan(0);
		expect(items.map(({ json }) => json.reason)).toEqual(items.map(() => 'dry_run'));
		expect(bench.simulator.operations()).toEqual([]);
	});

	it.each<[string, unknown]>([
		['a list', [true]],
		['another word', 'yes'],
		['nothing', undefined],
		['an empty cell', ''],
	])('is refused by %s, and nothing is sent', async (_what, dry) => {
		const { error } = await bench.run(withOptions({ dryRun: '={{ $json.dry }}' }), {
			input: [JSON.parse(JSON.stringify({ dry }))],
		});
		expect(error?.message).toMatch(/^Dry Run: .*\[item 0\]$/);
		expect(error?.description).toMatch(/^Use true or false/);
		expect(bench.simulator.operations()).toEqual([]);
	});
});

describe('filters that nothing is left of', () => {
	it.each<[string, INodeParameters[string], RegExp]>([
		['one expression that gives nothing', '={{ $json.nothing }}', /^Filters: No filter is given/],
		['one expression that gives none', '={{ {} }}', /^Filters: No filter is given/],
		['a misspelt name', { organisation: '2' }, /^Filters: No filter is given/],
		['only what narrows nothing down', { update_status: true }, /^Filters: No filter is given/],
		['a filter that gives nothing', { type: '={{ $json.nothing }}' }, /^Type: .*empty/],
	])('do not mean the whole fleet: %s', async (_what, filters, message) => {
		const { error } = await bench.run(scheduling('set', undefined, { target: 'filter', filters }));
		expect(error?.message).toMatch(message);
		expect(bench.simulator.operations()).toEqual([]);
	});
});
