import fc from 'fast-check';
import {
	decodeValue,
	encodeValue,
	MAX_VALUE_BYTES,
} from '../../../nodes/ZequenzeControl/cwmp/values/values';
import type { ValueType, ValueTypeChoice } from '../../../nodes/ZequenzeControl/cwmp/valueType';
import { userInstant } from '../../../nodes/ZequenzeControl/ground/dates';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { complaint } from './complaint.mts';
import { parameterPath } from './paths.arbitrary.mts';

const UNKNOWN = 'Device.X_EXAMPLE_Thing.Reading';

describe('a value is sent', () => {
	it.each<[ValueType, unknown, string]>([
		['integer', 300, '300'],
		['integer', ' 300 ', '300'],
		['integer', '007', '7'],
		['integer', '+5', '5'],
		['integer', '-0', '0'],
		['integer', 12n, '12'],
		['integer', '18446744073709551615', '18446744073709551615'],
		['integer', '-9223372036854775808', '-9223372036854775808'],
		['boolean', true, 'true'],
		['boolean', 'FALSE', 'false'],
		['boolean', ' yes ', 'true'],
		['boolean', 'No', 'false'],
		['boolean', 1, 'true'],
		['boolean', '0', 'false'],
		['string', '', ''],
		['string', ' as is ', ' as is '],
		['string', '0123', '0123'],
		['string', 1.5, '1.5'],
		['string', false, 'false'],
		['string', new Date('2026-02-03T04:05:06.789Z'), '2026-02-03T04:05:06Z'],
		['string', { toJSON: () => '2026-02-03T05:05:06.789+01:00' }, '2026-02-03T04:05:06Z'],
		['string', '0001-01-01T00:03:00Z', '0001-01-01T00:03:00Z'],
		['string', ['a', 2, true], 'a,2,true'],
		['string', ['a,b', '50 %'], 'a%2Cb,50%20%25'],
		['string', [], ''],
	])('as %s: %p becomes "%s"', (type, value, sent) => {
		expect(encodeValue(UNKNOWN, value, type)).toEqual({ value: sent, value_type: type });
	});
});

describe('a value is refused', () => {
	it.each<[string, ValueTypeChoice, unknown, RegExp, RegExp]>([
		['that is missing', 'detect', undefined, /missing/, /empty text/],
		['that is null', 'string', null, /missing/, /empty text/],
		['that is an object', 'detect', { a: 1 }, /not a text/, /one field/],
		['that is a list of objects', 'detect', [{}], /not a text/, /one field/],
		['that is a list with a gap', 'detect', [1, null], /not a text/, /one field/],
		['that is no date', 'detect', new Date('nonsense'), /not a text/, /one field/],
		['that is not finite', 'detect', Infinity, /not a finite/, /expression/],
		['that is not a number', 'integer', NaN, /not a finite/, /expression/],
		['that lost its last digits', 'detect', 2 ** 53, /2\^53/, /text/],
		['that is a word, as integer', 'integer', 'abc', /not an integer/, /digits only/],
		['that is a fraction, as integer', 'integer', 1.5, /not an integer/, /digits only/],
		['that is empty, as integer', 'integer', '', /not an integer/, /digits only/],
		['that is hexadecimal, as integer', 'integer', '0x10', /not an integer/, /digits only/],
		['beyond 64 bits', 'integer', '18446744073709551616', /not an integer/, /2\^64/],
		['that is a list, as integer', 'integer', [1, 2], /not an integer/, /digits only/],
		['that is no answer, as boolean', 'boolean', 'maybe', /not a boolean/, /true or false/],
		['that is another number, as boolean', 'boolean', 2, /not a boolean/, /true or false/],
		['with a character XML cannot carry', 'string', 'a\u0000b', /U\+0000/, /control/],
		['with half a surrogate pair', 'string', 'a\uD83D', /U\+D83D/, /control/],
		['with a letter that was lost', 'string', 'caf\uFFFD', /U\+FFFD/, /UTF-8/],
		['that a formula gave', 'detect', '#N/A', /"#N\/A"/, /formula/],
		['that a German formula gave', 'detect', '#BEZUG!', /"#BEZUG!"/, /formula/],
		['that an expression gave', 'detect', 'undefined', /"undefined"/, /expression/],
		['that was an object', 'string', '[object Object]', /made a text/, /one field/],
		['that a sheet shortened', 'integer', '8.93901E+18', /last digits/, /as text/],
		['that is too large', 'string', 'x'.repeat(MAX_VALUE_BYTES + 1), /64 kB/, /Shorten/],
		['too large in UTF-8', 'string', 'é'.repeat(MAX_VALUE_BYTES / 2 + 1), /64 kB/, /Shorten/],
	])('%s', (_what, choice, value, message, fix) => {
		const { message: said, fix: advised } = complaint(() => encodeValue(UNKNOWN, value, choice));
		expect(said).toMatch(message);
		expect(advised).toMatch(fix);
	});

	it('without being repeated in the message, as it may be a secret', () => {
		const { message, fix } = complaint(() => encodeValue(UNKNOWN, 'open sesame', 'integer'));
		expect(message + fix).not.toContain('open sesame');
	});

	it('when the catalogue knows a type that it does not fit', () => {
		const path = 'Device.ManagementServer.PeriodicInformInterval';
		expect(complaint(() => encodeValue(path, 'soon', 'detect')).fix).toMatch(
			/choose the value type/,
		);
	});

	it('whose word for nothing is a part of a longer text is sent', () => {
		for (const value of ['undefined behaviour', '#N/A or so', 'x [object Object]', '#PARTY!']) {
			expect(encodeValue(UNKNOWN, value, 'string').value).toBe(value);
		}
	});

	it('except when it just fits', () => {
		const value = 'é'.repeat(MAX_VALUE_BYTES / 2);
		expect(encodeValue(UNKNOWN, value, 'string').value).toBe(value);
	});
});

describe('a date for a variable that holds dates', () => {
	const TIME = 'Device.ManagementServer.PeriodicInformTime';
	const inBerlin = (text: string): number | null => userInstant(text, () => 'Europe/Berlin');
	const sent = (value: unknown, path = TIME): string =>
		encodeValue(path, value, 'detect', { readDate: inBerlin }).value;

	it.each<[string, unknown, string]>([
		['with a zone', '2026-07-01T06:00:00+02:00', '2026-07-01T04:00:00Z'],
		['with parts of a second', '2026-07-01T04:00:00.123Z', '2026-07-01T04:00:00Z'],
		[
			'without a zone, by the clocks of the workflow',
			'2026-07-01T06:00:00',
			'2026-07-01T04:00:00Z',
		],
		['as a sheet writes it', '2026-01-31 23:00', '2026-01-31T22:00:00Z'],
		['without a time', '2026-01-31', '2026-01-30T23:00:00Z'],
		['that an expression gives', new Date('2026-02-03T04:05:06.789Z'), '2026-02-03T04:05:06Z'],
		['the Unknown Time', '0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
		['for ever', '9999-12-31T23:59:59Z', '9999-12-31T23:59:59Z'],
		['relative to the start', '0001-01-01T00:03:00', '0001-01-01T00:03:00'],
	])('%s is put into UTC', (_what, value, utc) => {
		expect(sent(value)).toBe(utc);
		expect(sent(value, 'InternetGatewayDevice.ManagementServer.PeriodicInformTime')).toBe(utc);
	});

	it.each(['tomorrow', '31.01.2026', '1769900400', '2026-02-31', ''])('%p is refused', (value) => {
		const { message, fix } = complaint(() => sent(value));
		expect(message).toBe(`The value of "${TIME}" is not a date`);
		expect(fix).toMatch(/2026-01-31T22:00:00Z/);
	});

	it('is sent as it is where the type String is chosen', () => {
		expect(encodeValue(TIME, 'soon', 'string').value).toBe('soon');
	});

	it('is not touched where a variable holds any text', () => {
		expect(sent('2026-07-01T06:00:00+02:00', UNKNOWN)).toBe('2026-07-01T06:00:00+02:00');
	});
});

describe('a guess', () => {
	it('comes with an advice', () => {
		expect(encodeValue(UNKNOWN, '300', 'detect')).toMatchObject({
			value: '300',
			value_type: 'integer',
			advice: { code: 'guessed_type' },
		});
	});

	it('is not needed where the type is chosen', () => {
		expect(encodeValue(UNKNOWN, '300', 'integer')).not.toHaveProperty('advice');
	});
});

describe('a reported value', () => {
	it.each<[unknown, string | null, unknown]>([
		['300', 'integer', 300],
		['300', 'xsd:unsignedInt', 300],
		['-5', 'xsd:int', -5],
		['9007199254740991', 'integer', 9007199254740991],
		['9007199254740993', 'integer', '9007199254740993'],
		['n/a', 'integer', 'n/a'],
		['', 'integer', ''],
		['1', 'boolean', true],
		['False', 'xsd:boolean', false],
		[1, 'boolean', true],
		['maybe', 'boolean', 'maybe'],
		['300', 'string', '300'],
		[300, 'string', '300'],
		['0001-01-01T00:00:00Z', 'xsd:dateTime', '0001-01-01T00:00:00Z'],
		['300', null, '300'],
		[300, null, 300],
		[false, null, false],
		[null, 'integer', null],
		[undefined, null, null],
		[['a', 'b'], null, '["a","b"]'],
	])('%p of type %p is %p', (value, type, decoded) => {
		expect(decodeValue(value, type)).toBe(decoded);
	});

	it('never throws, whatever it is', () => {
		fc.assert(
			fc.property(fc.anything(), fc.option(fc.string()), (value, type) => {
				decodeValue(value, type);
			}),
		);
	});
});

describe('what is encoded and decoded again', () => {
	const text = fc.string({ unit: 'grapheme', maxLength: 200 });

	it('is the same integer', () => {
		fc.assert(
			fc.property(parameterPath, fc.maxSafeInteger(), (path, number) => {
				const { value, value_type } = encodeValue(path, number, 'integer');
				expect(decodeValue(value, value_type)).toBe(number + 0);
			}),
		);
	});

	it('is the same 64-bit integer, as text where a number would round it', () => {
		fc.assert(
			fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 64n - 1n }), (number) => {
				const { value, value_type } = encodeValue(UNKNOWN, number.toString(), 'integer');
				expect(String(decodeValue(value, value_type))).toBe(number.toString());
			}),
		);
	});

	it('is the same boolean', () => {
		fc.assert(
			fc.property(parameterPath, fc.boolean(), (path, truth) => {
				const { value, value_type } = encodeValue(path, truth, 'boolean');
				expect(decodeValue(value, value_type)).toBe(truth);
			}),
		);
	});

	it('is the same text', () => {
		fc.assert(
			fc.property(parameterPath, text, (path, string) => {
				const encoded = accepted(() => encodeValue(path, string, 'string'));
				if (encoded) expect(decodeValue(encoded.value, encoded.value_type)).toBe(string);
			}),
		);
	});

	it('is the same list, once it is taken apart', () => {
		fc.assert(
			fc.property(fc.array(text, { minLength: 2 }), (items) => {
				const encoded = accepted(() => encodeValue(UNKNOWN, items, 'string'));
				if (encoded) expect(encoded.value.split(',').map(decodeURIComponent)).toEqual(items);
			}),
		);
	});
});

it('encoding throws nothing but its own message, whatever the value', () => {
	const choice = fc.constantFrom<ValueTypeChoice[]>('detect', 'integer', 'boolean', 'string');
	fc.assert(
		fc.property(
			fc.string(),
			fc.anything({ withDate: true, withBigInt: true }),
			choice,
			(path, value, type) => {
				accepted(() => encodeValue(path, value, type));
			},
		),
	);
});

it('encoding an encoded value changes nothing', () => {
	const value = fc.oneof(fc.string(), fc.integer(), fc.boolean());
	fc.assert(
		fc.property(parameterPath, value, (path, original) => {
			const once = accepted(() => encodeValue(path, original, 'detect'));
			if (!once) return;
			expect(encodeValue(path, once.value, once.value_type)).toEqual({
				value: once.value,
				value_type: once.value_type,
			});
		}),
	);
});

/**
 * The result, or undefined where the value was refused; anything else that is thrown fails the
 * test.
 */
function accepted<T>(attempt: () => T): T | undefined {
	try {
		return attempt();
	} catch (error) {
		if (error instanceof InvalidInput) return undefined;
		throw error;
	}
}
