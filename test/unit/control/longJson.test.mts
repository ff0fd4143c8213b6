import fc from 'fast-check';

import { LongJson, TooMuchJson } from '../../../nodes/ZequenzeControl/control/wire/longJson';
import { parseJson } from '../../../nodes/ZequenzeControl/ground/json';
import { cases } from '../../thoroughness.mts';
import { anyJson } from '../fuzz/json.arbitrary.mts';

/** What comes of a text in pieces of this length, parsed in slices of that length. */
function read(text: string, piece: number, slice: number): unknown {
	const json = new LongJson(undefined, slice);
	for (let at = 0; at < text.length; at += piece) json.push(text.slice(at, at + piece));
	return json.value();
}

/** A value, or that there is none. */
function tried(parse: () => unknown): unknown {
	try {
		return { value: parse() };
	} catch (error) {
		return error instanceof SyntaxError ? 'no JSON' : error;
	}
}

const cuts = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }));
const written = fc
	.tuple(anyJson, fc.constantFrom(undefined, 1, '\t'))
	.map(([value, indent]) => JSON.stringify(value ?? null, null, indent));

describe('a long JSON text', () => {
	it('property: is read like a short one, however it is cut', () => {
		fc.assert(
			fc.property(written, cuts, (text, [piece, slice]) => {
				expect(read(text, piece, slice)).toEqual(parseJson(text));
			}),
		);
	});

	it('property: is no JSON where a short one is none', () => {
		const damaged = fc
			.tuple(written, fc.nat(), fc.constantFrom('', ',', ']', '}', '[', '{', '"', ':', '1', ',,'))
			.map(([text, place, put]) => {
				const at = place % (text.length + 1);
				return text.slice(0, at) + put + text.slice(at + (put === '' ? 1 : 0));
			});
		fc.assert(
			fc.property(damaged, cuts, (text, [piece, slice]) => {
				expect(tried(() => read(text, piece, slice))).toEqual(tried(() => parseJson(text)));
			}),
			cases(1000),
		);
	});

	it.each([
		['[1,2,]', '[,1]', '[1,,2]', '[[1]2]', '[[1][2]]', '[{}}', '{"a":[1}', '[1] [2]', '[1],[2]'],
		[
			'{"a":{}"b":1}',
			'{"a" {}}',
			'{"a":1,}',
			'{[1]}',
			'{"a":{},,"b":1}',
			'1,2',
			'',
			' ',
			'[',
			'"a',
		],
	])('is no JSON: %s, %s, %s, …', (...texts) => {
		for (const text of texts) expect(tried(() => read(text, 2, 1))).toBe('no JSON');
	});

	it.each<[string, string, unknown]>([
		['keeps integers that would be rounded', '[9007199254740993, 1]', ['9007199254740993', 1]],
		['keeps the last of equal keys', '{"a":[1],"b":2,"a":[3]}', { a: [3], b: 2 }],
		['may begin with a byte order mark', '\uFEFF[1,2]', [1, 2]],
		['may be one text', '"a,b]c"', 'a,b]c'],
	])('%s', (_what, text, value) => {
		expect(read(text, 1, 1)).toEqual(value);
	});

	it('keeps a key that JavaScript gives a meaning', () => {
		const value = read('{"__proto__":{"a":1},"b":[1]}', 3, 1);
		expect(Object.keys(Object(value))).toEqual(['__proto__', 'b']);
		expect({}).not.toHaveProperty('a');
	});

	it('is changed slice by slice before it is parsed, never within a text', () => {
		const json = new LongJson((text) => text.replaceAll('secret', '***'), 4);
		for (const piece of '["a secret, this", ["sec,ret"], "secret"]') json.push(piece);
		expect(json.value()).toEqual(['a ***, this', ['sec,ret'], '***']);
	});
});

describe('of a JSON text is read no more than', () => {
	const repeated = (part: string, times: number) => `[${`${part},`.repeat(times)}1]`;

	it.each<[string, () => string]>([
		['millions of objects', () => repeated('{}', 2_000_001)],
		['millions of objects in pairs', () => repeated('[{},{}]', 700_000)],
		['millions of numbers', () => repeated('1', 4_000_001)],
		['one text of a megabyte', () => `["${'x'.repeat(2 ** 20)}"]`],
		['a megabyte of blanks', () => `[${' '.repeat(2 ** 20)}]`],
		[
			'an object with very many keys',
			() => `{${Array.from({ length: 100_001 }, (_, nth) => `"k${nth}":1`).join(',')}}`,
		],
	])('%s', (_what, text) => {
		expect(() => read(text(), 2 ** 16, 2 ** 17)).toThrow(TooMuchJson);
	});

	it('a hundred levels', () => {
		expect(read('['.repeat(100) + ']'.repeat(100), 7, 3)).toBeDefined();
		expect(() => read('['.repeat(101), 7, 3)).toThrow(SyntaxError);
	});

	it('but 100,000 transactions are', () => {
		const one = { id: '1', variables: [{ variable_name: 'Device.A', value: '1' }], status: 'done' };
		const text = `{"results":[${Array(100_000).fill(JSON.stringify(one)).join(',')}]}`;
		expect(read(text, 2 ** 16, 2 ** 17)).toHaveProperty(['results', 'length'], 100_000);
	});
});
