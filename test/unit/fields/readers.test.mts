import fc from 'fast-check';

import {
	readChoice,
	readChoices,
	readDate,
	readGroup,
	readList,
	readNumber,
	readSwitch,
	readText,
	type Given,
} from '../../../nodes/ZequenzeControl/fields/readers';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { complaint } from '../cwmp/complaint.mts';

const DRY_RUN = { displayName: 'Dry Run', name: 'x', type: 'boolean', default: false } as const;
const RETRIES = {
	displayName: 'Retries',
	name: 'x',
	type: 'number',
	default: 5,
	typeOptions: { minValue: 0, maxValue: 20, numberPrecision: 0 },
} as const;
const OUTPUT = {
	displayName: 'Output',
	name: 'x',
	default: 'simplified',
	options: [{ value: 'raw' }, { value: 'simplified' }],
} as const;
const SINCE = { displayName: 'Since', name: 'x' };
const PACE = {
	displayName: 'Pace',
	name: 'x',
	type: 'fixedCollection',
	options: [{ name: 'pace', values: [{ name: 'retries' }] }],
} as const;

describe('a switch', () => {
	it.each([true, 'true', 'TRUE', ' True ', 1, '1'])('is on by %p', (x) => {
		expect(readSwitch({ x }, DRY_RUN)).toBe(true);
	});

	it.each([false, 'false', 'FALSE', 0, '0'])('is off by %p', (x) => {
		expect(readSwitch({ x }, { ...DRY_RUN, default: true })).toBe(false);
	});

	it('has its default where nobody set it', () => {
		expect(readSwitch({}, DRY_RUN)).toBe(false);
		expect(readSwitch({ y: true }, { ...DRY_RUN, default: true })).toBe(true);
	});

	it.each(['yes', 'on', 2, -1, NaN, [true], { value: true }, 'truee'])('is refused by %p', (x) => {
		const { message, fix } = complaint(() => readSwitch({ x }, DRY_RUN));
		expect(message).toMatch(/^Dry Run: .* is neither true nor false$/);
		expect(fix).toBe('Use true or false.');
	});

	it.each([undefined, null, '', ' ', []])('is refused by %p, which is no value', (x) => {
		const { message, fix } = complaint(() => readSwitch({ x }, DRY_RUN));
		expect(message).toBe('Dry Run: No value is given');
		expect(fix).toBe('Use true or false, or remove the field.');
	});
});

describe('a number', () => {
	it.each([
		[5, 5],
		['5', 5],
		[' 20 ', 20],
		[0, 0],
	])('is there by %p', (x, number) => {
		expect(readNumber({ x }, RETRIES)).toBe(number);
	});

	it.each(['5x', '0x5', '1e1', 4.5, '4.5', 21, -1, '５', Infinity])('is refused by %p', (x) => {
		const { message, fix } = complaint(() => readNumber({ x }, RETRIES));
		expect(message).toMatch(/^Retries: ".*" cannot be used$/);
		expect(fix).toBe('Enter a whole number from 0 to 20.');
	});
});

describe('a list', () => {
	it.each<[unknown, string[]]>([
		['a, b;c\td\ne', ['a', 'b', 'c', 'd', 'e']],
		[
			['a ', 'b', 'a'],
			['a', 'b'],
		],
		[5, ['5']],
		['', []],
		[[], []],
	])('of %p has the entries %p', (x, entries) => {
		expect([...readList({ x }, SINCE)]).toEqual(entries);
	});

	it.each<[unknown, RegExp]>([
		[undefined, /No value/],
		[null, /No value/],
		[[{}], /An object is no text/],
		[{ a: 1 }, /An object is no text/],
		[[2 ** 60], /last digits/],
	])('of %p is refused', (x, message) => {
		expect(complaint(() => readList({ x }, SINCE)).message).toMatch(message);
	});
});

describe('a group of fields', () => {
	it.each<[Given, Given]>([
		[{}, {}],
		[{ x: {} }, {}],
		[{ x: { pace: { retries: 3 } } }, { retries: 3 }],
	])('of %p has %p', (given, values) => {
		expect(readGroup(given, PACE)).toEqual(values);
	});

	it.each<[unknown, RegExp]>([
		[undefined, /^Pace: The expression gives nothing/],
		[{ retries: 3 }, /^Pace: "retries" is not one of the names/],
		[{ pace: { Retries: 3 } }, /^Pace: "Retries" is not one of the names/],
		[{ pace: 3 }, /^Pace: "3" is no object/],
	])('of %p is refused', (x, message) => {
		expect(complaint(() => readGroup({ x }, PACE)).message).toMatch(message);
	});
});

const READERS: ReadonlyArray<
	readonly [string, (given: Given) => unknown, (read: unknown) => boolean]
> = [
	['Dry Run', (given) => readSwitch(given, DRY_RUN), (read) => typeof read === 'boolean'],
	[
		'Retries',
		(given) => readNumber(given, RETRIES),
		(read) => Number.isInteger(read) && Number(read) >= 0 && Number(read) <= 20,
	],
	[
		'Output',
		(given) => readChoice(given, OUTPUT),
		(read) => ['raw', 'simplified'].includes(String(read)),
	],
	['Output', (given) => readChoices(given, OUTPUT), (read) => read instanceof Set],
	[
		'Since',
		(given) => readDate(given, SINCE, () => 'UTC'),
		(read) => read === null || Number.isFinite(read),
	],
	['Since', (given) => readList(given, SINCE), (read) => read instanceof Set],
	['Since', (given) => readText(given, SINCE), (read) => typeof read === 'string'],
	['Pace', (given) => readGroup(given, PACE), (read) => typeof read === 'object'],
];

it.each(READERS)(
	'%s: whatever is given is understood, or refused by its name',
	(label, read, fits) => {
		const given = fc.oneof(
			fc.record({ x: fc.anything({ withNullPrototype: true, withDate: true, withBigInt: true }) }),
			fc.constant({}),
		);
		fc.assert(
			fc.property(given, (values) => {
				try {
					expect(fits(read(values))).toBe(true);
				} catch (error) {
					if (!(error instanceof InvalidInput)) throw error;
					expect(error.message.startsWith(`${label}: `)).toBe(true);
					expect(error.fix).toMatch(/\.$/);
				}
			}),
		);
	},
);
