import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import { bySerialNumber } from '../../../nodes/ZequenzeControl/control/endpoints';
import type { ListEnd } from '../../../nodes/ZequenzeControl/control/lists/listEnd';
import {
	queryString,
	type HttpAnswer,
	type HttpRequest,
} from '../../../nodes/ZequenzeControl/control/wire/http';
import { jsonAnswer, textAnswer } from './answers.mts';

const BASE = 'https://control.example/api/v1';
const OPERATIONS = '/inventory_device_serial_headless_operation/';

const request: OperationRequest = { serial_number: 'SN1', operation: 'get', variables: [] };

/** A client whose server gives these answers, one after the other. */
function clientWith(...answers: HttpAnswer[]): { client: ControlClient; sent: string[] } {
	const sent: string[] = [];
	const send = async ({ method, path, query, body }: HttpRequest): Promise<HttpAnswer> => {
		sent.push([method, path + queryString(query), body].filter(Boolean).join(' '));
		const answer = answers.shift();
		if (!answer) throw new Error('More requests than answers');
		return await Promise.resolve(answer);
	};
	return { client: new ControlClient(send, BASE, () => 1_000_000), sent };
}

async function allOf<T>(pages: AsyncIterable<T[]>): Promise<T[]> {
	const all: T[] = [];
	for await (const page of pages) all.push(...page);
	return all;
}

describe('scheduling', () => {
	it('posts the request as it is', async () => {
		const { client, sent } = clientWith(jsonAnswer(201, { id: '7' }));
		await expect(client.schedule(request)).resolves.toMatchObject({ transactionId: '7' });
		expect(sent).toEqual([`POST ${OPERATIONS} ${JSON.stringify(request)}`]);
	});

	it('believes a 201 without a body', async () => {
		const { client } = clientWith(textAnswer(201, ''));
		await expect(client.schedule(request)).resolves.toMatchObject({ transactionId: null });
	});

	it('takes the id of a 201 without a body from its headers', async () => {
		const { client } = clientWith(textAnswer(201, '', { location: `${OPERATIONS}?id=7` }));
		await expect(client.schedule(request)).resolves.toMatchObject({ transactionId: '7' });
	});

	it('believes a 200 that echoes the request', async () => {
		const { client } = clientWith(jsonAnswer(200, request));
		await expect(client.schedule(request)).resolves.toMatchObject({
			transactionId: null,
			transaction: { serialNumber: 'SN1', operation: 'get' },
		});
	});

	it.each<[string, HttpAnswer, object]>([
		[
			'a 200 with something else',
			jsonAnswer(200, { hello: 1 }),
			{ kind: 'unexpected_answer', delivery: 'lost' },
		],
		['an empty 200', textAnswer(200, ''), { kind: 'not_json', delivery: 'lost' }],
		['a 201 with a page', textAnswer(201, '<html>'), { kind: 'not_json', delivery: 'lost' }],
		['a 201 that is cut off', textAnswer(201, '{"id":'), { kind: 'not_json', delivery: 'lost' }],
		[
			'a redirect',
			textAnswer(302, '', { location: 'https://evil.example' }),
			{ kind: 'redirected' },
		],
	])('does not believe %s', async (_what, answer, failure) => {
		const { client } = clientWith(answer);
		await expect(client.schedule(request)).rejects.toMatchObject(failure);
	});

	it('names the device that is not there', async () => {
		const { client } = clientWith(jsonAnswer(404, { detail: 'Not found.' }));
		await expect(client.schedule(request)).rejects.toMatchObject({
			kind: 'not_found',
			message: expect.stringContaining('SN1'),
		});
	});
});

describe('the list of transactions', () => {
	it('is read page by page', async () => {
		const { client, sent } = clientWith(
			jsonAnswer(200, { results: [{ id: 1 }], next: `${BASE}${OPERATIONS}?offset=1` }),
			jsonAnswer(200, { results: [{ id: 2 }], next: null }),
		);
		const ids = (await allOf(client.transactionPages())).map(({ id }) => id);
		expect(ids).toEqual(['1', '2']);
		expect(sent).toEqual([`GET ${OPERATIONS}`, `GET ${OPERATIONS}?offset=1`]);
	});

	it('is empty where the server answers 404 with JSON', async () => {
		const { client } = clientWith(jsonAnswer(404, { detail: 'Not found.' }));
		await expect(allOf(client.transactionPages())).resolves.toEqual([]);
	});

	it('is not empty but missing where a page answers 404', async () => {
		const { client } = clientWith(textAnswer(404, '<html>'));
		await expect(allOf(client.transactionPages())).rejects.toMatchObject({ kind: 'wrong_address' });
	});

	it.each<[string, HttpAnswer]>([
		['a gateway', jsonAnswer(404, { message: 'no Route matched with those values' })],
		['a framework', jsonAnswer(404, { detail: 'Not Found' })],
	])('is not empty but missing where %s answers 404 in JSON', async (_who, answer) => {
		const { client } = clientWith(answer);
		await expect(allOf(client.transactionPages())).rejects.toMatchObject({
			kind: 'wrong_address',
		});
	});

	it('says on its last page whether it was whole', async () => {
		const { client } = clientWith(
			jsonAnswer(200, { count: 2, results: [{ id: 1 }], next: `?page=2` }),
			jsonAnswer(200, { count: 2, results: [{ id: 2 }], next: null }),
		);
		expect(await endsOf(client)).toEqual([null, { complete: true }]);
	});

	it('is not whole where a page that was named is refused', async () => {
		const invalid = jsonAnswer(404, { detail: 'Invalid page.' });
		const { client } = clientWith(
			jsonAnswer(200, { results: [{ id: 1 }], next: `?page=2` }),
			...[invalid, invalid],
		);
		expect((await endsOf(client)).at(-1)).toMatchObject({ complete: false, gap: 'refused_page' });
	});

	it('fails where a later page fails for another reason', async () => {
		const { client } = clientWith(
			jsonAnswer(200, { results: [{ id: 1 }], next: `?page=2` }),
			jsonAnswer(503, {}),
		);
		await expect(endsOf(client)).rejects.toMatchObject({ kind: 'unavailable' });
	});

	it('asks for fresh states only when told', async () => {
		const { client, sent } = clientWith(jsonAnswer(200, []));
		await allOf(client.transactionPages({ updateStatus: true }));
		expect(sent).toEqual([`GET ${OPERATIONS}?update_status=true`]);
	});
});

async function endsOf(client: ControlClient): Promise<Array<ListEnd | null>> {
	const ends: Array<ListEnd | null> = [];
	for await (const { end } of client.transactionList()) ends.push(end);
	return ends;
}

describe('a larger page of the list', () => {
	it.each<[string, string, string]>([
		['is asked for beside an offset', 'limit=100&offset=100', 'limit=1000&offset=100'],
		['is not where the limit is no smaller', 'limit=2000&offset=100', 'limit=2000&offset=100'],
		['is not where no limit is named', 'offset=100', 'offset=100'],
		[
			'is not beside the number of a page, which counts smaller ones',
			'limit=100&page=2',
			'limit=100&page=2',
		],
		['is not beside a cursor', 'limit=100&cursor=x', 'limit=100&cursor=x'],
	])('%s (%s)', async (_what, link, asked) => {
		const { client, sent } = clientWith(
			jsonAnswer(200, { results: [{ id: 1 }], next: `?${link}` }),
			jsonAnswer(200, { results: [{ id: 2 }], next: null }),
		);
		const pages = client.transactionList({ pageSize: 1000 });
		for (let page = await pages.next(); !page.done;) page = await pages.next();
		expect(sent[1]).toBe(`GET ${OPERATIONS}?${asked}`);
	});
});

describe('one transaction', () => {
	it('is asked for by its id', async () => {
		const { client, sent } = clientWith(jsonAnswer(200, [{ id: 'a/b', status: 'completed' }]));
		await expect(client.transaction('a/b')).resolves.toMatchObject({ status: 'completed' });
		expect(sent).toEqual([`GET ${OPERATIONS}?id=a%2Fb`]);
	});

	it('is the only one that came, where ids are not shown', async () => {
		const { client } = clientWith(jsonAnswer(200, [{ operation: 'get', variables: [] }]));
		await expect(client.transaction('7')).resolves.toMatchObject({ id: '7', operation: 'get' });
	});

	it('is not one of another id', async () => {
		const { client } = clientWith(jsonAnswer(200, [{ id: '8', operation: 'get', variables: [] }]));
		await expect(client.transaction('7')).resolves.toBeNull();
	});

	it('is none of several without ids', async () => {
		const { client } = clientWith(jsonAnswer(200, [{ operation: 'get' }, { operation: 'set' }]));
		await expect(client.transaction('7')).resolves.toBeNull();
	});

	it('may be gone', async () => {
		const { client } = clientWith(jsonAnswer(404, { detail: 'Not found.' }));
		await expect(client.transaction('7')).resolves.toBeNull();
	});
});

describe('devices', () => {
	it('are listed by the filters that are set', async () => {
		const { client, sent } = clientWith(jsonAnswer(200, { count: 0, results: [] }));
		await allOf(pagesOf(client));
		expect(sent).toEqual(['GET /inventory_device_serial/?type=3&status=false&limit=50']);
	});

	it('are asked for by an encoded serial number', async () => {
		const { client, sent } = clientWith(jsonAnswer(200, { serial_number: 'A/B ?' }));
		await client.device(bySerialNumber('A/B ?'));
		expect(sent).toEqual(['GET /inventory_device_serial/A%2FB%20%3F/']);
	});

	it('that do not exist are named', async () => {
		const { client } = clientWith(jsonAnswer(404, { detail: 'Not found.' }));
		await expect(client.device(bySerialNumber('SN9'))).rejects.toMatchObject({
			kind: 'not_found',
			message: expect.stringContaining('SN9'),
		});
	});

	it('are objects', async () => {
		const { client } = clientWith(jsonAnswer(200, []));
		await expect(client.device(bySerialNumber('SN9'))).rejects.toMatchObject({
			kind: 'unexpected_answer',
		});
	});
});

async function* pagesOf(client: ControlClient): AsyncGenerator<object[]> {
	const filters = { type: 3, status: false, organization: undefined };
	for await (const { entries } of client.devicePages(filters, 50)) yield entries;
}

describe('the server’s clock', () => {
	it('is unknown before the first answer', () => {
		expect(clientWith().client.serverTime()).toBeNull();
	});

	it('is known by the date of an answer, also for earlier times of ours', async () => {
		const date = new Date(1_060_000).toUTCString();
		const { client } = clientWith(jsonAnswer(200, [], { date }));
		await allOf(client.transactionPages());
		expect(client.serverTime()).toBe(1_060_000);
		expect(client.serverTime(900_000)).toBe(960_000);
	});

	it('stays unknown where the date cannot be read', async () => {
		const { client } = clientWith(jsonAnswer(200, [], { date: 'today' }));
		await allOf(client.transactionPages());
		expect(client.serverTime()).toBeNull();
	});
});
