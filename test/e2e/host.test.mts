import { itemsOf } from '../../host/execution.mts';
import { startN8n } from '../../host/startN8n.mts';
import { sharedN8n, type SharedN8n } from './harness/sharedN8n.mts';
import { chain, itemsNode, MANUAL } from './harness/workflow.mts';

/** The ground on which the other end-to-end tests stand, tried with n8n's own nodes. */
describe('the real n8n of the tests', () => {
	let n8n: SharedN8n;

	beforeAll(async () => {
		n8n = await sharedN8n();
	});

	it('runs a workflow and returns the items of each node', async () => {
		const draft = chain('Items', MANUAL, itemsNode('Devices', [{ serial: 'A' }, { serial: 'B' }]));
		const { id } = await n8n.rest.createWorkflow(draft);

		const execution = await n8n.rest.runToEnd(id);

		expect(execution.status).toBe('success');
		expect(itemsOf(execution, 'Devices').map(({ json }) => json)).toEqual([
			{ serial: 'A' },
			{ serial: 'B' },
		]);
	});

	it('tells why an execution failed', async () => {
		const { id } = await n8n.rest.createWorkflow(
			chain('Failure', MANUAL, {
				name: 'Refuse',
				type: 'n8n-nodes-base.stopAndError',
				parameters: { errorMessage: 'No such device' },
			}),
		);

		const execution = await n8n.rest.runToEnd(id);

		expect(execution.status).toBe('error');
		expect(execution.error?.message).toBe('No such device');
	});

	it('refuses a workflow that is gone in plain words', async () => {
		const { id } = await n8n.rest.createWorkflow(chain('Short-lived', MANUAL));
		await n8n.rest.deleteWorkflow(id);

		await expect(n8n.rest.run(id)).rejects.toThrow(/n8n answered 404 to POST \/workflows/);
	});
});

describe('an n8n that loses its power', () => {
	it('goes on with its workflows when it is started with the same folder', async () => {
		const first = await startN8n({ name: 'power-cut' });
		const { id } = await first.rest.createWorkflow(chain('Survivor', MANUAL));
		await first.kill();

		const second = await startN8n({ userFolder: first.userFolder, name: 'power-cut' });
		const execution = await second.rest.runToEnd(id);
		await second.stop();

		expect(execution.status).toBe('success');
	});
});
