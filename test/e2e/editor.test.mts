import { Editor } from './harness/editor.mts';
import { sharedN8n } from './harness/sharedN8n.mts';
import { chain, MANUAL } from './harness/workflow.mts';

/** The browser harness itself, tried with a node of n8n's own. */
describe('the editor in a browser', () => {
	let editor: Editor;

	beforeAll(async () => {
		const n8n = await sharedN8n();
		const { id } = await n8n.rest.createWorkflow(
			chain('Editor', MANUAL, {
				name: 'Request',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				parameters: { url: 'http://127.0.0.1' },
			}),
		);
		editor = await Editor.open(n8n);
		await editor.openWorkflow(id);
	});

	afterAll(async () => {
		await editor.close();
	});

	it('shows the fields of a choice and hides those of the others', async () => {
		await editor.openNode('Request');
		expect(await editor.fieldNames()).not.toContain('genericAuthType');

		await editor.choose('authentication', 'Generic Credential Type');

		expect(await editor.fieldNames()).toContain('genericAuthType');
		await editor.screenshot('harness');
	});
});
