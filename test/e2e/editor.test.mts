import { Editor } from './harness/editor.mts';
import { controlNode, startOneNode, type OneNode } from './harness/oneNode.mts';
import { onDevice, row } from './harness/parameters.mts';
import { chain, itemsNode, MANUAL } from './harness/workflow.mts';

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

		expect(await editor.fieldNames()).toContain('value_type');
	});

	it('creates a credential: a wrong token is told, the right one passes', async () => {
		const { url, token } = bench.simulator;
		await editor.newCredential();
		await editor.fillCredential({ token: 'not-the-token', baseUrl: url });
		const refused = await editor.saveCredential();
		await editor.screenshot('credential refused');
		await editor.fillCredential({ token });
		const accepted = await editor.saveCredential();
		await editor.screenshot('credential accepted');
		await editor.closeCredential();

		expect(refused).toContain('CONTROL did not accept the API token');
		expect(accepted).toContain('Connection tested successfully');
	});

	it('picks a device from the list', async () => {
		const offered = await editor.searchList('device', 'home 24');
		await editor.screenshot('device list');
		await editor.pickFromList('SN000024');

		expect(offered).toEqual(['Home 24 (SN000024): down']);
	});

	it('finds a variable by what it is called; only what can be set is offered', async () => {
		const readOnly = await editor.searchList('variable_name', 'periodic inform interval');
		await editor.picture('search');
		await editor.pickFromList('Device.ManagementServer.PeriodicInformInterval');

		expect(readOnly[0]).toContain('Device.ManagementServer.PeriodicInformInterval');
		expect(await editor.fieldNames()).not.toContain('instances');
	});

	it('gets a field for the instance numbers as soon as the path has an {i}', async () => {
		await editor.searchList('variable_name', 'ssid enable');
		await editor.pickFromList('Device.WiFi.SSID.{i}.Enable');
		await editor.fill('instances', '1');
		await editor.fill('value', 'true');
		await editor.picture('set-variables');

		expect(await editor.fieldNames()).toContain('instances');
	});

	it('runs the node and reads the output as a table', async () => {
		await editor.executeNode();
		const [titles, line] = await editor.outputTable();
		await editor.screenshot('first run');

		expect(titles?.slice(0, 5)).toEqual([
			'transaction_id',
			'state',
			'status',
			'serial_number',
			'operation',
		]);
		expect(line?.[3]).toBe('SN000024');
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
		await editor.pickFromList('Device.DeviceInfo.UpTime');
		await editor.screenshot('uptime');

		expect(first).toContain('Device.DeviceInfo.UpTime');
	});
});

describe('a run over the fleet', () => {
	beforeAll(async () => {
		const devices = [...bench.simulator.serials().slice(0, 8), 'SN404'];
		const { id } = await bench.n8n.rest.createWorkflow(
			branching(
				chain(
					'Change the fleet',
					MANUAL,
					itemsNode(
						'Devices',
						devices.map((serial) => ({ serial })),
					),
					{
						...controlNode(
							'Inform Every 5 Minutes',
							onDevice(
								'set',
								[row('Device.ManagementServer.PeriodicInformInterval', { value: '300' })],
								{
									device: { __rl: true, mode: 'serialNumber', value: '={{ $json.serial }}' },
									waitForCompletion: true,
								},
							),
							bench.credentials,
						),
						onError: 'continueErrorOutput',
					},
					{ name: 'Done', type: 'n8n-nodes-base.noOp' },
					{ name: 'Look at These', type: 'n8n-nodes-base.noOp' },
				),
			),
		);
		await editor.openWorkflow(id);
		await editor.executeWorkflow();
	});

	it('shows on the canvas what the node does, and how many items left by each output', async () => {
		const caption = await editor.caption('Inform Every 5 Minutes');
		await editor.picture('workflow');

		expect(caption).toContain('Set variables on device');
		expect(await editor.page.getByText('8 items').count()).toBeGreaterThan(0);
		expect(await editor.page.getByText('1 item', { exact: true }).count()).toBeGreaterThan(0);
	});

	it('shows results as a table, and what failed on the error branch', async () => {
		await editor.openNode('Inform Every 5 Minutes');
		const [, ...lines] = await editor.outputTable();
		await editor.picture('output');
		await editor.showOutput('Error Branch');
		const failed = await editor.outputTable();
		await editor.screenshot('error branch');
		await editor.closeNode();

		expect(lines).toHaveLength(8);
		expect(failed.flat().join()).toContain('CONTROL knows no device with the serial number');
	});
});

describe('the trigger node', () => {
	it('shows what it can be set to, and below its name what it waits for', async () => {
		const { id } = await bench.n8n.rest.createWorkflow(
			chain('Trigger', {
				name: 'Transaction Finished',
				type: 'n8n-nodes-zequenze.zequenzeControlTrigger',
				parameters: { triggerOn: 'statusChanged' },
				credentials: bench.credentials,
			}),
		);
		await editor.openWorkflow(id);
		expect(await editor.caption('Transaction Finished')).toContain('On transaction status changed');
		await editor.openNode('Transaction Finished');
		await editor.picture('trigger');

		expect(await editor.fieldNames()).toEqual(
			expect.arrayContaining(['triggerOn', 'filters', 'options']),
		);
	});
});

/** The last two nodes side by side: the one behind the results, the other behind the error output. */
function branching(draft: ReturnType<typeof chain>): ReturnType<typeof chain> {
	const [done, failed] = draft.nodes.slice(-2);
	const after = (name: string) => [{ node: name, type: 'main', index: 0 }];
	return {
		...draft,
		nodes: [
			...draft.nodes.slice(0, -2),
			{ ...done, position: [720, -110] },
			{ ...failed, position: [720, 110] },
		],
		connections: {
			...draft.connections,
			Done: { main: [] },
			'Inform Every 5 Minutes': { main: [after('Done'), after('Look at These')] },
		},
	};
}
