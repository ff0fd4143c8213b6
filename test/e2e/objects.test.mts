import { itemsOf } from '../../host/execution.mts';
import { controlNode, startOneNode, type OneNode } from './harness/oneNode.mts';
import { DEVICE, locator, onDevice, row } from './harness/parameters.mts';
import { chain, MANUAL } from './harness/workflow.mts';

let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode({ informInterval: 1 });
});
afterAll(async () => await bench.close());

describe('the object that Add Object created', () => {
	it('is ready for the next nodes: one names it, one deletes it again', async () => {
		const { n8n, credentials, simulator } = bench;
		const node = (name: string, parameters: object) => controlNode(name, parameters, credentials);
		const draft = chain(
			'Guest network',
			MANUAL,
			node('Add', onDevice('add.obj', [row('Device.WiFi.SSID.')], { waitForCompletion: true })),
			node('Name', {
				...onDevice('set', [
					{
						variable_name: locator('path', '={{ $json.object.path }}SSID'),
						value: 'Guests',
						value_type: 'string',
					},
				]),
				waitForCompletion: true,
			}),
			node(
				'Delete',
				onDevice('del.obj', [row("={{ $('Add').item.json.object.path }}")], {
					waitForCompletion: true,
				}),
			),
		);
		const { id } = await n8n.rest.createWorkflow(draft);

		const execution = await n8n.rest.runToEnd(id);

		const object = { instance: 3, path: 'Device.WiFi.SSID.3.' };
		expect(execution.error).toBeUndefined();
		expect(itemsOf(execution, 'Add')[0]?.json).toMatchObject({ state: 'succeeded', object });
		expect(itemsOf(execution, 'Name')[0]?.json).toMatchObject({ state: 'succeeded' });
		expect(itemsOf(execution, 'Delete')[0]?.json).toMatchObject({ state: 'succeeded' });
		expect(
			simulator.operations().map(({ operation, executions }) => [operation, executions]),
		).toEqual([
			['add.obj', 1],
			['set', 1],
			['del.obj', 1],
		]);
		const left = Object.keys(simulator.tree(DEVICE));
		expect(left.some((path) => path.startsWith(object.path))).toBe(false);
	});
});
