import {
	idOfAccepted,
	readJson,
	readPage,
	saysNothingMatches,
} from '../../../nodes/ZequenzeControl/control/answers/dialects';
import { ControlError } from '../../../nodes/ZequenzeControl/control/failures/errors';
import { jsonAnswer, textAnswer } from './answers.mts';

const LIST = '/api/v1/inventory_device_serial_headless_operation';

describe('the id of a scheduled operation is taken from', () => {
	it.each<[string, unknown, string]>([
		['id', { id: '67890' }, '67890'],
		['id as a number', { id: 67890 }, '67890'],
		['id before others', { pk: 1, id: 'txn_12345' }, 'txn_12345'],
		['transaction_id', { transaction_id: 'op_12345' }, 'op_12345'],
		['operation_id', { operation_id: '5' }, '5'],
		['uuid', { uuid: 'a-b' }, 'a-b'],
		['a list of one', [{ id: '5' }], '5'],
		['an object inside', { data: { id: '5' } }, '5'],
		['a list inside', { results: [{ id: '5' }] }, '5'],
		['the operation as an object', { operation: { id: '5' } }, '5'],
		[
			'a link to follow it',
			{ monitoring_url: `https://x.example${LIST}/?update=1&id=a%2Fb` },
			'a/b',
		],
		['the path of a link', { url: `${LIST}/5/` }, '5'],
	])('%s', (_where, body, id) => {
		expect(idOfAccepted(jsonAnswer(201, body), body)).toBe(id);
	});

	it.each([
		[`${LIST}/?id=77`, '77'],
		[`https://x.example${LIST}/77`, '77'],
		[`${LIST}/?id=%zz`, '%zz'],
	])('the header Location: %s', (location, id) => {
		expect(idOfAccepted(textAnswer(201, '', { location }), {})).toBe(id);
	});

	it.each<[string, unknown]>([
		['an echo of the request', { serial_number: 'SN1', operation: 'set', variables: [] }],
		['a list of two', [{ id: '1' }, { id: '2' }]],
		['an empty id', { id: '' }],
		['a link to something else', { url: '/api/v1/inventory_device_serial/SN1/' }],
		['null', null],
		['a text', 'ok'],
	])('nowhere in %s', (_what, body) => {
		expect(idOfAccepted(jsonAnswer(201, body), body)).toBeNull();
	});
});

describe('a list', () => {
	it.each<[string, unknown, object]>([
		['plain', [{ a: 1 }], { entries: [{ a: 1 }], next: null, count: null }],
		['empty', [], { entries: [], next: null, count: null }],
		[
			'paged',
			{ count: 9, next: '?offset=1', previous: null, results: [{ a: 1 }] },
			{ entries: [{ a: 1 }], next: '?offset=1', count: 9 },
		],
		['short', { count: 1, results: [{ a: 1 }] }, { entries: [{ a: 1 }], next: null, count: 1 }],
		['without a count', { results: [] }, { entries: [], next: null, count: null }],
		['in data', { data: [{ a: 1 }] }, { entries: [{ a: 1 }], next: null }],
		[
			'in an envelope in data',
			{ data: { count: 9, next: '?offset=1', results: [{ a: 1 }] } },
			{ entries: [{ a: 1 }], next: '?offset=1', count: 9 },
		],
		[
			'twice in results',
			{ count: 9, next: '?offset=1', results: { count: 1, results: [{ a: 1 }] } },
			{ entries: [{ a: 1 }], next: '?offset=1', count: 9 },
		],
		['beside its meta data', { data: [{ a: 1 }], meta: { total: 9 } }, { count: 9 }],
		['one bare transaction', { operation: 'get' }, { entries: [{ operation: 'get' }], count: 1 }],
		[
			'one bare transaction with results of its own',
			{ operation: 'get', results: [{ name: 'Device.A', value: '1' }] },
			{ count: 1, entries: [{ operation: 'get' }] },
		],
	])('may be %s', (_what, json, page) => {
		expect(readPage(json)).toMatchObject(page);
	});

	it.each<[string, unknown]>([
		['null', null],
		['a text', 'nothing'],
		['a number', 5],
		['an object without results', { detail: 'hello' }],
		['an object of objects', { 1: { id: '1' } }],
		['envelopes without a list', { data: { data: { data: { data: [] } } } }],
		['results that are no list', { results: 'none' }],
		['a list of texts', ['a']],
		['a list with a gap', [{ a: 1 }, null]],
		['a list of lists', { results: [[]] }],
	])('cannot be %s', (_what, json) => {
		expect(() => readPage(json)).toThrow(ControlError);
	});
});

it('a plain list may have its next page and its count in the headers', () => {
	const headers = { link: '<https://x.example/?page=2>; rel="next"', 'x-total-count': '9' };
	expect(readPage([{ a: 1 }], headers)).toMatchObject({
		next: 'https://x.example/?page=2',
		count: 9,
	});
});

it('a page with more entries than a list can have is too large', () => {
	const entry = {};
	expect(() => readPage(Array(250_001).fill(entry))).toThrow(/too large/);
});

describe('a good answer', () => {
	it('is read', () => {
		expect(readJson(jsonAnswer(200, { a: 1 }))).toEqual({ a: 1 });
	});

	it('that was long has been read already', () => {
		const long = { ...textAnswer(200, '{"a'), json: { value: { a: 1 }, size: 300_000 } };
		expect(readJson(long)).toEqual({ a: 1 });
		expect(() => readJson({ ...textAnswer(200, '[1]'), json: 'no JSON' })).toThrow(ControlError);
	});

	it.each(['', '<html>', '{"a":'])('with the body %p fails', (text) => {
		expect(() => readJson(textAnswer(200, text))).toThrow(/Instead of data/);
	});
});

describe('that nothing matches', () => {
	it.each<[string, number, string, boolean]>([
		['a 404 with JSON says so', 404, '{"detail":"Not found."}', true],
		['a 404 with a page does not: the address is wrong', 404, '<html>', false],
		['a 404 without a body does not', 404, '', false],
		['a 404 of a gateway does not', 404, '{"message":"no Route matched"}', false],
		['an empty list is something else', 200, '[]', false],
	])('%s', (_what, status, text, says) => {
		expect(saysNothingMatches(textAnswer(status, text))).toBe(says);
	});
});
