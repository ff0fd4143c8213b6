import type { INodeParameters } from 'n8n-workflow';
import { jsonOf, startBench, stopBenches, type Bench } from './bench.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench();
});
afterEach(() => expect(bench.simulator.requests()).toEqual([]));
afterAll(stopBenches);

const planning = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'deviceOperation',
	operation: 'planWave',
	waves: '1, 2, rest',
	nextWhenPercent: 100,
	stopWhen: '50 %',
	rollOutName: 'night',
	rollOutOptions: { order: 'given' },
	...more,
});

const rows = (...states: string[]) =>
	states.map((state, nth) => ({ serial_number: `SN${nth + 1}`, state }));

describe('the next wave of a roll-out', () => {
	it.each([
		[rows('', '', '', ''), { decision: 'send', wave: 1, devices: ['SN1'] }],
		[rows('scheduled', '', '', ''), { decision: 'wait', wave: 1, devices: [] }],
		[rows('succeeded', '', '', ''), { decision: 'send', wave: 2, devices: ['SN2', 'SN3'] }],
		[rows('failed', '', '', ''), { decision: 'stopped', wave: 1, devices: [] }],
		[rows('succeeded', 'succeeded', 'succeeded', 'failed'), { decision: 'stopped', wave: 3 }],
		[
			rows('succeeded', 'succeeded', 'succeeded', 'succeeded'),
			{ decision: 'finished', wave: 3, reason: null },
		],
	])('of the rows %j is %j', async (input, decision) => {
		const { items } = await bench.run(planning(), { input });
		expect(jsonOf(items)).toMatchObject([decision]);
	});

	it('holds the last wave, and none before it, until the rows say that it is approved', async () => {
		const lastWave = '={{ $json.approved ? "send" : "hold" }}';
		const held = planning({ rollOutOptions: { order: 'given', lastWave } });
		const states = ['succeeded', 'succeeded', 'succeeded', ''];
		const first = await bench.run(held, { input: rows('succeeded', '', '', '') });
		expect(jsonOf(first.items)).toMatchObject([{ decision: 'send', wave: 2 }]);
		const due = await bench.run(held, { input: rows(...states) });
		expect(jsonOf(due.items)).toMatchObject([{ decision: 'approval', wave: 3, devices: [] }]);
		const input = rows(...states).map((row) => ({ ...row, approved: true }));
		const approved = await bench.run(held, { input });
		expect(jsonOf(approved.items)).toMatchObject([{ decision: 'send', devices: ['SN4'] }]);
	});

	it('reports devices that were claimed and never heard of', async () => {
		const input = [{ serial_number: 'SN1', state: 'claimed', claimed_at: '2020-01-01T00:00:00Z' }];
		const { items } = await bench.run(planning({ stopWhen: '' }), { input });
		expect(jsonOf(items)).toMatchObject([{ decision: 'wait', unclear: ['SN1'] }]);
	});

	it.each<[string, INodeParameters, object[], RegExp]>([
		['no wave', planning({ waves: ' , ' }), rows(''), /Waves: No wave is named/],
		['a stop rule in words', planning({ stopWhen: 'many' }), rows(''), /Stop When: /],
		['a row without a device', planning(), [{ state: '' }], /Column serial_number: /],
		['an unknown state', planning(), rows('done'), /Column state: "done"/],
		['a wave in words', planning(), [{ serial_number: 'SN1', wave: 'first' }], /Column wave: /],
		['a device in two rows', planning(), [...rows(''), ...rows('')], /"SN1" is in two rows/],
	])('%s is refused', async (_what, parameters, input, message) => {
		const { error } = await bench.run(parameters, {
			input: input.map((row) => ({ ...row })),
		});
		expect(error?.message).toMatch(message);
	});
});
