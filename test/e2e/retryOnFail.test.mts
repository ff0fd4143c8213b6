import { startOneNode, type OneNode } from './harness/oneNode.mts';
import { onDevice, PER_ITEM, row } from './harness/parameters.mts';

const SERIALS = ['SN000001', 'SN000002', 'SN000003'];
const INPUT = SERIALS.map((serial) => ({ serial }));
const RETRYING = { retryOnFail: true, maxTries: 3, waitBetweenTries: 100, input: INPUT };

/** Doubled, this operation would leave a second object behind. */
const ADDING = onDevice('add.obj', [row('Device.WiFi.SSID.')], {
	...PER_ITEM,
	options: { retries: 0, requestsAtATime: 1 },
});

let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode();
});
beforeEach(() => {
	bench.simulator.clearOperations();
	bench.simulator.clearInjections();
});
afterAll(async () => await bench.close());

const scheduled = () => bench.simulator.operations().map(({ serial_number: serial }) => serial);

function refuseTwice(serial: string): void {
	bench.simulator.inject({
		match: { serial, times: 2 },
		effect: { kind: 'status', status: 429 },
	});
}

describe("n8n's Retry On Fail", () => {
	it.each([
		['stopped at a device in the middle', 'SN000002', 'stopWorkflow'],
		['came out with the first device failed', 'SN000001', 'continueErrorOutput'],
	] as const)('doubles nothing when the node %s', async (_when, serial, onError) => {
		refuseTwice(serial);

		const { items, error } = await bench.run(ADDING, { ...RETRYING, onError });

		expect(error).toBeUndefined();
		expect(scheduled().sort()).toEqual(SERIALS);
		expect(items.map(({ serial_number }) => serial_number)).toEqual(SERIALS);
		const truth = new Map(
			bench.simulator.operations().map(({ serial_number: device, id }) => [device, id]),
		);
		expect(items.map(({ transaction_id: id }) => id)).toEqual(
			SERIALS.map((device) => truth.get(device)),
		);
	});
});

describe("n8n's own Retry of a failed execution", () => {
	it.each([
		['refused one device', { kind: 'status', status: 400 }],
		['let the connection to one break', { kind: 'reset', when: 'before' }],
	] as const)('doubles nothing after the server %s', async (_what, effect) => {
		const serial = 'SN000003';
		bench.simulator.inject({ match: { serial, times: 1 }, effect });
		const failed = await bench.run(ADDING, { input: INPUT });
		expect(failed.error).toBeDefined();

		const { items, error } = await failed.retry();

		const isUnknown = effect.kind === 'reset';
		const made = isUnknown ? SERIALS.slice(0, 2) : SERIALS;
		expect(scheduled()).toEqual(made);
		if (isUnknown) {
			expect(error?.message).toContain('unknown whether CONTROL took the operation');
		} else {
			expect(items.map(({ serial_number, state }) => [serial_number, state])).toEqual(
				made.map((device) => [device, 'scheduled']),
			);
		}
	});
});
