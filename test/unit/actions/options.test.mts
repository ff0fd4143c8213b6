import {
	SCHEDULING,
	readSchedulingNumber,
	type SchedulingNumber,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/fields/optionFields';
import { numberField } from '../../../nodes/ZequenzeControl/fields/optionTable';
import { complaint } from '../cwmp/complaint.mts';

const NAMES: SchedulingNumber[] = [
	'requestsAtATime',
	'requestsPerSecond',
	'requestTimeout',
	'retries',
	'retryBudget',
];

describe.each(NAMES)('the option %s', (name) => {
	const { label, min, max, initial } = SCHEDULING[name];

	it('has its default where nothing is set', () => {
		for (const unset of [undefined, null, '']) {
			expect(readSchedulingNumber({ [name]: unset }, name)).toBe(initial);
		}
	});

	it('may be set to its bounds, also as text', () => {
		expect(readSchedulingNumber({ [name]: min }, name)).toBe(min);
		expect(readSchedulingNumber({ [name]: String(max) }, name)).toBe(max);
	});

	it.each<[string, unknown]>([
		['below its bounds', min - 1],
		['above its bounds', max + 1],
		['no number', 'many'],
		['not a number', NaN],
		['without end', Infinity],
		['a truth value', true],
		['a list', [4]],
		['an object', { value: 4 }],
	])('cannot be %s', (_what, value) => {
		const { message, fix } = complaint(() => readSchedulingNumber({ [name]: value }, name));
		expect(message).toContain(label);
		expect(fix).toContain(`from ${min} to ${max}`);
	});

	it('has the same bounds and default in the editor', () => {
		expect(numberField(name, SCHEDULING[name])).toMatchObject({
			displayName: label,
			default: initial,
			typeOptions: { minValue: min, maxValue: max },
		});
	});
});
