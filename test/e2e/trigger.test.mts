import { setTimeout as delay } from 'node:timers/promises';
import { startControl, type Control } from './harness/control.mts';
import { sharedN8n, type SharedN8n } from './harness/sharedN8n.mts';
import { startSink, type Sink } from './trigger/sink.mts';
import { followingWorkflow, nextPoll, SETTLED_MS, until } from './trigger/workflow.mts';

const DEVICES = ['SN000001', 'SN000002', 'SN000003'];

describe('an active trigger', () => {
	let n8n: SharedN8n;
	let control: Control;
	let sink: Sink;
	let workflowId: string;

	beforeAll(async () => {
		n8n = await sharedN8n();
		control = await startControl(n8n.rest, { devices: DEVICES.length, informInterval: 0 });
		control.simulator.addTransactions(DEVICES.length);
		sink = await startSink();
		const draft = followingWorkflow(control.credentials, sink);
		({ id: workflowId } = await n8n.rest.createWorkflow(draft));
		await n8n.rest.activate(workflowId);
		await nextPoll(control.simulator);
	});

	afterAll(async () => {
		await n8n.rest.deleteWorkflow(workflowId);
		await sink.close();
		await control.close();
	});

	it('is silent about what happened before it', async () => {
		await nextPoll(control.simulator);
		await delay(SETTLED_MS);

		expect(sink.deliveries).toEqual([]);
	});

	it('tells of each operation once, when its device is done', async () => {
		const { simulator } = control;
		simulator.addTransactions(DEVICES.length, { finished: false });
		simulator.addTransactions(1, {
			finished: false,
			variables: [{ variable_name: 'Device.DeviceInfo.NoSuchParameter' }],
		});
		const [first, , , failing] = simulator.operations().slice(-DEVICES.length - 1);

		await nextPoll(simulator);
		simulator.inform('SN000001');
		await nextPoll(simulator);
		simulator.inform();
		await until(() => sink.deliveries.length >= 4, 'four events');
		await nextPoll(simulator);
		await delay(SETTLED_MS);

		expect(sink.deliveries).toHaveLength(4);
		const serials = sink.deliveries.map(({ serial_number }) => serial_number);
		expect(serials.sort()).toEqual(['SN000001', ...DEVICES]);
		expect(sink.deliveries.find(({ transaction_id: id }) => id === first?.id)).toMatchObject({
			event: 'transaction.succeeded',
			event_key: expect.stringMatching(`^${first?.id}:transaction.succeeded:completed:\\d{4}-`),
			state: 'succeeded',
			operation: 'get',
			values: { 'Device.DeviceInfo.SerialNumber': 'SN000001' },
		});
		expect(sink.deliveries.find(({ transaction_id: id }) => id === failing?.id)).toMatchObject({
			event: 'transaction.failed',
			state: 'failed',
			fault: { code: '9005', variable_name: 'Device.DeviceInfo.NoSuchParameter' },
		});
	});
});
