import { grouped } from '../optionGroups.mts';
import { startBench, stopBenches, type Bench } from './bench.mts';
import { AT_ONCE, locator, scheduling } from './parameters.mts';

const SERIALS = ['SN000001', 'SN000002', 'SN000003'];
const input = SERIALS.map((serial) => ({ serial }));
const PER_ITEM = scheduling('add.obj', undefined, {
	device: locator('={{ $json.serial }}', 'serialNumber'),
	options: { ...AT_ONCE, requestsAtATime: 1 },
});

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterAll(stopBenches);

const scheduled = (): string[] =>
	bench.simulator.operations().map(({ serial_number: serial }) => serial);

/** The POST for this device is refused so many times. */
function refuse(serial: string, times: number): void {
	bench.simulator.inject({
		match: { serial, times },
		effect: { kind: 'status', status: 429 },
	});
}

describe("n8n's Retry On Fail runs the whole node again", () => {
	it('after the node stopped: what was accepted before is not sent again', async () => {
		refuse('SN000002', 1);
		const { items, error } = await bench.run(PER_ITEM, { input, tries: 3 });
		expect(error).toBeUndefined();
		expect(scheduled()).toEqual(SERIALS);
		expect(items.map(({ json }) => json.serial_number)).toEqual(SERIALS);
		expect(items.map(({ json }) => json.transaction_id)).toEqual(
			bench.simulator.operations().map(({ id }) => id),
		);
	});

	it('after a try of many minutes: what was accepted before is not sent again', async () => {
		refuse('SN000003', 1);
		const now = Date.now;
		const clock = jest
			.spyOn(Date, 'now')
			.mockImplementation(() => now() + scheduled().length * 20 * 60_000);
		const { error } = await bench.run(PER_ITEM, { input, tries: 2 });
		clock.mockRestore();
		expect(error).toBeUndefined();
		expect(scheduled()).toEqual(SERIALS);
	});

	it('after the first item failed: the other ones keep their transactions', async () => {
		refuse('SN000001', 1);
		const { items, errorItems } = await bench.run(PER_ITEM, {
			input,
			tries: 3,
			onError: 'continueErrorOutput',
		});
		expect(errorItems).toEqual([]);
		expect(scheduled().sort()).toEqual(SERIALS);
		expect(items.map(({ json }) => json.serial_number)).toEqual(SERIALS);
	});

	it.each(['stopWorkflow', 'continueErrorOutput'] as const)(
		'up to the end, with %s: no operation is doubled',
		async (onError) => {
			refuse('SN000001', 99);
			const { error, errorItems } = await bench.run(PER_ITEM, { input, tries: 3, onError });
			expect(Boolean(error) || errorItems.length === 1).toBe(true);
			expect(new Set(scheduled()).size).toBe(scheduled().length);
			expect(scheduled()).not.toContain('SN000001');
		},
	);
});

describe('Retry On Fail of Ensure Variables', () => {
	const ENSURE = grouped({
		resource: 'deviceOperation',
		operation: 'ensure',
		ensureMode: 'apply',
		device: locator('={{ $json.serial }}', 'serialNumber'),
		specifyVariables: 'json',
		variablesJson: JSON.stringify({ 'Device.ManagementServer.PeriodicInformInterval': 4321 }),
		options: { ...AT_ONCE, requestTimeout: 60, waitInterval: 0.1 },
	});

	it.each([
		['read', 0],
		['changed', 1],
		['proved', 2],
	])('changes no device twice where one could not be %s', async (_what, after) => {
		const { simulator, run } = await startBench({ informInterval: 0.2, executionTime: 0 });
		simulator.inject({
			match: { method: 'POST', serial: 'SN000002', after, times: 1 },
			effect: { kind: 'status', status: 429 },
		});

		const { items, error } = await run(ENSURE, { input, tries: 3 });

		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.verdict)).toEqual(SERIALS.map(() => 'changed'));
		const changed = simulator.operations().filter(({ operation }) => operation === 'set');
		expect(changed.map(({ serial_number: serial }) => serial).sort()).toEqual(SERIALS);
	});
});

it('equal items of one run each get their operation', async () => {
	await bench.run(PER_ITEM, { input: [{ serial: 'SN000001' }, { serial: 'SN000001' }] });
	expect(scheduled()).toEqual(['SN000001', 'SN000001']);
});

it('another execution schedules again', async () => {
	await bench.run(PER_ITEM, { input });
	await bench.run(PER_ITEM, { input });
	expect(scheduled()).toEqual([...SERIALS, ...SERIALS]);
});
