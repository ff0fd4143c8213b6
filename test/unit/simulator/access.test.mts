import axios from 'axios';
import type { Settings } from '../../../simulator/settings.mts';
import { operationsPath, startRig, stopRigs, type Rig } from './rig.mts';

let rig: Rig;
beforeAll(async () => {
	rig = await startRig({ token: 'sesame' });
	rig.simulator.addTransactions(1);
});
afterAll(stopRigs);

describe('the token', () => {
	const forms = { bearer: 'Bearer sesame', token: 'Token sesame', bare: 'sesame' };

	it.each<[Settings['auth'], Array<keyof typeof forms>]>([
		['bearer+bare', ['bearer', 'bare']],
		['bearer', ['bearer']],
		['token', ['token']],
		['bare', ['bare']],
		['any', ['bearer', 'token', 'bare']],
	])('auth %s accepts %j and nothing else', async (auth, accepted) => {
		rig.simulator.configure({ auth });
		for (const form of ['bearer', 'token', 'bare'] as const) {
			const headers = { authorization: forms[form] };
			const { status } = await rig.api.get(operationsPath, { headers });
			expect([form, status]).toEqual([form, accepted.includes(form) ? 200 : 401]);
		}
		rig.simulator.configure({ auth: 'bearer+bare' });
	});

	it.each([
		['a missing one', {}, 'Authentication credentials were not provided.'],
		['a wrong one', { authorization: 'Bearer open' }, 'Invalid token.'],
	])('%s gets 401 and a challenge', async (_case, headers, detail) => {
		const url = rig.simulator.url + operationsPath;
		const answer = await axios.get<unknown>(url, { headers, validateStatus: () => true });
		expect(answer.status).toBe(401);
		expect(answer.data).toEqual({ detail });
		expect(answer.headers['www-authenticate']).toContain('Bearer');
	});

	it('is checked before the body', async () => {
		const headers = { authorization: 'Bearer open' };
		const { status } = await rig.api.post(operationsPath, 'no json', { headers });
		expect(status).toBe(401);
	});

	it('stands nowhere in the log', () => {
		const log = JSON.stringify(rig.simulator.requests());
		expect(log).toContain('Bearer ***');
		expect(log).not.toContain('sesame');
	});
});

describe('paths', () => {
	it('a GET without the trailing slash is redirected, with its query', async () => {
		const { status, headers } = await rig.api.get(`${operationsPath.slice(0, -1)}?id=12345`);
		expect(status).toBe(301);
		expect(headers.location).toBe(`/api/v1${operationsPath}?id=12345`);
	});

	it('a POST without the trailing slash gets 404', async () => {
		const { status } = await rig.api.post(operationsPath.slice(0, -1), {});
		expect(status).toBe(404);
	});

	it('an unknown endpoint gets 404 as JSON', async () => {
		const { status, data } = await rig.api.get<unknown>('/inventory_unknown/');
		expect(status).toBe(404);
		expect(data).toEqual({ detail: 'Not found.' });
	});

	it.each(['/', '/api/v2/inventory_device_serial/', '/login'])(
		'%s is an HTML page with status 200',
		async (path) => {
			const answer = await axios.get<string>(new URL(path, rig.simulator.url).href);
			expect(answer.status).toBe(200);
			expect(answer.headers['content-type']).toContain('text/html');
			expect(answer.data).toContain('<html');
		},
	);
});

it('an account without operations answers 404', async () => {
	const empty = await startRig();
	const { status, data } = await empty.api.get<unknown>(operationsPath);
	expect(status).toBe(404);
	expect(data).toEqual({ detail: 'Not found.' });
});

it.each(['1', 'txn_12345', '99999', 'x'])('?id=%s, which is no id, answers 404', async (id) => {
	const { status } = await rig.api.get(operationsPath, { params: { id } });
	expect(status).toBe(404);
});
