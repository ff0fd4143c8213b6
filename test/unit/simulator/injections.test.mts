import axios, { AxiosError } from 'axios';
import type { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { ActiveRules } from '../../../simulator/faults/activeRules.mts';
import type { Effect, Match } from '../../../simulator/faults/injection.mts';
import { devicesPath, gateway, operationsPath, startRig, stopRigs, type Rig } from './rig.mts';

let rig: Rig;
beforeEach(async () => {
	rig = await startRig();
	rig.simulator.addTransactions(3);
});
afterEach(stopRigs);

const scheduled = (): number => rig.simulator.operations().length - 3;

async function errorOf(request: Promise<unknown>): Promise<string | undefined> {
	const problem: unknown = await request.then(
		() => undefined,
		(reason: unknown) => reason,
	);
	return problem instanceof AxiosError ? problem.code : undefined;
}

describe('effects', () => {
	it('delay: the answer comes later', async () => {
		rig.simulator.inject({ effect: { kind: 'delay', ms: 150 } });
		const start = performance.now();
		const { status } = await rig.api.get(operationsPath);
		expect(status).toBe(200);
		expect(performance.now() - start).toBeGreaterThan(140);
	});

	it.each([
		['json', 'application/json; charset=utf-8', '{"detail":"The simulator was told to fail."}'],
		['empty', 'application/json; charset=utf-8', ''],
		['try later', 'text/plain; charset=utf-8', 'try later'],
	])('status with body %s: nothing is scheduled', async (body, type, text) => {
		rig.simulator.inject({ effect: { kind: 'status', status: 503, body } });
		const { status, headers, data } = await rig.api.post<string>(
			operationsPath,
			{ serial_number: gateway, operation: 'get' },
			{ transformResponse: (raw: string) => raw },
		);
		expect([status, headers['content-type'], data]).toEqual([503, type, text]);
		expect(scheduled()).toBe(0);
	});

	it('status with body html: a page as from a proxy', async () => {
		rig.simulator.inject({ effect: { kind: 'status', status: 502, body: 'html' } });
		const { status, headers, data } = await rig.post('get');
		expect(status).toBe(502);
		expect(headers['content-type']).toContain('text/html');
		expect(data).toContain('<h1>');
	});

	it('Retry-After in seconds', async () => {
		rig.simulator.inject({ effect: { kind: 'status', status: 429, retryAfter: 7 } });
		expect((await rig.post('get')).headers['retry-after']).toBe('7');
	});

	it('Retry-After as a date', async () => {
		rig.simulator.inject({
			effect: { kind: 'status', status: 503, retryAfter: 60, retryAfterForm: 'date' },
		});
		const before = Math.floor(Date.now() / 1000) * 1000;
		const date = Date.parse(String((await rig.post('get')).headers['retry-after']));
		expect(date).toBeGreaterThanOrEqual(before + 60_000);
		expect(date).toBeLessThanOrEqual(Date.now() + 61_000);
	});

	it('reset before: the connection breaks and nothing is scheduled', async () => {
		rig.simulator.inject({ effect: { kind: 'reset', when: 'before' } });
		expect(await errorOf(rig.post('get'))).toBe('ECONNRESET');
		expect(scheduled()).toBe(0);
	});

	it('reset after: the reply is lost but the operation is there', async () => {
		rig.simulator.inject({ effect: { kind: 'reset', when: 'after' } });
		expect(await errorOf(rig.post('get'))).toBe('ECONNRESET');
		expect(scheduled()).toBe(1);
		expect(rig.simulator.counters().requests[`POST ${operationsPath} lost`]).toBe(1);
	});

	it.each([
		['before', 0],
		['after', 1],
	] as const)('hang %s: no answer ever, %i scheduled', async (when, count) => {
		rig.simulator.inject({ effect: { kind: 'hang', when } });
		const body = { serial_number: gateway, operation: 'get' };
		expect(await errorOf(rig.api.post(operationsPath, body, { timeout: 150 }))).toBe(
			'ECONNABORTED',
		);
		expect(scheduled()).toBe(count);
	});

	it('truncate, broken: the connection ends within the body', async () => {
		rig.simulator.inject({ effect: { kind: 'truncate', keep: 0.5, ends: 'broken' } });
		expect(await errorOf(rig.api.get(operationsPath))).toBeDefined();
	});

	it('truncate, complete: half a JSON text in a whole answer', async () => {
		const whole = await rig.api.get<string>(operationsPath, {
			transformResponse: (raw: string) => raw,
		});
		rig.simulator.inject({ effect: { kind: 'truncate', keep: 0.5, ends: 'complete' } });
		const { status, data } = await rig.api.get<string>(operationsPath, {
			transformResponse: (raw: string) => raw,
		});
		expect(status).toBe(200);
		expect(data).toBe(whole.data.slice(0, whole.data.length / 2));
	});

	it('truncate, stalled: half the body and then nothing', async () => {
		rig.simulator.inject({ effect: { kind: 'truncate', keep: 0.5, ends: 'stalled' } });
		const { data } = await rig.api.get<Readable>(operationsPath, { responseType: 'stream' });
		const ended = await Promise.race([
			new Promise((resolve) => data.on('end', () => resolve(true)).resume()),
			new Promise((resolve) => setTimeout(() => resolve(false), 150)),
		]);
		data.destroy();
		expect(ended).toBe(false);
	});

	it.each([undefined, 'gzip'] as const)(
		'pad (%s): the same JSON, but much of it',
		async (encoding) => {
			const whole = await rig.api.get(operationsPath);
			rig.simulator.inject({ effect: { kind: 'pad', mebibytes: 2, encoding } });
			const { data, headers } = await rig.api.get<Buffer>(operationsPath, {
				responseType: 'arraybuffer',
				decompress: false,
			});
			expect(headers['content-encoding']).toBe(encoding);
			const unpacked = encoding ? gunzipSync(data) : data;
			expect(unpacked.length).toBeGreaterThan(2 * 2 ** 20);
			expect(data.length < 2 ** 15).toBe(encoding === 'gzip');
			expect(JSON.parse(unpacked.toString())).toEqual(whole.data);
		},
	);

	it('rewrite: other bytes in the place of the first that fit', async () => {
		const find = '"serial_number":"SN0*';
		const replace = '"note":"ÿ","serial_number":"X';
		rig.simulator.inject({ effect: { kind: 'rewrite', find, replace, charset: 'latin1' } });
		const { data } = await rig.api.get<Buffer>(operationsPath, { responseType: 'arraybuffer' });
		expect(data.includes(Buffer.from('"note":"\u00ff","serial_number":"X1"', 'latin1'))).toBe(true);
		expect(data.includes('SN000002')).toBe(true);
	});

	it('contentType: JSON under another name', async () => {
		rig.simulator.inject({ effect: { kind: 'contentType', value: 'text/html' } });
		const { headers, data } = await rig.api.get<{ count: number }>(operationsPath);
		expect(headers['content-type']).toBe('text/html');
		expect(data.count).toBe(3);
	});

	it('slowBody: the whole body, bit by bit', async () => {
		rig.simulator.inject({ effect: { kind: 'slowBody', ms: 200 } });
		const start = performance.now();
		const { data } = await rig.api.get<{ count: number }>(operationsPath);
		expect(data.count).toBe(3);
		expect(performance.now() - start).toBeGreaterThan(150);
	});

	it('redirect: leads elsewhere', async () => {
		rig.simulator.inject({
			effect: { kind: 'redirect', url: 'https://example.net/login', status: 307 },
		});
		const { status, headers } = await rig.api.get(operationsPath);
		expect([status, headers.location]).toEqual([307, 'https://example.net/login']);
	});

	it('rateLimit: what is above the limit gets 429 and a time to wait', async () => {
		rig.simulator.inject({ effect: { kind: 'rateLimit', perSecond: 3 } });
		const answers = await Promise.all(Array.from({ length: 5 }, () => rig.api.get(operationsPath)));
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused).toHaveLength(2);
		expect(refused.every(({ headers }) => headers['retry-after'] === '1')).toBe(true);
	});

	it('several rules strike together', async () => {
		rig.simulator.inject({ effect: { kind: 'delay', ms: 60 } });
		rig.simulator.inject({ effect: { kind: 'status', status: 500 } });
		const start = performance.now();
		expect((await rig.api.get(operationsPath)).status).toBe(500);
		expect(performance.now() - start).toBeGreaterThan(50);
	});
});

describe('which requests a rule strikes', () => {
	const fail: Effect = { kind: 'status', status: 500 };
	const post = { method: 'POST', route: operationsPath, serial: gateway };

	it.each<[Match, boolean]>([
		[{}, true],
		[{ method: 'post' }, true],
		[{ method: 'GET' }, false],
		[{ route: operationsPath }, true],
		[{ route: devicesPath }, false],
		[{ serial: gateway }, true],
		[{ serial: 'SN000002' }, false],
	])('%j strikes a POST on the gateway: %s', (match, strikes) => {
		const rules = new ActiveRules(1);
		rules.add({ match, effect: fail });
		expect(rules.effectsOn(post)).toEqual(strikes ? [fail] : []);
	});

	it.each<[Match, number[]]>([
		[{ every: 3 }, [3, 6, 9]],
		[{ times: 2 }, [1, 2]],
		[{ after: 7 }, [8, 9, 10]],
		[{ after: 2, every: 3, times: 2 }, [5, 8]],
		[{ probability: 0 }, []],
	])('%j strikes the requests %j of ten', (match, struck) => {
		const rules = new ActiveRules(1);
		rules.add({ match, effect: fail });
		const turns = Array.from({ length: 10 }, (_, index) => index + 1);
		expect(turns.filter(() => rules.effectsOn(post).length > 0)).toEqual(struck);
	});

	it('a probability strikes the same requests with the same seed, about so often', () => {
		const strikes = (seed: number): number[] => {
			const rules = new ActiveRules(seed);
			rules.add({ match: { probability: 0.2 }, effect: fail });
			return Array.from({ length: 1000 }, () => rules.effectsOn(post).length);
		};
		const count = strikes(1).filter((hits) => hits > 0).length;
		expect(strikes(1)).toEqual(strikes(1));
		expect(strikes(1)).not.toEqual(strikes(2));
		expect(count).toBeGreaterThan(150);
		expect(count).toBeLessThan(250);
	});

	it('a serial number is seen in the body and in the path', async () => {
		rig.simulator.inject({ match: { serial: 'SN000002' }, effect: fail });
		expect((await rig.post('get', [], { serial_number: 'SN000002' })).status).toBe(500);
		expect((await rig.api.get(`${devicesPath}SN000002/`)).status).toBe(500);
		expect((await rig.post('get')).status).toBe(201);
	});

	it('cleared rules strike no more', async () => {
		rig.simulator.inject({ effect: fail });
		rig.simulator.clearInjections();
		expect((await rig.api.get(operationsPath)).status).toBe(200);
	});
});

it('latency delays every answer', async () => {
	rig.simulator.configure({ latency: 100 });
	const start = performance.now();
	await axios.get(new URL('/', rig.simulator.url).href);
	expect(performance.now() - start).toBeGreaterThan(95);
});
