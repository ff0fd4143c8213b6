import type { INodeParameters } from 'n8n-workflow';
import { refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { gettingDevices, gettingTransactions, scheduling } from './parameters.mts';

let bench: Bench;
beforeAll(async () => {
	bench = await startBench({ devices: 12, offline: 2, pageSize: 5, maxPageSize: 5 });
	bench.simulator.addTransactions(12);
	bench.simulator.addTransactions(3, { finished: false });
	await bench.run(scheduling('set'));
});
beforeEach(() => bench.simulator.resetObservations());
afterEach(() => expect(refusedRequests(bench.simulator)).toEqual([]));
afterAll(stopBenches);

const pages = (): number => bench.simulator.counters().total;

describe('Device > Get Many', () => {
	it.each<[string, INodeParameters, number, number]>([
		['Return All', { returnAll: true }, 12, 3],
		['a limit within the first page', { limit: 3 }, 3, 1],
		['a limit at the end of a page', { limit: 5 }, 5, 1],
		['a limit on the third page', { limit: 11 }, 11, 3],
		['a limit beyond the end', { limit: 50 }, 12, 3],
	])('with %s reads no more pages than it needs', async (_what, parameters, items, requests) => {
		const run = await bench.run(gettingDevices(parameters));
		expect(run.items.map(({ json }) => json.serial_number)).toEqual(
			bench.simulator.serials().slice(0, items),
		);
		expect(pages()).toBe(requests);
	});

	it.each<[string, INodeParameters, string[]]>([
		['up', { status: 'up', type: '2' }, ['SN000005', 'SN000010']],
		['down', { status: 'down' }, ['SN000011', 'SN000012']],
		['an organization', { organization: '1', type: '2' }, ['SN000010']],
		['a type', { type: '2' }, ['SN000005', 'SN000010']],
		['pending settings', { pending: true }, ['SN000001', 'SN000002', 'SN000003']],
		['a later change of the connection', { last_status_change_from: '2999-01-01' }, []],
		['a fresh status', { type: '2', update_status: true }, ['SN000005', 'SN000010']],
	])('filters by %s', async (_what, filters, serials) => {
		const { items } = await bench.run(gettingDevices({ returnAll: true, filters }));
		expect(items.map(({ json }) => json.serial_number)).toEqual(serials);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['a limit of 0', { limit: '={{ 0 }}' }, /Limit: "0"/],
		['a limit that is no number', { limit: '={{ "many" }}' }, /Limit/],
		['a filter that is no number', { filters: { type: 'x' } }, /Type: "x"/],
	])('refuses %s before anything is sent', async (_what, parameters, message) => {
		const { error } = await bench.run(gettingDevices(parameters));
		expect(error?.message).toMatch(message);
		expect(pages()).toBe(0);
	});
});

describe('Transaction > Get Many', () => {
	it.each<[string, INodeParameters, number, number]>([
		['Return All', { returnAll: true }, 16, 4],
		['a limit within the first page', { limit: 4 }, 4, 1],
		['a limit on the second page', { limit: 6 }, 6, 2],
		['a limit beyond the end', { limit: 50 }, 16, 4],
	])(
		'with %s shows the newest first, and reads no more pages than it needs',
		async (_what, parameters, items, requests) => {
			const newest = bench.simulator.operations().map(({ id }) => id);
			newest.reverse();
			bench.simulator.configure({ order: 'newest' });
			const run = await bench.run(gettingTransactions(parameters));
			bench.simulator.configure({ order: 'oldest' });
			expect(run.items.map(({ json }) => json.transaction_id)).toEqual(newest.slice(0, items));
			expect(pages()).toBe(requests);

			// Where the list begins with the oldest, the newest are at its end.
			bench.simulator.resetObservations();
			const again = await bench.run(gettingTransactions(parameters));
			expect(again.items.map(({ json }) => json.transaction_id)).toEqual(newest.slice(0, items));
			expect(pages()).toBe(4);
		},
	);

	it.each<[string, INodeParameters, number]>([
		['the device', { serialNumbers: 'SN000001, SN000012' }, 4],
		['the operation', { operations: ['set'] }, 1],
		['the state', { states: ['scheduled'] }, 4],
		['several at once', { states: ['scheduled'], operations: ['get'] }, 3],
		['what there is not', { serialNumbers: 'NOBODY' }, 0],
	])('filters by %s', async (_what, transactionFilters, count) => {
		const { items } = await bench.run(gettingTransactions({ returnAll: true, transactionFilters }));
		expect(items).toHaveLength(count);
	});

	it.each([
		['2100-01-01T00:00:00Z', 0],
		['2020-01-01', 16],
	])('filters by what was updated since %s', async (updatedSince, count) => {
		const { items } = await bench.run(
			gettingTransactions({ returnAll: true, transactionFilters: { updatedSince } }),
		);
		expect(items).toHaveLength(count);
	});

	it('limits what is left by the filters, not what is read', async () => {
		const { items } = await bench.run(
			gettingTransactions({ limit: 2, transactionFilters: { states: ['scheduled'] } }),
		);
		expect(items.map(({ json }) => json.state)).toEqual(['scheduled', 'scheduled']);
	});

	it('asks the server to refresh only when told to', async () => {
		bench.simulator.configure({ order: 'newest' });
		await bench.run(gettingTransactions({ limit: 1 }));
		await bench.run(gettingTransactions({ limit: 1, options: { updateStatus: true } }));
		bench.simulator.configure({ order: 'oldest' });
		const urls = bench.simulator.requests().map(({ url }) => url.includes('update_status=true'));
		expect(urls).toEqual([false, true]);
	});
});
