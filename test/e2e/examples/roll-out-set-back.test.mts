import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { INTERVAL } from '../harness/parameters.mts';
import { RollOutTable } from '../harness/rollOutTable.mts';

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('roll-out-set-back.json', { devices: 4 });
});
afterAll(async () => await example.close());

it('gives devices that took the change their old value back, proves it, and tells', async () => {
	const { simulator, n8n } = example;
	const table = new RollOutTable(n8n.rest, 'Taken');
	const [first, second, third] = simulator.serials();
	const row = { variable_name: INTERVAL, value: '3600', before: '300' };
	await table.fill([
		{ ...row, serial_number: first, state: 'succeeded' },
		{ ...row, serial_number: second, state: 'succeeded', before: '' },
		{ ...row, serial_number: third, state: 'failed' },
	]);
	const { id } = await n8n.rest.createWorkflow(table.under(example.draft()));
	const { status } = await n8n.rest.runToEnd(id);
	await n8n.rest.deleteWorkflow(id);

	expect(status).toBe('success');
	const values = [first, second, third].map(
		(serial = '') => simulator.tree(serial)[INTERVAL]?.value,
	);
	expect(values).toEqual(['300', '3600', '3600']);
	expect((await table.rows()).map(({ fault }) => fault)).toEqual(['set back', null, null]);
	expect(simulator.office.messages().map(({ body }) => body.text)).toEqual([
		expect.stringContaining(`1 of 1 devices have their old value of ${INTERVAL} again`),
	]);
});
