import fc from 'fast-check';

import { unknownOutcome, type Outcome } from '../../../nodes/ZequenzeControl/follow/outcome';
import { rowsOf } from '../../../nodes/ZequenzeControl/follow/outcomeRows';

const HOST = 'Device.Hosts.Host.';
const outcome = (more: Partial<Outcome>): Outcome => ({
	...unknownOutcome('7'),
	serial_number: 'SN1',
	state: 'succeeded',
	...more,
});
const HEAD = { serial_number: 'SN1', state: 'succeeded', fault: null, transaction_id: '7' };

it('simplified is the outcome itself', () => {
	const simplified = outcome({ values: { [`${HOST}1.HostName`]: 'tv' } });
	expect(rowsOf(simplified, 'simplified')).toEqual([simplified]);
});

describe('flat', () => {
	it('has a column for each value that was read, in one row', () => {
		const values = { 'Device.DeviceInfo.UpTime': 60, [`${HOST}1.Active`]: true };
		expect(rowsOf(outcome({ values }), 'flat')).toEqual([{ ...HEAD, ...values }]);
	});

	it('has the values that were sent, where nothing was read', () => {
		const variables = [{ variable_name: 'Device.WiFi.SSID.1.SSID', value: 'Home' }];
		expect(rowsOf(outcome({ variables }), 'flat')).toEqual([
			{ ...HEAD, 'Device.WiFi.SSID.1.SSID': 'Home' },
		]);
	});

	it('says a fault in one text, and why nothing was sent', () => {
		const fault = {
			code: '9005',
			name: 'Invalid parameter name',
			message: null,
			variable_name: null,
			transient: false,
		};
		expect(rowsOf(outcome({ state: 'failed', fault }), 'flat')).toEqual([
			{ ...HEAD, state: 'failed', fault: '9005 Invalid parameter name' },
		]);
		expect(rowsOf(outcome({ state: 'not_sent', reason: 'device_down' }), 'flat')).toEqual([
			{ ...HEAD, state: 'not_sent', reason: 'device_down' },
		]);
	});

	it('keeps a variable apart that is called like another column', () => {
		expect(rowsOf(outcome({ values: { state: 'x' } }), 'flat')).toEqual([
			{ ...HEAD, 'state (value)': 'x' },
		]);
	});
});

describe('one item per instance', () => {
	it('has a row for each object, with its number and its parameters by name', () => {
		const values = {
			[`${HOST}1.HostName`]: 'tv',
			[`${HOST}1.Active`]: true,
			[`${HOST}12.HostName`]: 'phone',
		};
		expect(rowsOf(outcome({ values }), 'instances')).toEqual([
			{ ...HEAD, object: HOST, instance: 1, HostName: 'tv', Active: true },
			{ ...HEAD, object: HOST, instance: 12, HostName: 'phone' },
		]);
	});

	it('goes by the innermost instance, and keeps what stands below it', () => {
		const point = 'Device.WiFi.AccessPoint.1.';
		const values = {
			[`${point}Security.ModeEnabled`]: 'WPA2-Personal',
			[`${point}AssociatedDevice.2.SignalStrength`]: -60,
		};
		expect(rowsOf(outcome({ values }), 'instances')).toEqual([
			{
				...HEAD,
				object: 'Device.WiFi.AccessPoint.',
				instance: 1,
				'Security.ModeEnabled': 'WPA2-Personal',
			},
			{ ...HEAD, object: `${point}AssociatedDevice.`, instance: 2, SignalStrength: -60 },
		]);
	});

	it('has what belongs to no instance in a row of its own', () => {
		const values = { 'Device.Hosts.HostNumberOfEntries': 1, [`${HOST}1.HostName`]: 'tv' };
		expect(rowsOf(outcome({ values }), 'instances')).toMatchObject([
			{ object: null, instance: null, 'Device.Hosts.HostNumberOfEntries': 1 },
			{ object: HOST, instance: 1, HostName: 'tv' },
		]);
	});

	it('has a row for a device of which there is nothing to tell', () => {
		expect(rowsOf(outcome({ state: 'failed' }), 'instances')).toEqual([
			{ ...HEAD, state: 'failed', object: null, instance: null },
		]);
	});
});

/** Names as servers may send them, also such as would reach into an object. */
const name = fc.oneof(
	fc.constantFrom('state', 'object', '__proto__', 'constructor', 'Host', '1', '12'),
	fc.string({ maxLength: 6 }),
);
const paths = fc.uniqueArray(
	fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('.')),
);

it.each(['flat', 'instances'] as const)(
	'no value is lost from %s, whatever it is called',
	(shape) => {
		fc.assert(
			fc.property(paths, (all) => {
				const values = Object.fromEntries(all.map((path, nth) => [path, `value ${nth}`]));
				const rows = rowsOf(outcome({ values }), shape);
				const shown = rows.flatMap((row) => Object.values(row));
				for (const value of Object.values(values)) expect(shown).toContain(value);
				for (const row of rows) expect(row).toMatchObject(HEAD);
			}),
		);
	},
);
