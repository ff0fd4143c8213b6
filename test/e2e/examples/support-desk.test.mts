import { z } from 'zod';
import { FormVisit } from '../../../host/forms.mts';
import { whilePublished } from '../../../host/published.mts';
import type { WorkflowDraft } from '../../../host/restClient.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

const DEVICE = 'SN000001';
const NETWORK = 'Device.WiFi.SSID.1.SSID';

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('support-desk.json', { devices: 5 });
});
beforeEach(() => example.simulator.clearOperations());
afterAll(async () => await example.close());

const nodeShape = z.object({ name: z.string(), parameters: z.record(z.unknown()) });

/** The example, as patient with a device as is said. */
function waiting(seconds: number): WorkflowDraft {
	const draft = example.draft();
	const nodes = draft.nodes.map((one) => {
		const { name, parameters } = nodeShape.parse(one);
		const change = name === 'Change the Name' ? { waitDeadline: seconds } : {};
		return { ...one, parameters: { ...parameters, ...change } };
	});
	return { ...draft, nodes };
}

/** Asks for a device and answers the page about it; returns what was shown. */
async function visit(
	serial: string,
	answers?: readonly string[],
	draft: WorkflowDraft = example.draft(),
): Promise<string[]> {
	const { n8n } = example;
	const form = (address: string) => `${n8n.url}/form/${address}`;
	return await whilePublished(n8n.rest, draft, {
		isOpen: async (address) => await FormVisit.isOpen(form(address)),
		work: async (address) => {
			const asked = new FormData();
			asked.set('field-0', serial);
			const desk = await FormVisit.begin(n8n.rest, form(address), asked);
			const pages = [await desk.page()];
			if (answers) {
				const given = new FormData();
				for (const [nth, answer] of answers.entries()) given.set(`field-${nth + 1}`, answer);
				await desk.send(given);
				pages.push(await desk.page());
			}
			await desk.send();
			await n8n.rest.waitForExecution(desk.executionId);
			return pages;
		},
	});
}

const value = (path: string) => String(example.simulator.tree(DEVICE)[path]?.value);

it('shows what CONTROL knows of a device, without asking it', async () => {
	const [page, done] = await visit(DEVICE, ['Nothing', '']);

	expect(page).toContain(DEVICE);
	expect(page).toContain(value(NETWORK));
	expect(page).toContain(value('Device.DeviceInfo.ModelName'));
	expect(done).toContain('Nothing was changed.');
	expect(example.simulator.operations()).toEqual([]);
});

it('changes the name of the network, and proves it', async () => {
	const [, done] = await visit(DEVICE, ['Change the Wi-Fi name', 'Garden']);

	expect(done).toContain('The network has its new name');
	expect(value(NETWORK)).toBe('Garden');
});

it('says why a name cannot be changed', async () => {
	const [, done] = await visit(DEVICE, ['Change the Wi-Fi name', '']);

	expect(done).toContain('That did not work');
	expect(value(NETWORK)).toBe('Garden');
});

it('says that nothing was changed where the device cannot be read', async () => {
	example.simulator.setOnline(DEVICE, false);
	const [, done] = await visit(DEVICE, ['Change the Wi-Fi name', 'Cellar'], waiting(3));
	example.simulator.setOnline(DEVICE, true);

	expect(done).toContain('so nothing was changed');
	expect(done).not.toContain('scheduled');
	expect(example.simulator.operations().map(({ operation }) => operation)).not.toContain('set');
});

it('believes no device that takes a name and keeps the old one', async () => {
	example.simulator.configure({ quirks: ['lies'] });
	const [, done] = await visit(DEVICE, ['Change the Wi-Fi name', 'Attic']);
	example.simulator.configure({ quirks: [] });

	expect(done).toContain('does not show the new name');
});

it('restarts a device', async () => {
	const [, done] = await visit(DEVICE, ['Restart the device', '']);

	expect(done).toContain('The device restarts');
	const actions = example.simulator.requests().filter(({ method }) => method === 'PUT');
	expect(actions.map(({ url }) => url)).toEqual([expect.stringContaining(DEVICE)]);
});

it('says that there is no such device', async () => {
	const [page] = await visit('SN404404');
	expect(page).toContain('SN404404');
	expect(page).toContain('Not found');
});
