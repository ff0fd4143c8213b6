import axios, { type AxiosInstance } from 'axios';
import { gateway, integer, named, operationsPath, startRig, stopRigs, type Rig } from './rig.mts';

let rig: Rig;
let remote: AxiosInstance;
beforeEach(async () => {
	rig = await startRig();
	const baseURL = new URL('/__simulator', rig.simulator.url).href;
	remote = axios.create({ baseURL, validateStatus: () => true });
});
afterEach(stopRigs);

it('counts requests by method, route and status, and the most that were open at once', async () => {
	rig.simulator.configure({ latency: 50 });
	await Promise.all([rig.post('get'), rig.post('get'), rig.api.get('/inventory_unknown/')]);
	const { data } = await remote.get<unknown>('/counters');
	expect(data).toEqual({
		requests: { [`POST ${operationsPath} 201`]: 2, 'GET /inventory_unknown/ 404': 1 },
		total: 3,
		open: 0,
		mostOpen: 3,
	});
});

it('logs requests with their bodies, and itself not', async () => {
	await rig.post('get', named('Device.'));
	const { data } = await remote.get<unknown[]>('/requests');
	expect(data).toHaveLength(1);
	expect(data[0]).toMatchObject({
		method: 'POST',
		url: `/api/v1${operationsPath}`,
		route: operationsPath,
		status: 201,
		body: expect.stringContaining('"Device."'),
		headers: { authorization: 'Bearer ***' },
	});
});

it('keeps the latest requests only', async () => {
	const small = await startRig({ logSize: 2 });
	for (const id of ['1', '2', '3', '4', '5']) {
		await small.api.get(operationsPath, { params: { id } });
	}
	const urls = small.simulator.requests().map(({ url }) => url.slice(-4));
	expect(urls).toEqual(['id=4', 'id=5']);
	expect(small.simulator.counters().total).toBe(5);
});

it('starts counters and log afresh', async () => {
	await rig.post('get');
	await remote.delete('/observations');
	expect(rig.simulator.requests()).toEqual([]);
	expect(rig.simulator.counters().total).toBe(0);
});

it('lets devices contact the server and shows the truth', async () => {
	await rig.post('set', [integer('Device.ManagementServer.PeriodicInformInterval', '300')]);
	expect((await remote.post('/inform', { serial: gateway })).data).toEqual({ executed: 1 });
	expect((await remote.get<unknown>('/operations')).data).toMatchObject([
		{ id: '12345', serial_number: gateway, state: 'completed', executions: 1, faults: [] },
	]);
	const tree = await remote.get<Record<string, unknown>>(`/devices/${gateway}/tree`);
	expect(tree.data['Device.ManagementServer.PeriodicInformInterval']).toEqual({
		type: 'unsignedInt',
		writable: true,
		value: '300',
	});
});

it('lets the whole fleet contact the server without a body', async () => {
	await rig.post('get');
	expect((await remote.post('/inform')).data).toEqual({ executed: 1 });
});

it('switches devices off', async () => {
	await remote.put(`/devices/${gateway}/online`, { online: false });
	await rig.post('get');
	expect(rig.simulator.inform()).toBe(0);
});

it('changes settings', async () => {
	const { data } = await remote.patch<unknown>('/settings', {
		dialect: 'current',
		words: { failed: 'ERROR' },
	});
	expect(data).toMatchObject({
		dialect: 'current',
		words: { failed: 'ERROR', pending: 'pending' },
	});
	await rig.post('get');
	expect((await rig.api.get(operationsPath)).data).toEqual([expect.any(Object)]);
});

it('puts injections in force and clears them', async () => {
	const rule = { match: { method: 'GET' }, effect: { kind: 'status', status: 500 } };
	expect((await remote.post('/injections', rule)).data).toEqual({ id: 1 });
	expect((await rig.api.get(operationsPath)).status).toBe(500);
	expect((await remote.get('/injections')).data).toEqual([{ id: 1, hits: 1, ...rule }]);
	await remote.delete('/injections');
	expect((await rig.api.get(operationsPath)).status).toBe(404);
});

it('makes transactions in bulk, forgets them, and lets ids go on', async () => {
	await remote.post('/transactions', { count: 7 });
	expect(rig.simulator.operations()).toHaveLength(7);
	await remote.delete('/operations');
	await remote.post('/ids', { position: 500 });
	expect((await rig.post('get')).data).toMatchObject({ id: '12844' });
	expect(rig.simulator.operations()).toHaveLength(1);
});

it.each([
	['PATCH', '/settings', { dialect: 'french' }],
	['PATCH', '/settings', { colour: 'red' }],
	['POST', '/injections', { effect: { kind: 'flood' } }],
	['POST', '/injections', { effect: { kind: 'delay' } }],
	['POST', '/injections', { effect: { kind: 'delay', ms: 1 }, match: { metod: 'GET' } }],
	['PUT', '/devices/SN999999/online', { online: true }],
	['POST', '/transactions', {}],
])('%s %s with %j gets 400 and a reason', async (method, url, data) => {
	const answer = await remote.request<unknown>({ method, url, data });
	expect(answer.status).toBe(400);
	expect(answer.data).toEqual({ detail: expect.any(String) });
});
