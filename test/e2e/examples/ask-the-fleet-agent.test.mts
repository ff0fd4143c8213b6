import axios from 'axios';
import { z } from 'zod';
import { whilePublished } from '../../../host/published.mts';
import type { WorkflowDraft } from '../../../host/restClient.mts';
import { example } from '../../../scripts/demo/example.mts';
import { MODEL_CREDENTIAL, startAgent, type AgentRun } from '../harness/agent.mts';
import type { Line } from '../harness/scriptedModel.mts';

const DEVICE = 'SN000001';
const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
const OPTIONS = { proxy: false as const, validateStatus: () => true };

const nodeShape = z.object({ name: z.string(), parameters: z.record(z.unknown()) });

let agent: AgentRun;
beforeAll(async () => {
	agent = await startAgent();
});
beforeEach(() => agent.simulator.clearOperations());
afterAll(async () => await agent.close());

/**
 * The example with both credentials chosen, its chat open to this test, and what else a user
 * changes in a node.
 */
function draft(node?: string, change: object = {}): WorkflowDraft {
	const imported = example('ask-the-fleet-agent.json', {
		credentials: { ...agent.credentials, [MODEL_CREDENTIAL]: agent.modelCredential },
	});
	const changes = new Map([
		['Chat', { public: true, mode: 'webhook', options: { responseMode: 'lastNode' } }],
		[node, change],
	]);
	const nodes = imported.nodes.map((one) => {
		const { name, parameters } = nodeShape.parse(one);
		return { ...one, parameters: { ...parameters, ...changes.get(name) } };
	});
	return { ...imported, nodes };
}

/** Says something in the chat of a workflow, and returns the answer. */
async function chat(workflow: WorkflowDraft, ...script: Line[]): Promise<unknown> {
	agent.model.follow(...script);
	const say = async (address: string, body: object) =>
		await axios.post<unknown>(`${agent.n8n.url}/webhook/${address}/chat`, body, OPTIONS);
	return await whilePublished(agent.n8n.rest, workflow, {
		isOpen: async (address) =>
			(await say(address, { action: 'loadPreviousSession' })).status !== 404,
		work: async (address) => {
			const message = { action: 'sendMessage', sessionId: 'test', chatInput: 'Hello' };
			return (await say(address, message)).data;
		},
	});
}

it('finds devices, reads a parameter and answers in the chat', async () => {
	const answer = await chat(
		draft(),
		{ tool: 'Find_Devices', input: { connection: 'up' } },
		{ tool: 'Read_Parameters', input: { serial_number: DEVICE, paths: [INTERVAL] } },
		(values) => ({ say: `It is ${/"Device.+?":(\d+)/.exec(values.replaceAll('\\', ''))?.[1]} s.` }),
	);

	const interval = agent.simulator.tree(DEVICE)[INTERVAL]?.value;
	expect(answer).toEqual({ output: `It is ${interval} s.` });
});

it('offers its model five small tools, and no way to allow changes', async () => {
	await chat(draft(), { say: 'Hello.' });

	const offered = agent.model
		.tools()
		.map(({ name, parameters }) => [name, Object.keys(parameters.properties)]);
	expect(Object.fromEntries(offered)).toEqual({
		Find_Devices: ['connection'],
		Look_Up_Device: ['serial_number'],
		Read_Parameters: ['serial_number', 'paths'],
		Change_Parameters: ['serial_number', 'change'],
		Look_Up_Transaction: ['transaction_id'],
	});
});

const CHANGE: Line = {
	tool: 'Change_Parameters',
	input: { serial_number: DEVICE, change: { [INTERVAL]: 450 } },
};

it('changes nothing as it comes', async () => {
	await chat(draft(), CHANGE, { say: 'I may not.' });

	expect(agent.model.answers()[0]).toContain('must switch on Allow Changes');
	expect(agent.simulator.operations()).toEqual([]);
});

it('changes a device once its builder has switched that on', async () => {
	await chat(draft('Change Parameters', { allowChanges: true }), CHANGE, { say: 'Done.' });

	expect(agent.simulator.tree(DEVICE)[INTERVAL]?.value).toBe('450');
});
