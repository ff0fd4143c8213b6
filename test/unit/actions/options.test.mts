import { SCHEDULING } from '../../../nodes/ZequenzeControl/actions/deviceOperation/fields/optionFields';
import { readNumber } from '../../../nodes/ZequenzeControl/fields/readers';
import { complaint } from '../cwmp/complaint.mts';

describe.each(Object.values(SCHEDULING))('the option $name', (field) => {
	const { name, displayName, typeOptions } = field;
	const { minValue, maxValue } = typeOptions;
	const read = (value: unknown): number => readNumber({ [name]: value }, field);

	it('has the default that the editor shows where it is not added', () => {
		expect(readNumber({}, field)).toBe(field.default);
	});

	it('may be set to its bounds, also as text', () => {
		expect(read(minValue)).toBe(minValue);
		expect(read(String(maxValue))).toBe(maxValue);
	});

	it.each<[string, unknown]>([
		['below its bounds', minValue - 1],
		['above its bounds', maxValue + 1],
		['no number', 'many'],
		['in hexadecimal', '0x1'],
		['not a number', NaN],
		['without end', Infinity],
		['a truth value', true],
		['a list', [4]],
		['an object', { value: 4 }],
		['an object that no text can be made of', { toString: 1 }],
		['what an expression gives for nothing', undefined],
		['null', null],
		['empty', ''],
	])('cannot be %s', (_what, value) => {
		const { message, fix } = complaint(() => read(value));
		expect(message.startsWith(`${displayName}: `)).toBe(true);
		expect(fix).toContain(`from ${minValue} to ${maxValue}`);
	});
});
