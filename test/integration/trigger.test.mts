import type { INodeParameters } from 'n8n-workflow';
import type { Settings } from '../../simulator/settings.mts';
import { refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { registerTrigger, type RegistrationOptions } from './engine/poll.mts';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterAll(stopBenches);

const register = (parameters: INodeParameters = {}, options?: RegistrationOptions) =>
	registerTrigger(bench.credential, parameters, options);

const idsOf = (): string[] => bench.simulator.operations().map(({ id }) => id);

/** Two finished reads, then two that are still to be done. */
function addSome(): void {
	bench.simulator.addTransactions(2);
	bench.simulator.addTransactions(2, { finished: false });
}

describe('from activation on', () => {
	it('what had finished before is not reported', async () => {
		addSome();
		const trigger = register();
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
	});

	it('what finishes is reported once, in the simplified form with event and key', async () => {
		addSome();
		const trigger = register();
		await trigger.poll();
		bench.simulator.inform();
		const items = await trigger.poll();

		const [, , third, fourth] = idsOf();
		expect(items?.map((item) => item.transaction_id)).toEqual([third, fourth]);
		expect(items?.[0]).toEqual({
			event: 'transaction.succeeded',
			event_key: expect.stringContaining(`${third}:transaction.succeeded:completed:`),
			transaction_id: third,
			state: 'succeeded',
			status: 'completed',
			serial_number: 'SN000001',
			operation: 'get',
			variables: [expect.objectContaining({ value: 'SN000001' })],
			values: { 'Device.DeviceInfo.SerialNumber': 'SN000001' },
			object: null,
			fault: null,
			updated_at: expect.any(String),
		});
		expect(await trigger.poll()).toBeNull();
		expect(refusedRequests(bench.simulator)).toEqual([]);
	});

	it('what is scheduled and finishes between two polls is reported', async () => {
		const trigger = register();
		await trigger.poll();
		bench.simulator.addTransactions(1);
		expect(await trigger.poll()).toHaveLength(1);
	});

	it('a restart of n8n neither loses nor repeats', async () => {
		addSome();
		const before = register({}, { nodeId: 'same' });
		await before.poll();
		bench.simulator.inform('SN000001');
		expect(await before.poll()).toHaveLength(1);
		bench.simulator.inform('SN000002');

		const staticData = before.staticData();
		const after = register({}, { nodeId: 'same', staticData, activation: 'init' });
		const items = await after.poll();
		expect(items?.map((item) => item.serial_number)).toEqual(['SN000002']);
	});

	it('two triggers know nothing of each other', async () => {
		const one = register();
		const other = register();
		await one.poll();
		await other.poll();
		bench.simulator.addTransactions(1);
		expect(await one.poll()).toHaveLength(1);
		expect(await other.poll()).toHaveLength(1);
	});

	it('Look Back on First Run reports what happened shortly before', async () => {
		addSome();
		const trigger = register({ options: { lookBack: 5 } });
		expect(await trigger.poll()).toHaveLength(2);
		expect(await trigger.poll()).toBeNull();
	});

	it('more than Max Items per Poll come with the next polls', async () => {
		const trigger = register({ options: { mostItems: 2 } });
		await trigger.poll();
		bench.simulator.addTransactions(5);
		const seen = [await trigger.poll(), await trigger.poll(), await trigger.poll()];
		expect(seen.map((items) => items?.length)).toEqual([2, 2, 1]);
		const ids = seen.flatMap((items) => items?.map((item) => item.transaction_id));
		expect(new Set(ids)).toEqual(new Set(idsOf()));
		expect(await trigger.poll()).toBeNull();
	});
});

describe('Trigger On', () => {
	const events = async (triggerOn: string): Promise<unknown[] | undefined> => {
		bench.simulator.addTransactions(1, { finished: false });
		const trigger = register({ triggerOn });
		await trigger.poll();
		bench.simulator.addTransactions(1, { variables: [{ variable_name: 'Device.No.Such' }] });
		bench.simulator.inform();
		// They come in the order of their ends, of which one is as good as the other here.
		return (await trigger.poll())?.map((item) => String(item.event)).sort();
	};

	it.each<[string, string[] | undefined]>([
		['succeeded', ['transaction.succeeded']],
		['failed', ['transaction.failed']],
		['finished', ['transaction.failed', 'transaction.succeeded']],
		['created', ['transaction.created']],
		['statusChanged', ['transaction.status_changed']],
		['unlisted', undefined],
	])('%s reports %j', async (triggerOn, expected) => {
		expect(await events(triggerOn)).toEqual(expected);
	});

	it('unlisted reports what the server has dropped', async () => {
		bench.simulator.addTransactions(2, { finished: false });
		const trigger = register({ triggerOn: 'unlisted' });
		await trigger.poll();
		bench.simulator.configure({ retention: 'vanish' });
		bench.simulator.inform('SN000001');
		const items = await trigger.poll();
		expect(items).toEqual([
			expect.objectContaining({ event: 'transaction.unlisted', listed: false }),
		]);
		expect(items?.[0]?.transaction_id).toBe(idsOf()[0]);
	});
});

describe('filters', () => {
	it.each<[string, (ids: string[]) => INodeParameters, string[]]>([
		['serial numbers', () => ({ serialNumbers: 'SN000002, SN000003' }), ['SN000002', 'SN000003']],
		['operations', () => ({ operations: ['set'] }), []],
		[
			'transaction ids',
			(ids) => ({ transactionIds: `${ids[0]}\n${ids[2]}` }),
			['SN000001', 'SN000003'],
		],
	])('by %s', async (_what, filters, serials) => {
		bench.simulator.addTransactions(4, { finished: false });
		const trigger = register({ filters: filters(idsOf()) });
		await trigger.poll();
		bench.simulator.inform();
		const items = (await trigger.poll()) ?? [];
		expect(items.map((item) => item.serial_number).sort()).toEqual(serials);
	});

	it('by transaction ids never read the whole list', async () => {
		bench.simulator.addTransactions(3, { finished: false });
		const trigger = register({ filters: { transactionIds: idsOf()[1] ?? '' } });
		await trigger.poll();
		const urls = bench.simulator.requests().map(({ url }) => url);
		expect(urls).toEqual([expect.stringContaining(`?id=${idsOf()[1]}`)]);
	});
});

describe('Fetch Test Event', () => {
	const fetch = async (parameters: INodeParameters = {}) =>
		await register(parameters, { mode: 'manual', activation: 'manual' }).poll();

	it('shows the latest transaction that fits', async () => {
		addSome();
		const items = await fetch();
		expect(items).toHaveLength(1);
		expect(items?.[0]).toMatchObject({ event: 'transaction.succeeded', state: 'succeeded' });
	});

	it('leaves no trace in the workflow', async () => {
		addSome();
		const trigger = register({}, { mode: 'manual', activation: 'manual' });
		await trigger.poll();
		expect(trigger.staticData()).not.toContain('follow');
	});

	it('says that there is nothing yet, and what to do', async () => {
		await expect(fetch()).rejects.toMatchObject({
			message: 'No data with the current filter could be found',
			description: expect.stringContaining('lists no transactions yet'),
		});
	});

	it('says that nothing fits the filter', async () => {
		addSome();
		const filters = { serialNumbers: 'NOBODY' };
		await expect(fetch({ filters })).rejects.toMatchObject({
			message: 'No data with the current filter could be found',
			description: expect.stringContaining('none that fits'),
		});
	});
});

describe('on servers of other dialects', () => {
	const change = (settings: Partial<Settings>): void => bench.simulator.configure(settings);

	it.each<Settings['ids']>(['string', 'integer', 'big', 'txn', 'op'])(
		'the short one with ids in the style %s works just the same',
		async (ids) => {
			change({ dialect: 'short', ids });
			const trigger = register();
			await trigger.poll();
			bench.simulator.addTransactions(1);
			expect((await trigger.poll())?.map((item) => item.transaction_id)).toEqual(idsOf());
		},
	);

	it('a list without ids is explained at activation', async () => {
		change({ dialect: 'current' });
		bench.simulator.addTransactions(1);
		await expect(register().poll()).rejects.toMatchObject({
			message: expect.stringContaining('without transaction IDs'),
			description: expect.stringContaining('Enter the Transaction IDs'),
		});
	});

	it('a list without ids can be followed by configured ids', async () => {
		change({ dialect: 'current', results: 'shown' });
		bench.simulator.addTransactions(2, { finished: false });
		const trigger = register({ filters: { transactionIds: idsOf()[0] ?? '' } });
		await trigger.poll();
		bench.simulator.inform();
		expect(await trigger.poll()).toEqual([
			expect.objectContaining({ transaction_id: idsOf()[0], state: 'succeeded' }),
		]);
	});
});

describe('when the server fails', () => {
	it('a token that is not accepted is told at activation, without the token', async () => {
		bench.simulator.configure({ token: 'another-token' });
		const failure: unknown = await register()
			.poll()
			.catch((error: unknown) => error);
		expect(failure).toMatchObject({
			message: expect.stringContaining('did not accept the API token'),
			description: expect.stringContaining('Authorization Scheme'),
			httpCode: '401',
		});
		expect(JSON.stringify(failure)).not.toContain(bench.credential.token);
	});

	it('nothing is told while n8n starts up: an error would leave the trigger dead', async () => {
		bench.simulator.configure({ token: 'another-token' });
		expect(await register({}, { activation: 'init' }).poll()).toBeNull();
	});

	it('an outage is told once in three polls, and costs no event', async () => {
		const trigger = register();
		await trigger.poll();
		bench.simulator.addTransactions(1);
		bench.simulator.inject({ effect: { kind: 'status', status: 500 } });
		expect(await trigger.poll()).toBeNull();
		expect(await trigger.poll()).toBeNull();
		await expect(trigger.poll()).rejects.toMatchObject({
			message: expect.stringContaining('failed while handling the request'),
		});
		bench.simulator.clearInjections();
		expect(await trigger.poll()).toHaveLength(1);
	});

	it('Retry-After is honoured: the next poll asks nothing', async () => {
		const trigger = register();
		await trigger.poll();
		const effect = { kind: 'status', status: 429, retryAfter: 60 } as const;
		bench.simulator.inject({ match: { times: 1 }, effect });
		await trigger.poll();
		bench.simulator.resetObservations();
		expect(await trigger.poll()).toBeNull();
		expect(bench.simulator.counters().total).toBe(0);
	});

	it('a poll that starts while another one runs does nothing', async () => {
		const trigger = register();
		await trigger.poll();
		bench.simulator.addTransactions(1);
		bench.simulator.configure({ latency: 100 });
		const results = await Promise.all([trigger.poll(), trigger.poll()]);
		expect(results.filter((items) => items !== null)).toHaveLength(1);
	});
});
