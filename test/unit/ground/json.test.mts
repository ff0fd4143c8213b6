import fc from 'fast-check';

import {
	asText,
	firstText,
	isNestedTooDeeply,
	parseJson,
	repeatedKey,
	textOf,
} from '../../../nodes/ZequenzeControl/ground/json';

/** What JSON.parse would give, with integers that it rounds as the text that was written. */
function withExactIntegers(value: unknown): unknown {
	if (typeof value === 'bigint' || typeof value === 'number') {
		const isRounded = /^-?\d+$/.test(String(value)) && !Number.isSafeInteger(Number(value));
		return isRounded ? String(value) : Number(value);
	}
	if (Array.isArray(value)) return value.map(withExactIntegers);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, entry]) => [key, withExactIntegers(entry)]),
	);
}

function written(value: unknown): string {
	if (typeof value === 'bigint') return String(value);
	if (Array.isArray(value)) return `[ ${value.map(written).join(' ,')}]`;
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	const pairs = Object.entries(value).map(
		([key, entry]) => `${JSON.stringify(key)}:${written(entry)}`,
	);
	return `{${pairs.join(',\n')}}`;
}

const text = fc.oneof(
	fc.string({ unit: 'binary' }),
	fc.stringMatching(/^["\\:, 0-9-]{0,24}$/),
	fc.bigInt().map((number) => `"${number}"`),
);
const leaf = fc.oneof(
	text,
	fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }),
	fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
	fc.boolean(),
	fc.constant(null),
);
const key = text.filter((name) => name !== '__proto__');
const { json } = fc.letrec<{ json: unknown }>((tie) => ({
	json: fc.oneof(
		{ maxDepth: 4 },
		leaf,
		fc.array(tie('json')),
		fc.dictionary(key, tie('json'), { noNullPrototype: true }),
	),
}));

it('JSON is read as always, but an integer beyond 2^53 is its own text', () => {
	fc.assert(
		fc.property(json, (value) => {
			expect(parseJson(written(value))).toEqual(withExactIntegers(value));
		}),
		{ numRuns: 500 },
	);
});

it.each<[string, unknown]>([
	['9007199254740991', 9007199254740991],
	['9007199254740993', '9007199254740993'],
	['-9007199254740993', '-9007199254740993'],
	['{"id":12345678901234567890}', { id: '12345678901234567890' }],
	['{"note":"12345678901234567890, \\"1\\""}', { note: '12345678901234567890, "1"' }],
	['{"12345678901234567890":1}', { '12345678901234567890': 1 }],
	['1234567890123456.5', 1234567890123456.5],
	['1e20', 1e20],
	['\uFEFF[1]', [1]],
])('%s', (source, value) => {
	expect(parseJson(source)).toEqual(value);
});

it.each(['', '<html>', '{"a":1', '[1,]', '{"id":9007199254740993', 'undefined'])(
	'%p is no JSON',
	(source) => {
		expect(() => parseJson(source)).toThrow(SyntaxError);
	},
);

it.each<[unknown, string | null]>([
	['a', 'a'],
	[' a ', 'a'],
	[0, '0'],
	['', null],
	['  ', null],
	[null, null],
	[true, null],
	[{}, null],
])('the text of %p is %p', (value, expected) => {
	expect(textOf(value)).toBe(expected);
});

it('the first key with a text counts', () => {
	expect(firstText({ id: null, pk: '', uuid: 7 }, ['id', 'pk', 'uuid'])).toBe('7');
});

describe('any value is a text', () => {
	it.each<[string, unknown, string]>([
		['a text', ' as it is ', ' as it is '],
		['a number', 1.5, '1.5'],
		['a boolean', false, 'false'],
		['nothing', undefined, 'undefined'],
		['null', null, 'null'],
		['a list', ['1', 2, ['3']], '1,2,3'],
		['an object', { a: 1 }, '{"a":1}'],
		['a date', new Date(0), '1970-01-01T00:00:00.000Z'],
		['an object with a toString that is no function', { toString: 1 }, '{"toString":1}'],
		['what JSON cannot say', { big: 1n }, ''],
	])('%s', (_, value, text) => {
		expect(asText(value)).toBe(text);
	});
});

describe('a key that stands twice', () => {
	it.each([
		['in an object', '{"a": 1, "b": 2, "a" : 3}', 'a'],
		['written in two ways', '{"a": 1, "\\u0061": 3}', 'a'],
		['nowhere', '{"a": {"b": 1}, "c": {"b": 1}, "d": "a"}', undefined],
		['only as values of a list', '["a", "a"]', undefined],
		['in an object that is not the outermost', '[{"a": 1}, {"a": 2}]', undefined],
	])('%s', (_, text, key) => {
		expect(repeatedKey(text)).toBe(key);
	});

	it('is none in what JSON.stringify writes', () => {
		fc.assert(
			fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (object) => {
				expect(repeatedKey(JSON.stringify(object))).toBeUndefined();
			}),
		);
	});
});

describe('depth', () => {
	const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);

	it('is read up to a hundred levels', () => {
		expect(() => parseJson(nested(100))).not.toThrow();
		expect(() => parseJson(nested(101))).toThrow(SyntaxError);
		expect(() => parseJson('{"a":'.repeat(101) + '1' + '}'.repeat(101))).toThrow(SyntaxError);
	});

	it('of millions of levels is refused before it is parsed', () => {
		expect(() => parseJson('['.repeat(5_000_000))).toThrow(/Nested/);
	});

	it.each([
		['brackets in a string', JSON.stringify('['.repeat(500))],
		['a quote in a string', JSON.stringify(`"${'{'.repeat(500)}`)],
		['a backslash at the end of a string', `["\\\\",${JSON.stringify('['.repeat(500))}]`],
		['many arrays side by side', `[${'[],'.repeat(500)}[]]`],
	])('does not count %s', (_what, text) => {
		expect(isNestedTooDeeply(text)).toBe(false);
		expect(parseJson(text)).toEqual(JSON.parse(text));
	});

	it('is that of the value, for any JSON', () => {
		fc.assert(
			fc.property(fc.json({ maxDepth: 5 }), (text) => {
				expect(isNestedTooDeeply(text)).toBe(false);
			}),
		);
	});
});
