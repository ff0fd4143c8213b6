import { readTarget, type Target } from '../../../nodes/ZequenzeControl/fields/targets/target';
import { complaint } from '../cwmp/complaint.mts';
import { evaluated } from './nodeParameters.mts';

function targetOf(values: Readonly<Record<string, unknown>>): Target {
	return readTarget(evaluated(values), 0);
}

function listed(serialNumbers: unknown): Target {
	return targetOf({ target: 'list', serialNumbers });
}

describe('one device', () => {
	it.each<[string, unknown, string]>([
		['from the list', { __rl: true, mode: 'list', value: 'SN1' }, 'SN1'],
		['as text', 'SN1', 'SN1'],
		['with white space around it', ' SN1\n', 'SN1'],
		['as a number', 12345, '12345'],
		['with blanks inside', 'SN 1', 'SN 1'],
	])('%s', (_how, device, serialNumber) => {
		expect(targetOf({ target: 'device', device })).toEqual({
			kind: 'devices',
			serialNumbers: [serialNumber],
			repeated: [],
			many: false,
		});
	});

	it.each<[string, unknown, RegExp]>([
		['empty', '', /^Device: .*empty/],
		['not chosen', { __rl: true, mode: 'list', value: '' }, /^Device: .*empty/],
		['missing', undefined, /^Device: .*empty/],
		['blank', '   ', /^Device: .*empty/],
		['an object', { serial_number: 'SN1' }, /^Device: .*text/],
		['a rounded number', 2 ** 60, /^Device: .*last digits/],
		['a number longer than numbers can be', 8939010102358478435, /^Device: .*last digits/],
		['a number that a sheet shortened', '8.93901E+18', /^Device: .*last digits/],
		['a fraction', 1.5, /^Device: .*number/],
		['a formula without a result', '#N/A', /^Device: .*"#N\/A"/],
		['what an expression gives for nothing', 'undefined', /^Device: .*"undefined"/],
		['an object in a text', '[object Object]', /^Device: .*made a text/],
		['with a zero width space', 'SN000001\u200B', /^Device: .*U\+200B \(zero width space\)/],
		['between direction marks', '\u202ASN000001\u202C', /^Device: .*U\+202A/],
		['with a soft hyphen', 'SN000001\u00AD', /^Device: .*U\+00AD \(soft hyphen\)/],
		['with a no-break space', 'SN\u00A0 000001', /^Device: .*U\+00A0 \(no-break space\)/],
		['with a lost letter', 'SN\uFFFD1', /^Device: .*U\+FFFD/],
		['a row of several', 'SN1\tSN2', /^Device: .*tabs/],
		['an object without a text', { value: { toString: 1 } }, /^Device: .*text/],
		['a path', '..', /^Device: .*characters/],
		['several lines', 'SN1\nSN2', /^Device: .*characters/],
		['far too long', 'x'.repeat(300), /^Device: .*longer/],
	])('that is %s is refused', (_what, device, message) => {
		expect(complaint(() => targetOf({ target: 'device', device })).message).toMatch(message);
	});
});

describe('a list of devices', () => {
	it.each<[string, unknown]>([
		['separated by commas', 'SN1, SN2'],
		['separated by new lines', 'SN1\r\nSN2\n'],
		['separated by semicolons', 'SN1;SN2'],
		['as a row pasted from a sheet', 'SN1\tSN2'],
		['as rows pasted from a sheet', 'SN1\t\r\nSN2\t'],
		['with empty entries', ',SN1,,\n  ,SN2,'],
		['as an array', ['SN1', 'SN2']],
		['as an array with blanks', [' SN1', 'SN2 ', '']],
		['as an array in a text', '["SN1", "SN2"]'],
		['as device objects', [{ serial_number: 'SN1', name: 'a' }, { serial_number: 'SN2' }]],
	])('%s', (_how, serialNumbers) => {
		expect(listed(serialNumbers)).toMatchObject({ serialNumbers: ['SN1', 'SN2'], many: true });
	});

	it('of one device may be the device object', () => {
		expect(listed({ serial_number: 'SN1' })).toMatchObject({ serialNumbers: ['SN1'], many: true });
	});

	it('takes brackets that are no JSON for a part of serial numbers', () => {
		expect(listed('[1], SN2')).toMatchObject({ serialNumbers: ['[1]', 'SN2'] });
	});

	it('refuses a number that JavaScript has rounded', () => {
		expect(complaint(() => listed(12345678901234567890)).message).toMatch(/entry 1/);
	});

	it.each<[unknown, RegExp]>([
		['SN1, SN2\u200B', /^Serial Numbers, entry 2: .*U\+200B/],
		['SN1\n#N/A', /^Serial Numbers, entry 2: .*#N\/A/],
		[['SN1', 8939010102358478435], /^Serial Numbers, entry 2: .*last digits/],
	])('%p is refused by its entry', (serialNumbers, message) => {
		expect(complaint(() => listed(serialNumbers)).message).toMatch(message);
	});

	it('names each device once, and tells which were repeated', () => {
		expect(listed('SN2,SN1,SN2,SN2')).toMatchObject({
			serialNumbers: ['SN2', 'SN1'],
			repeated: ['SN2'],
		});
	});

	it('of one device still stands for many', () => {
		expect(listed('SN1')).toMatchObject({ serialNumbers: ['SN1'], many: true });
	});

	it('may have 100,000 entries', () => {
		const all = Array.from({ length: 100_000 }, (_, nth) => `SN${nth}`);
		expect(listed(all)).toMatchObject({ serialNumbers: { length: 100_000 } });
		expect(listed(all.join('\n'))).toMatchObject({ serialNumbers: { length: 100_000 } });
	});

	it.each<[string, unknown, RegExp]>([
		['nothing', '', /^Serial Numbers: The list is empty/],
		['separators only', ' ,\n;', /^Serial Numbers: The list is empty/],
		['no entry', [], /^Serial Numbers: The list is empty/],
		['a gap', ['SN1', null], /^Serial Numbers, entry 2: .*empty/],
		[
			'an object without a serial number',
			['SN1', { name: 'x' }],
			/^Serial Numbers, entry 2: .*empty/,
		],
		['a truth value', [true], /^Serial Numbers, entry 1: .*text/],
	])('of %s is refused', (_what, serialNumbers, message) => {
		expect(complaint(() => listed(serialNumbers)).message).toMatch(message);
	});
});

describe('devices that match a filter', () => {
	it('are known when the node runs', () => {
		const target = targetOf({ target: 'filter', filters: { status: 'up', organization: '12' } });
		expect(target).toMatchObject({ kind: 'filter', filters: { status: true, organization: 12 } });
	});

	it.each([[{}], [{ update_status: true }], [undefined]])(
		'are named by at least one filter, not by %p',
		(filters) => {
			const { message, fix } = complaint(() => targetOf({ target: 'filter', filters }));
			expect(message).toBe('Filters: No filter is given');
			expect(fix).toMatch(/choose the target All Devices/);
		},
	);

	it('are all where that is chosen', () => {
		expect(targetOf({ target: 'all', filters: { type: '1' } })).toEqual({
			kind: 'filter',
			filters: {},
		});
	});

	it('name the filter that is wrong', () => {
		const wrong = { target: 'filter', filters: { type: 'router' } };
		expect(complaint(() => targetOf(wrong)).message).toMatch(/^Type: /);
	});
});

it('another kind of target is refused', () => {
	const { message, fix } = complaint(() => targetOf({ target: 'everything' }));
	expect(message).toMatch(/^Target: "everything"/);
	expect(fix).toMatch(/device, list, filter, all/);
});
