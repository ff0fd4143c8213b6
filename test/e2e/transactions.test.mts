import { grouped } from '../optionGroups.mts';
import { startOneNode, type OneNode } from './harness/oneNode.mts';
import { locator } from './harness/parameters.mts';

const FINISHED = 4;
const OPEN = 3;

const transaction = (operation: string, more: object = {}) =>
	grouped({ resource: 'transaction', operation, ...more });
const byId = (id: string) => ({ transaction: locator('id', id) });

let bench: OneNode;
beforeAll(async () => {
	bench = await startOneNode();
});
beforeEach(() => {
	bench.simulator.clearOperations();
	bench.simulator.addTransactions(FINISHED);
	bench.simulator.addTransactions(OPEN, { finished: false });
});
afterAll(async () => await bench.close());

const truth = () => bench.simulator.operations();

describe('Transaction: Get', () => {
	it('tells where an operation stands that was scheduled elsewhere', async () => {
		const [first] = truth();
		const { items } = await bench.run(transaction('get', byId(first?.id ?? '')));

		expect(items).toEqual([
			expect.objectContaining({
				transaction_id: first?.id,
				state: 'succeeded',
				serial_number: first?.serial_number,
				operation: 'get',
				values: { 'Device.DeviceInfo.SerialNumber': first?.serial_number },
			}),
		]);
	});

	it('looks up the transaction of each input item', async () => {
		const ids = truth().map(({ id }) => id);
		const { items } = await bench.run(transaction('get', byId('={{ $json.transaction_id }}')), {
			input: ids.map((id) => ({ transaction_id: id })),
		});

		expect(items.map(({ transaction_id: id }) => id)).toEqual(ids);
	});

	it('fails for an ID that CONTROL does not list', async () => {
		const { error } = await bench.run(transaction('get', byId('no-such-id')));

		expect(error?.message).toBe(
			'CONTROL lists no transaction with the ID "no-such-id" [HTTP 404] [item 0]',
		);
	});
});

describe('Transaction: Get Many', () => {
	it('lists all that CONTROL shows, the newest first', async () => {
		const { items } = await bench.run(transaction('getMany', { returnAll: true }));

		const ids = truth().map(({ id }) => id);
		expect(items.map(({ transaction_id: id }) => id)).toEqual(ids.reverse());
	});

	it('stops at the limit', async () => {
		const { items } = await bench.run(transaction('getMany', { limit: 2 }));

		expect(items).toHaveLength(2);
	});

	it.each([
		['states', { states: ['scheduled'] }, OPEN],
		['operations', { operations: ['set', 'add.obj'] }, 0],
		['serial numbers', { serialNumbers: 'SN000001, SN000002' }, 4],
	])('filters by %s', async (_which, transactionFilters, expected) => {
		const { items } = await bench.run(
			transaction('getMany', { returnAll: true, transactionFilters }),
		);

		expect(items).toHaveLength(expected);
	});

	it('gives nothing for an account without operations, and does not fail', async () => {
		bench.simulator.clearOperations();
		const { items, error } = await bench.run(transaction('getMany', { returnAll: true }));

		expect(error).toBeUndefined();
		expect(items).toEqual([]);
	});
});

describe('Transaction: Wait for Completion', () => {
	it('waits for the transactions of all input items together', async () => {
		const open = truth().slice(FINISHED);
		const running = bench.run(transaction('wait', byId('={{ $json.transaction_id }}')), {
			input: open.map(({ id }) => ({ transaction_id: id })),
		});
		const contacts = setInterval(() => bench.simulator.inform(), 200);

		const { items } = await running.finally(() => clearInterval(contacts));

		expect(items.map(({ transaction_id: id, state }) => [id, state])).toEqual(
			open.map(({ id }) => [id, 'succeeded']),
		);
	});

	const PASSING = { waitDeadline: 1, waitInterval: 0.2 };

	it('puts out the current state when the deadline passes, and says so', async () => {
		const id = truth()[FINISHED]?.id ?? '';
		const { items, hints } = await bench.run(
			transaction('wait', { ...byId(id), options: PASSING }),
		);

		expect(items[0]).toMatchObject({ transaction_id: id, state: 'scheduled', timed_out: true });
		expect(hints.join()).toContain('The deadline passed before the device was done');
	});

	it('can treat a deadline that passed as a failure', async () => {
		const id = truth()[FINISHED]?.id ?? '';
		const { errorItems } = await bench.run(
			transaction('wait', { ...byId(id), options: { ...PASSING, whenDeadlinePasses: 'fail' } }),
			{ onError: 'continueErrorOutput' },
		);

		expect(errorItems[0]?.error).toMatchObject({ code: 'deadline_passed', transaction_id: id });
	});
});
