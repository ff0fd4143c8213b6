import { startOneNode, type OneNode } from './harness/oneNode.mts';
import {
	INTERVAL,
	locator,
	onDevice,
	onList,
	PER_ITEM,
	row,
	setInterval,
} from './harness/parameters.mts';

/** One device that CONTROL does not know between two that it does. */
const INPUT = ['SN000001', 'SN404', 'SN000002'].map((serial, batch) => ({ serial, batch }));

let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode();
});
beforeEach(() => {
	bench.simulator.clearOperations();
	bench.simulator.resetObservations();
});
afterAll(async () => await bench.close());

const scheduled = () => bench.simulator.operations().map(({ serial_number: serial }) => serial);

describe('with On Error: Continue (using error output)', () => {
	it('the device that failed goes to the error output with its input; the others go on', async () => {
		const { items, errorItems } = await bench.run(setInterval('700', PER_ITEM), {
			input: INPUT,
			onError: 'continueErrorOutput',
		});

		expect(items.map(({ serial_number: serial }) => serial)).toEqual(['SN000001', 'SN000002']);
		expect(errorItems).toEqual([
			{
				serial: 'SN404',
				batch: 1,
				error: {
					message: 'CONTROL knows no device with the serial number "SN404" [HTTP 404]',
					description:
						'Check the serial number. Device > Get Many lists the devices that this token may see.',
					httpCode: 404,
					code: 'not_found',
					retryable: false,
					serial_number: 'SN404',
					transaction_id: null,
				},
			},
		]);
	});

	it('a failed device of a list does not drag the list along', async () => {
		const { items, errorItems } = await bench.run(
			setInterval('701', onList('SN000001, SN404, SN000002')),
			{ onError: 'continueErrorOutput' },
		);

		expect(items).toHaveLength(2);
		expect(errorItems).toEqual([{ error: expect.objectContaining({ serial_number: 'SN404' }) }]);
	});

	it.each<[string, object, string]>([
		['an empty serial number', { serial: '' }, 'Device: The serial number is empty'],
		['a value of the wrong type', { value: 'often' }, 'Row 1: '],
		['a path with spaces', { path: 'Device.Management Server.URL' }, 'Row 1: '],
	])('%s fails its own item without being sent', async (_what, wrong, message) => {
		const right = { serial: 'SN000001', path: INTERVAL, value: '702' };
		const { items, errorItems } = await bench.run(
			onDevice(
				'set',
				[
					{
						variable_name: locator('path', '={{ $json.path }}'),
						value: '={{ $json.value }}',
						value_type: 'integer',
					},
				],
				PER_ITEM,
			),
			{ input: [{ ...right, ...wrong }, right], onError: 'continueErrorOutput' },
		);

		expect(errorItems).toEqual([
			expect.objectContaining({
				error: expect.objectContaining({
					code: 'invalid_input',
					message: expect.stringContaining(message),
					description: expect.any(String),
				}),
			}),
		]);
		expect(items).toHaveLength(1);
		expect(scheduled()).toEqual(['SN000001']);
	});
});

describe('with On Error: Continue', () => {
	it('error items and results leave by the same output, in the order of the input', async () => {
		const { items } = await bench.run(setInterval('703', PER_ITEM), {
			input: INPUT,
			onError: 'continueRegularOutput',
		});

		expect(items.map(({ error, state }) => (error === undefined ? state : 'error'))).toEqual([
			'scheduled',
			'error',
			'scheduled',
		]);
	});
});

describe('with On Error: Stop Workflow', () => {
	it('the failure names the device, and tells what was scheduled already', async () => {
		const { error } = await bench.run(
			setInterval('704', { ...PER_ITEM, options: { requestsAtATime: 1 } }),
			{ input: INPUT },
		);

		expect(error?.message).toBe(
			'CONTROL knows no device with the serial number "SN404" [HTTP 404] [item 1]',
		);
		const ids = bench.simulator.operations().map(({ id }) => id);
		expect(ids).toHaveLength(1);
		expect(error?.description).toContain(`Already scheduled: 1: ${ids[0]}.`);
	});

	it('names no more than the first 50 transactions', async () => {
		bench.simulator.advanceIds(1_000);
		const input = [
			...Array.from({ length: 60 }, () => ({ serial: 'SN000003' })),
			{ serial: 'SN404' },
		];
		const { error } = await bench.run(setInterval('705', PER_ITEM), { input });

		const ids = bench.simulator.operations().map(({ id }) => id);
		expect(error?.description).toContain(
			`Already scheduled: ${ids.length}, the first 50 of their IDs`,
		);
		expect(ids.filter((id) => error?.description?.includes(id))).toHaveLength(50);
	});

	it('nothing at all is sent when one item is wrong', async () => {
		const { error } = await bench.run(setInterval('706', PER_ITEM), {
			input: [{ serial: 'SN000001' }, { serial: '' }],
		});

		expect(error?.message).toBe('Device: The serial number is empty [item 1]');
		expect(bench.simulator.counters().total).toBe(0);
	});

	it('an operation that does not exist is answered with those that do', async () => {
		const { error } = await bench.run({ resource: 'deviceOperation', operation: 'reboot' });

		expect(error?.message).toBe(
			'There is no operation "reboot" for the resource "deviceOperation" [item 0]',
		);
		expect(error?.description).toContain(
			'Device Operation has Add Object, Check Variables, Delete Object, Ensure Variables, Get Variables',
		);
		expect(bench.simulator.counters().total).toBe(0);
	});
});

describe('a server that', () => {
	afterEach(() => bench.simulator.clearInjections());

	const ONCE = { retries: 0, requestTimeout: 1 };

	it.each([
		['does not take the token', { status: 401 }, 'unauthorized', false],
		['forbids it', { status: 403 }, 'forbidden', false],
		['finds the request malformed', { status: 400 }, 'bad_request', false],
		['does not accept the values', { status: 422 }, 'unprocessable', false],
		['wants fewer requests', { status: 429 }, 'rate_limited', true],
		['is not available', { status: 503, retryAfter: 1 }, 'unavailable', true],
		['redirects', { status: 302 }, 'redirected', false],
		['has no API there', { status: 404, body: 'html' }, 'wrong_address', false],
	] as const)('%s: code and retryable tell', async (_what, effect, code, retryable) => {
		bench.simulator.inject({ match: { method: 'POST' }, effect: { kind: 'status', ...effect } });

		const { errorItems } = await bench.run(setInterval('707', { options: ONCE }), {
			onError: 'continueErrorOutput',
		});

		expect(errorItems).toEqual([{ error: expect.objectContaining({ code, retryable }) }]);
		expect(bench.simulator.operations()).toEqual([]);
	});

	it.each([
		['fails', { status: 500 }, 'server_error'],
		['sends a web page', { status: 200, body: 'html' }, 'not_json'],
	] as const)('%s while it is asked to read: the code tells', async (_what, effect, code) => {
		bench.simulator.inject({ match: { method: 'POST' }, effect: { kind: 'status', ...effect } });

		const { errorItems } = await bench.run(onDevice('get', [row(INTERVAL)], { options: ONCE }), {
			onError: 'continueErrorOutput',
		});

		expect(errorItems).toEqual([{ error: expect.objectContaining({ code }) }]);
	});

	it('loses its replies and lists nothing to compare: unknown_delivery, and not to be repeated', async () => {
		bench.simulator.inject({
			match: { method: 'POST' },
			effect: { kind: 'reset', when: 'after' },
		});
		bench.simulator.configure({ dialect: 'current' });
		const { errorItems } = await bench.run(
			setInterval('708', { options: { retries: 3, requestTimeout: 5 } }),
			{ onError: 'continueErrorOutput' },
		);
		bench.simulator.configure({ dialect: 'paged' });

		expect(errorItems).toEqual([
			{ error: expect.objectContaining({ code: 'unknown_delivery', retryable: false }) },
		]);
		expect(bench.simulator.operations()).toHaveLength(1);
	});

	it('loses a reply but lists the operation: its transaction is found, and not sent again', async () => {
		// A server of its own: this one forgets at each test what it listed, which proves nothing.
		const { simulator, run, close } = await startOneNode();
		const [before, device, after] = ['SN000002', 'SN000001', 'SN000003'];
		simulator.inject({
			match: { method: 'POST', serial: device, times: 1 },
			effect: { kind: 'reset', when: 'after' },
		});

		const { items } = await run(
			setInterval('709', {
				target: 'list',
				serialNumbers: [before, device, after].join(),
				options: { requestsAtATime: 1 },
			}),
		);

		const [only, ...more] = simulator
			.operations()
			.filter(({ serial_number: serial }) => serial === device);
		await close();
		expect(more).toEqual([]);
		expect(items[1]).toMatchObject({ serial_number: device, transaction_id: only?.id });
	});

	it('loses the reply to the only change: unknown_delivery, because nothing shows how it lists others', async () => {
		bench.simulator.inject({
			match: { method: 'POST', times: 1 },
			effect: { kind: 'reset', when: 'after' },
		});
		const { errorItems } = await bench.run(setInterval('710'), { onError: 'continueErrorOutput' });
		expect(errorItems).toEqual([
			{ error: expect.objectContaining({ code: 'unknown_delivery', retryable: false }) },
		]);
		expect(bench.simulator.operations()).toHaveLength(1);
	});
});
