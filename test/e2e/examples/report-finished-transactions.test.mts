import { itemsOf } from '../../../host/execution.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('report-finished-transactions.json');
});
afterAll(async () => await example.close());

it('shows the latest finished transaction when it is tried by hand', async () => {
	const { simulator } = example;
	simulator.addTransactions(1);

	const execution = await example.run({ trigger: 'Transaction Finished' });

	const [sample] = itemsOf(execution, 'Report');
	expect(sample?.json).toMatchObject({
		event: 'transaction.succeeded',
		transaction_id: simulator.operations().at(-1)?.id,
	});
});
