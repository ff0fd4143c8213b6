import { Editor } from './harness/editor.mts';
import { controlNode, startOneNode, type OneNode } from './harness/oneNode.mts';
import { onDevice, row } from './harness/parameters.mts';
import { chain, MANUAL } from './harness/workflow.mts';

const CHANGE = 'Inform Every 5 Minutes';

let bench: OneNode;
let editor: Editor;
beforeAll(async () => {
	bench = await startOneNode({ devices: 25, offline: 2, informInterval: 1 });
	editor = await Editor.open(bench.n8n);
});
afterAll(async () => {
	await editor.close();
	await bench.close();
});

describe('a user who begins with an empty workflow', () => {
	beforeAll(async () => {
		const { id } = await bench.n8n.rest.createWorkflow(chain('From the panel', MANUAL));
		await editor.openWorkflow(id);
	});

	it('finds the node by its name, and the action to begin with', async () => {
		expect(await editor.searchNodes('zequenze')).toContain('Zequenze CONTROL');
		await editor.pick('Zequenze CONTROL');
		await editor.screenshot('panel');
		await editor.pick('Set variables on device');
		await editor.parameter('value_type').waitFor();

		expect(await editor.fieldNames()).toEqual(expect.arrayContaining(['variable_name', 'value']));
	});

	it('switches to another operation and back, and sees the fields of each', async () => {
		await editor.choose('operation', 'Add Object');
		await editor.parameter('value_type').waitFor({ state: 'detached' });
		const adding = await editor.fieldNames();
		await editor.choose('operation', 'Set Variables');
		await editor.parameter('value_type').waitFor();

		expect(adding).toContain('variable_name');
		expect(adding).not.toContain('value');
	});

	it('creates a credential: a wrong token is told, the right one passes', async () => {
		const { url, token } = bench.simulator;
		await editor.newCredential();
		await editor.fillCredential({ token: 'not-the-token', baseUrl: url });
		const refused = await editor.saveCredential();
		await editor.screenshot('credential refused');
		await editor.fillCredential({ token });
		const accepted = await editor.saveCredential();

		expect(refused).toContain('CONTROL did not accept the API token');
		expect(accepted).toBe('Connection successful');
	});

	it('picks a device from the list', async () => {
		const offered = await editor.searchList('device', 'home 24');
		await editor.screenshot('device list');
		await editor.pickFromList('SN000024');

		expect(offered).toEqual(['Home 24 (SN000024)']);
	});

	it('finds a variable by what it is called', async () => {
		const [first] = await editor.searchList('variable_name', 'periodic inform interval');
		await editor.pickFromList('TR-181 · …ManagementServer.PeriodicInformInterval');

		expect(first).toContain('TR-181 · …ManagementServer.PeriodicInformInterval');
		expect(await editor.fieldNames()).not.toContain('instances');
	});

	it('gets a field for the instance numbers as soon as the path has an {i}', async () => {
		await editor.searchList('variable_name', 'ssid enable');
		await editor.screenshot('variable list');
		await editor.pickFromList('TR-181 · …SSID.{i}.Enable');
		await editor.fill('instances', '1');
		await editor.fill('value', 'true');
		await editor.picture('set-variables', 'parameters');

		expect(await editor.fieldNames()).toContain('instances');
	});

	it('runs the node and reads the output as a table', async () => {
		await editor.executeNode();
		const [titles, line] = await editor.outputTable();
		await editor.screenshot('first run');

		expect(titles?.slice(0, 5)).toEqual(['serial_number', 'state', 'values', 'object', 'fault']);
		expect(line?.[0]).toBe('SN000024');
		expect(bench.simulator.operations()[0]?.variables).toEqual([
			{ variable_name: 'Device.WiFi.SSID.1.Enable', value: 'true', value_type: 'boolean' },
		]);
	});
});

describe('the search for a variable to read', () => {
	it('offers the uptime first to whoever types "uptime"', async () => {
		const node = controlNode('Read', { operation: 'get' }, bench.credentials);
		const { id } = await bench.n8n.rest.createWorkflow(chain('Uptime', MANUAL, node));
		await editor.openWorkflow(id);
		await editor.openNode('Read');
		const [first] = await editor.searchList('variable_name', 'uptime');
		await editor.picture('search', 'parameters');
		await editor.pickFromList('TR-181 · …DeviceInfo.UpTime');
		await editor.screenshot('uptime');

		expect(first).toContain('TR-181 · …DeviceInfo.UpTime');
	});
});

describe('a run over the fleet', () => {
	/** TR-181 devices that are up; CONTROL refuses to let this token change one of them. */
	const TARGETS = 19;
	const FORBIDDEN = 'SN000007';

	beforeAll(async () => {
		bench.simulator.inject({
			match: { serial: FORBIDDEN, method: 'POST' },
			effect: { kind: 'status', status: 403 },
		});
		const change = onDevice(
			'set',
			[row('Device.ManagementServer.PeriodicInformInterval', { value: '300' })],
			{ target: 'filter', filters: { status: 'up', type: '1' }, waitForCompletion: true },
		);
		const draft = chain(
			'Change all devices that are up',
			MANUAL,
			{ ...controlNode(CHANGE, change, bench.credentials), onError: 'continueErrorOutput' },
			{ name: 'Done', type: 'n8n-nodes-base.noOp' },
			{ name: 'Look at These', type: 'n8n-nodes-base.noOp' },
		);
		const { id } = await bench.n8n.rest.createWorkflow(branching(draft));
		await editor.openWorkflow(id);
		await editor.executeWorkflow();
	});

	afterAll(() => bench.simulator.clearInjections());

	it('shows on the canvas what the node does, and how many items left by each output', async () => {
		const caption = await editor.caption(CHANGE);
		await editor.screenshot('workflow');

		expect(caption).toContain('Set variables by filter');
		const shown = (text: string) => editor.page.getByText(text, { exact: true }).first();
		expect(await shown(`${TARGETS - 1} items`).isVisible()).toBe(true);
		expect(await shown('1 item').isVisible()).toBe(true);
	});

	it('shows results as a table, and what failed on the error branch', async () => {
		await editor.openNode(CHANGE);
		const [, ...lines] = await editor.outputTable();
		await editor.picture('output', 'parameters and output');
		await editor.showOutput('Error Branch');
		const failed = await editor.outputTable();
		await editor.screenshot('error branch');
		await editor.closeNode();

		expect(lines).toHaveLength(TARGETS - 1);
		expect(failed.flat().join()).toContain(FORBIDDEN);
		expect(failed.flat().join()).toContain('The API token may not do this');
	});
});

describe('a node that has not run yet', () => {
	it('warns of a change of all devices, and of deleting', async () => {
		const parameters = onDevice('del.obj', [row('Device.WiFi.SSID.3.')], { target: 'all' });
		const node = controlNode('Delete Everywhere', parameters, bench.credentials);
		const { id } = await bench.n8n.rest.createWorkflow(chain('Danger', MANUAL, node));
		await editor.openWorkflow(id);
		const caption = await editor.caption('Delete Everywhere');
		await editor.openNode('Delete Everywhere');
		const shown = await editor.outputText();
		await editor.screenshot('warnings');

		expect(caption).toContain('Delete object on all devices');
		expect(shown).toContain('every device that the token may see');
		expect(shown).toContain('It cannot be undone');
	});

	it('tells the next node what it will put out', async () => {
		const node = controlNode('Read', onDevice('get', [row('Device.')]), bench.credentials);
		const draft = chain('Preview', MANUAL, node, { name: 'Next', type: 'n8n-nodes-base.noOp' });
		const { id } = await bench.n8n.rest.createWorkflow(draft);
		await editor.openWorkflow(id);
		await editor.openNode('Next');
		const preview = await editor.inputText('transaction_id');
		await editor.screenshot('preview');

		for (const key of ['transaction_id', 'state', 'serial_number', 'values', 'fault']) {
			expect(preview).toContain(key);
		}
	});
});

describe('a run that fails', () => {
	it('says in the output panel what happened and how to fix it', async () => {
		const device = { __rl: true, mode: 'serialNumber', value: 'SN404' };
		const parameters = onDevice('get', [row('Device.DeviceInfo.UpTime')], { device });
		const node = controlNode('Read', parameters, bench.credentials);
		const { id } = await bench.n8n.rest.createWorkflow(chain('Fails', MANUAL, node));
		await editor.openWorkflow(id);
		await editor.openNode('Read');
		const told = await editor.executeNodeToFailure();
		await editor.screenshot('failure');

		expect(told).toContain('CONTROL knows no device with the serial number "SN404"');
		expect(told).toContain('Check the serial number');
	});
});

describe('the trigger node', () => {
	it('can be chosen by what it waits for, and says that below its name', async () => {
		const { id } = await bench.n8n.rest.createWorkflow(chain('Trigger', MANUAL));
		await editor.openWorkflow(id);
		await editor.searchNodes('zequenze');
		await editor.pick('Zequenze CONTROL');
		await editor.unfoldTriggers();
		await editor.screenshot('trigger events');
		await editor.pick('On transaction failed');
		await editor.closeNode();

		const caption = await editor.caption('Zequenze CONTROL Trigger');
		expect(caption).toContain('On transaction failed');
	});

	it('fetches a test event that is true: the latest transaction that fits', async () => {
		const { id } = await bench.n8n.rest.createWorkflow(
			chain('Follow', {
				name: 'Status Changed',
				type: 'n8n-nodes-zequenze.zequenzeControlTrigger',
				parameters: { triggerOn: 'statusChanged' },
				credentials: bench.credentials,
			}),
		);
		await editor.openWorkflow(id);
		expect(await editor.caption('Status Changed')).toContain('On transaction status changed');
		await editor.openNode('Status Changed');
		const fields = await editor.fieldNames();
		await editor.executeNode();
		await editor.dismissNotice('Node executed successfully');
		const [titles = [], ...lines] = await editor.outputTable();
		await editor.showOutputFields();
		await editor.picture('trigger', 'parameters and output');

		expect(fields).toEqual(expect.arrayContaining(['triggerOn', 'filters', 'options']));
		expect(lines).toHaveLength(1);
		const known = bench.simulator.operations().map((operation) => operation.id);
		expect(known).toContain(lines[0]?.[titles.indexOf('transaction_id')]);
		expect(lines[0]?.[titles.indexOf('event')]).toBe('transaction.status_changed');
	});
});

/**
 * The last two nodes side by side: the one behind the results, the other behind the error output.
 */
function branching(draft: ReturnType<typeof chain>): ReturnType<typeof chain> {
	const [done, failed] = draft.nodes.slice(-2);
	const after = (name: string) => [{ node: name, type: 'main', index: 0 }];
	return {
		...draft,
		nodes: [
			...draft.nodes.slice(0, -2),
			{ ...done, position: [520, -110] },
			{ ...failed, position: [520, 110] },
		],
		connections: {
			...draft.connections,
			Done: { main: [] },
			[CHANGE]: { main: [after('Done'), after('Look at These')] },
		},
	};
}
