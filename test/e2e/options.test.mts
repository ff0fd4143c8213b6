import { itemsOf } from '../../host/execution.mts';
import { controlNode, startOneNode, type OneNode } from './harness/oneNode.mts';
import { DEVICE, INTERVAL, onDevice, onList, row, setInterval } from './harness/parameters.mts';
import { chain, MANUAL } from './harness/workflow.mts';

const DOWN = 'SN000005';
const KEY = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
const SECRET = 'correct-horse-battery';
const CONTINUE = { onError: 'continueErrorOutput' } as const;

let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode({ offline: 1 });
});
beforeEach(() => {
	bench.simulator.clearOperations();
	bench.simulator.clearInjections();
	bench.simulator.resetObservations();
});
afterAll(async () => await bench.close());

const operations = () => bench.simulator.operations();
const posts = () => bench.simulator.requests().filter(({ method }) => method === 'POST');
const setKey = (options: object) => onDevice('set', [row(KEY, { value: SECRET })], { options });

describe('Dry Run', () => {
	it('checks everything, shows the exact request and sends nothing', async () => {
		const { items } = await bench.run(setInterval('800', { options: { dryRun: true } }));

		expect(items).toEqual([
			expect.objectContaining({
				state: 'not_sent',
				reason: 'dry_run',
				request: {
					serial_number: DEVICE,
					operation: 'set',
					variables: [{ variable_name: INTERVAL, value: '800', value_type: 'integer' }],
				},
			}),
		]);
		expect(posts()).toEqual([]);
	});

	it('shows what the node then really sends', async () => {
		const dry = await bench.run(setInterval('801', { options: { dryRun: true } }));
		await bench.run(setInterval('801'));

		expect(posts().map(({ body }) => JSON.parse(body))).toEqual([dry.items[0]?.request]);
	});
});

describe('Check Connectivity First', () => {
	it.each([
		['fail', ['device_down']],
		['skip', []],
	])('set to %s', async (checkConnectivity, codes) => {
		const { items, errorItems } = await bench.run(
			setInterval('802', { ...onList(`${DEVICE}, ${DOWN}`), options: { checkConnectivity } }),
			CONTINUE,
		);

		expect(operations().map(({ serial_number: serial }) => serial)).toEqual([DEVICE]);
		expect(errorItems.map(({ error }) => error)).toEqual(
			codes.map((code) => expect.objectContaining({ code, serial_number: DOWN })),
		);
		const skipped = items.filter(({ state }) => state === 'not_sent');
		expect(skipped.map(({ reason }) => reason)).toEqual(codes.length ? [] : ['device_down']);
	});
});

describe('Data Model Checks', () => {
	const readOnly = (options: object) =>
		onDevice('set', [row('Device.DeviceInfo.UpTime', { value: '1' })], { options });

	it('by default only advise: the operation is sent, and a hint tells', async () => {
		const { hints } = await bench.run(readOnly({}));

		expect(hints.join()).toContain('Device.DeviceInfo.UpTime');
		expect(operations()).toHaveLength(1);
	});

	it('can refuse', async () => {
		const { errorItems } = await bench.run(readOnly({ dataModelChecks: 'refuse' }), CONTINUE);

		expect(errorItems[0]?.error).toMatchObject({ code: 'invalid_input' });
		expect(operations()).toEqual([]);
	});

	it('can be silent', async () => {
		const { hints } = await bench.run(readOnly({ dataModelChecks: 'off' }));

		expect(hints).toEqual([]);
	});
});

describe('Sensitive Variables', () => {
	it.each(['simplified', 'raw'])('are sent, but masked in the output (%s)', async (output) => {
		const shown = await bench.run(setKey({ output }));

		expect(operations()[0]?.variables[0]).toMatchObject({ value: SECRET });
		expect(shown.items).toHaveLength(1);
		expect(JSON.stringify(shown)).not.toContain(SECRET);
		expect(shown.hints.join()).toContain(KEY);
	});

	it('are shown only where Show Sensitive Values says so', async () => {
		const { items } = await bench.run(setKey({ showSensitiveValues: true }));

		expect(JSON.stringify(items)).toContain(SECRET);
	});

	it('can be refused', async () => {
		const { errorItems } = await bench.run(setKey({ sensitiveVariables: 'refuse' }), CONTINUE);

		expect(errorItems[0]?.error).toMatchObject({ code: 'invalid_input' });
		expect(JSON.stringify(errorItems)).not.toContain(SECRET);
		expect(operations()).toEqual([]);
	});
});

describe('Output', () => {
	it('raw is what the server answers', async () => {
		const { items } = await bench.run(setInterval('803', { options: { output: 'raw' } }));

		expect(items[0]).toMatchObject({ id: operations()[0]?.id, serial_number: DEVICE });
		expect(items[0]).not.toHaveProperty('transaction_id');
	});
});

describe('Skip Devices With the Same Operation', () => {
	it('leaves out a device where it is still open', async () => {
		await bench.run(setInterval('804'));
		const { items } = await bench.run(
			setInterval('804', {
				...onList(`${DEVICE}, SN000002`),
				options: { skipSameOperation: 'open' },
			}),
		);

		expect(items.map(({ state, reason }) => reason ?? state)).toEqual([
			'already_open',
			'scheduled',
		]);
		expect(operations()).toHaveLength(2);
	});

	it('re-running sends only what is missing, where what has succeeded counts too', async () => {
		const parameters = setInterval('805', {
			...onList(`${DEVICE}, SN000002`),
			options: { skipSameOperation: 'openOrSucceeded', succeededSince: '2020-01-01T00:00:00Z' },
		});
		bench.simulator.inject({
			match: { serial: 'SN000002', times: 1 },
			effect: { kind: 'status', status: 400 },
		});
		await bench.run(parameters, CONTINUE);
		bench.simulator.inform();
		const { items } = await bench.run(parameters);

		expect(items.map(({ state }) => state)).toEqual(['not_sent', 'scheduled']);
		expect(operations().map(({ serial_number: serial }) => serial)).toEqual([DEVICE, 'SN000002']);
	});
});

describe('Stop After Failures', () => {
	it.each([
		['a number', { stopAfterFailures: 1 }],
		['a share', { stopAfterPercent: 25 }],
	])('ends the sending after %s; what was not sent says so', async (_what, stop) => {
		const { items, errorItems } = await bench.run(
			setInterval('806', {
				...onList('SN000001, SN404, SN000002, SN000003'),
				options: { ...stop, requestsAtATime: 1 },
			}),
			CONTINUE,
		);

		expect(errorItems).toHaveLength(1);
		expect(items.map(({ state, reason }) => reason ?? state)).toEqual([
			'scheduled',
			'stopped_after_failures',
			'stopped_after_failures',
		]);
		expect(operations()).toHaveLength(1);
	});
});

describe('Retries', () => {
	it('come after what Retry-After asks for, and send the operation once', async () => {
		bench.simulator.inject({
			match: { method: 'POST', times: 1 },
			effect: { kind: 'status', status: 429, retryAfter: 2 },
		});
		const { items, milliseconds } = await bench.run(setInterval('807'));

		expect(items).toHaveLength(1);
		expect(milliseconds).toBeGreaterThanOrEqual(1_900);
		expect(operations()).toHaveLength(1);
	});
});

describe('Retry Time Limit', () => {
	it('does not wait for a server that asks for more time', async () => {
		bench.simulator.inject({
			match: { method: 'POST' },
			effect: { kind: 'status', status: 429, retryAfter: 3_600 },
		});
		const { errorItems } = await bench.run(
			setInterval('811', { options: { retryBudget: 2 } }),
			CONTINUE,
		);

		expect(errorItems[0]?.error).toMatchObject({ code: 'rate_limited' });
	});
});

describe('Requests per Second', () => {
	it('holds the pace', async () => {
		const { milliseconds } = await bench.run(
			setInterval('808', {
				...onList('SN000001, SN000002, SN000003, SN000004, SN000005'),
				options: { requestsPerSecond: 4 },
			}),
		);

		expect(milliseconds).toBeGreaterThanOrEqual(900);
		expect(operations()).toHaveLength(5);
	});
});

describe('Request Timeout', () => {
	it('gives up on a server that does not answer', async () => {
		bench.simulator.inject({ effect: { kind: 'hang', when: 'before' } });
		const { errorItems } = await bench.run(
			onDevice('get', [row(INTERVAL)], { options: { requestTimeout: 1, retries: 0 } }),
			CONTINUE,
		);

		expect(errorItems[0]?.error).toMatchObject({ code: 'timeout', retryable: true });
	});
});

describe('while waiting', () => {
	const impatient = (options: object) =>
		setInterval('809', {
			waitForCompletion: true,
			options: { waitDeadline: 1, waitInterval: 0.2, ...options },
		});

	it('a deadline that passes puts out the current state with timed_out', async () => {
		const { items } = await bench.run(impatient({}));

		expect(items[0]).toMatchObject({ state: 'scheduled', timed_out: true });
	});

	it('a deadline that passes can count as failed', async () => {
		const { errorItems } = await bench.run(impatient({ whenDeadlinePasses: 'fail' }), CONTINUE);

		expect(errorItems[0]?.error).toMatchObject({
			code: 'deadline_passed',
			transaction_id: operations()[0]?.id,
		});
	});

	it('Update Status has CONTROL refresh the status now and then', async () => {
		await bench.run(impatient({ updateStatus: true }));

		const refreshing = bench.simulator
			.requests()
			.filter(({ url }) => url.includes('update_status'));
		expect(refreshing.length).toBeGreaterThan(0);
	});

	it('Extra Status Words teach the node the words of the server', async () => {
		bench.simulator.configure({ words: { completed: 'erledigt' } });
		await bench.run(setInterval('810'));
		bench.simulator.inform();
		const found = await bench.run({
			resource: 'transaction',
			operation: 'getMany',
			options: { extraStatusWords: { words: { succeeded: 'erledigt' } } },
		});
		bench.simulator.configure({ words: { completed: 'completed' } });

		expect(found.items).toEqual([
			expect.objectContaining({ state: 'succeeded', status: 'erledigt' }),
		]);
	});
});

describe('Results In', () => {
	it('puts all devices into a CSV file, which n8n itself reads', async () => {
		const { n8n, credentials, simulator } = bench;
		const parameters = setInterval('850', {
			...onList(simulator.serials().join()),
			options: { resultsIn: 'csv' },
		});
		const extract = {
			name: 'Rows',
			type: 'n8n-nodes-base.extractFromFile',
			typeVersion: 1.1,
			parameters: { operation: 'csv', binaryPropertyName: 'results' },
		};
		const draft = chain('File', MANUAL, controlNode('Set', parameters, credentials), extract);
		const { id } = await n8n.rest.createWorkflow(draft);
		const execution = await n8n.rest.runToEnd(id);

		expect(itemsOf(execution, 'Set').map(({ json }) => json)).toEqual([
			expect.objectContaining({ devices: 5, scheduled: 5, failed: 0 }),
		]);
		const rows = itemsOf(execution, 'Rows').map(({ json }) => json);
		expect(
			rows.map(({ serial_number: serial, state, [INTERVAL]: value }) => [serial, state, value]),
		).toEqual(simulator.serials().map((serial) => [serial, 'scheduled', '850']));
	});
});
