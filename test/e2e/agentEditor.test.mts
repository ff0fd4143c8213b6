import { example } from '../../scripts/demo/example.mts';
import { Editor } from './harness/editor.mts';
import { sharedN8n } from './harness/sharedN8n.mts';

const MODEL_DECIDES = '[data-test-id="from-ai-override-button"]';

let editor: Editor;
beforeAll(async () => {
	const n8n = await sharedN8n();
	const workflow = example('ask-the-fleet-agent.json', { credentials: {} });
	const { id } = await n8n.rest.createWorkflow(workflow);
	editor = await Editor.open(n8n);
	await editor.openWorkflow(id);
	await editor.openNode('Change Parameters');
});
afterAll(async () => await editor.close());

const description = async () =>
	await editor.parameter('toolDescription').locator('textarea').inputValue();

/** The fields of which the editor says that a model could decide on them. */
const leftToModels = async () =>
	await editor.page.locator(MODEL_DECIDES).evaluateAll((buttons) =>
		buttons.map((button) => {
			let around: Element | null = button;
			const input = () => around?.querySelector('[data-test-id^="parameter-input-"]');
			while (around !== null && !input()) around = around.parentElement;
			return input()?.getAttribute('data-test-id')?.replace('parameter-input-', '');
		}),
	);

it('a builder can leave the change to the model, but not the switch and the number that hold it back', async () => {
	const fields = await leftToModels();
	expect(fields).toContain('variablesJson');
	expect(fields).not.toContain('allowChanges');
	expect(fields).not.toContain('mostDevices');
});

it('what the model is told follows the operation', async () => {
	expect(await description()).toMatch(/^Changes parameters of devices/);
	await editor.choose('operation', 'Delete Object');
	expect(await description()).toMatch(/^Deletes instances .* cannot be undone/);
});
