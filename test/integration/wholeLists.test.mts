import type { INodeParameters } from 'n8n-workflow';
import { gzipSync } from 'node:zlib';
import { startBench, stopBenches, type Bench } from './bench.mts';
import { testCredential } from './engine/editor.mts';
import { registerTrigger } from './engine/poll.mts';
import { runNode, type NodeRun } from './engine/run.mts';
import { gettingDevices, gettingTransactions, scheduling } from './parameters.mts';
import { startStandIn, type StandIn } from './standIn.mts';

const ALL = { returnAll: true };
const BY_FILTER: INodeParameters = { target: 'filter', filters: { status: 'up' } };

let bench: Bench;
let control: StandIn;
beforeAll(async () => {
	bench = await startBench({ devices: 12, pageSize: 5, maxPageSize: 5 });
	bench.simulator.addTransactions(12);
	control = await startStandIn();
});
beforeEach(() => bench.simulator.clearInjections());
afterAll(async () => {
	await stopBenches();
	await control.close();
});

/** The node against the stand-in. */
async function run(parameters: INodeParameters): Promise<NodeRun> {
	control.received.length = 0;
	return await runNode(credential(), parameters);
}

const credential = () => ({
	...bench.credential,
	baseUrl: `http://127.0.0.1:${control.port}/api/v1`,
});

function rewriting(find: string, replace: string): void {
	bench.simulator.inject({ match: { method: 'GET' }, effect: { kind: 'rewrite', find, replace } });
}

describe('a list is read whole where the server', () => {
	it.each<[string, string, string]>([
		['gives no link beside its count', '"next":"[^"]*"', '"next":null'],
		['does not even have a place for links', '"next":"[^"]*",', ''],
		['names itself as it is called inside', '"next":"http://[^/]*', '"next":"http://web:8000'],
		['names another host', '"next":"http://[^/]*', '"next":"https://control.zequenze.com'],
		['gives links', '"next":("[^"]*"|null)', '"links":{"next":$1}'],
		['gives links in meta', '"next":("[^"]*"|null)', '"meta":{"next":$1}'],
		['wraps its list in data', '^(.*)$', '{"data":$1}'],
		['wraps its list in results', '^(.*)$', '{"count":12,"results":$1}'],
	])('%s', async (_what, find, replace) => {
		rewriting(find, replace);
		for (const parameters of [gettingDevices(ALL), gettingTransactions(ALL)]) {
			const { items, error, hints } = await bench.run(parameters);
			expect(error).toBeUndefined();
			expect(items).toHaveLength(12);
			expect(hints).toEqual([]);
		}
	});
});

describe('a list that is cut off for good', () => {
	const entry = (nth: number) => ({
		id: String(nth),
		serial_number: `SN00000${nth}`,
		operation: 'get',
		status: 'completed',
		variables: [],
	});
	beforeEach(() => {
		const results = [1, 2, 3, 4, 5].map(entry);
		control.answer(200, JSON.stringify({ count: 6, results }));
	});

	it('is said by Transaction > Get Many', async () => {
		const { items, hints } = await run(gettingTransactions(ALL));
		expect(items).toHaveLength(5);
		expect(hints.map(({ message }) => message)).toEqual([
			expect.stringMatching(/^The list is not whole: .*5 of 6 entries/),
		]);
	});

	it('is no reason to speak where as much was wanted', async () => {
		const results = [5, 4, 3, 2, 1].map(entry);
		control.answer(200, JSON.stringify({ count: 6, results }));
		const { hints } = await run(gettingTransactions({ returnAll: false, limit: 3 }));
		expect(hints).toEqual([]);
	});
});

it('half of the devices that a filter means are not changed', async () => {
	const results = [1, 2, 3].map((nth) => ({ serial_number: `SN00000${nth}`, status: true }));
	control.answer(200, JSON.stringify({ count: 6, results }));
	const { items, hints } = await run(gettingDevices(ALL));
	expect(items).toHaveLength(3);
	expect(hints).toHaveLength(1);

	const { error } = await run(scheduling('set', undefined, BY_FILTER));
	expect(error?.message).toContain('CONTROL does not show all devices');
	expect(control.received.filter(({ method }) => method === 'POST')).toEqual([]);
});

it.each<[string, object]>([
	['without end', { count: 1, next: '?limit=1&offset=1' }],
	['without end and without a count', { next: '?limit=1&offset=1' }],
])('a list whose next page is always there, %s, is not asked for ever', async (_how, envelope) => {
	const results = [{ id: '1', serial_number: 'SN000001', operation: 'get', variables: [] }];
	control.answer(200, JSON.stringify({ ...envelope, results }));
	expect((await run(gettingTransactions(ALL))).items).toHaveLength(1);
	expect((await run(gettingDevices(ALL))).items).toHaveLength(1);
	expect(control.received.length).toBeLessThan(20);
});

describe('a 404 in JSON', () => {
	const READING = [
		gettingDevices(ALL),
		gettingTransactions(ALL),
		scheduling('set', undefined, BY_FILTER),
	];

	it.each([
		'{"message":"no Route matched with those values"}',
		'{"detail":"Not Found"}',
		'{"timestamp":"2026","status":404,"error":"Not Found","path":"/api/v1/inventory_device_serial/"}',
	])('of a gateway, as %s, is a wrong address', async (body) => {
		control.answer(404, body);
		for (const parameters of READING) {
			expect((await run(parameters)).error?.message).toContain('There is no CONTROL API');
		}
		await expect(registerTrigger(credential(), {}).poll()).rejects.toThrow(/no CONTROL API/);
		expect(await testCredential(credential())).toMatchObject({ status: 'Error' });
	});

	it('of an empty account is an empty list, also for the test of the credential', async () => {
		control.answer(404, '{"detail":"Not found."}');
		expect(await run(gettingTransactions(ALL))).toMatchObject({ items: [], error: undefined });
		expect(await testCredential(credential())).toMatchObject({ status: 'OK' });
	});
});

describe('an answer that is small on the line and huge in memory', () => {
	const packed = (text: string): void => {
		control.answer(200, gzipSync(text), { 'content-encoding': 'gzip' });
	};

	it.each<[string, () => string]>([
		['20 million objects', () => `[${'{},'.repeat(20 * 2 ** 20)}{}]`],
		['millions of pairs', () => `[${'[{},{}],'.repeat(7 * 2 ** 20)}{}]`],
		['one text of 60 MiB', () => `["${'x'.repeat(60 * 2 ** 20)}"]`],
	])('is not taken in: %s', async (_what, text) => {
		packed(text());
		expect((await run(gettingTransactions(ALL))).error?.message).toContain('too large');
		expect((await run(gettingDevices(ALL))).error?.message).toContain('too large');
		await expect(registerTrigger(credential(), {}).poll()).rejects.toThrow(/too large/);
	});
});
