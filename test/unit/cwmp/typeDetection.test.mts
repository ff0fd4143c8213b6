import fc from 'fast-check';
import {
	detectValueType,
	type DetectedType,
} from '../../../nodes/ZequenzeControl/cwmp/values/typeDetection';
import type { ValueType } from '../../../nodes/ZequenzeControl/cwmp/valueType';

describe('the type of a value is taken from', () => {
	it.each<[string, string, unknown, ValueType, DetectedType['source']]>([
		[
			'the catalogue',
			'Device.ManagementServer.PeriodicInformInterval',
			'x',
			'integer',
			'catalogue',
		],
		['the catalogue', 'Device.Time.NTPServer1', '1', 'string', 'catalogue'],
		['the catalogue', 'Device.WiFi.SSID.7.Enable', '1', 'boolean', 'catalogue'],
		['the catalogue', 'Device.WiFi.SSID.1.SSID', '12345678', 'string', 'catalogue'],
		['the name elsewhere', 'Device.X_EXAMPLE_Radio.1.Channel', '6', 'integer', 'name'],
		['the name elsewhere', 'Device.X_EXAMPLE_Radio.1.Enable', '0', 'boolean', 'name'],
		['the name of a switch', 'Device.X_EXAMPLE_RemoteEnabled', '1', 'boolean', 'name'],
		['the name of a secret', 'Device.X_EXAMPLE_AdminPassword', '12345678', 'string', 'name'],
		['the name of a PIN', 'Device.X_EXAMPLE_SimPIN', '1234', 'string', 'name'],
		['the name of a network', 'Device.X_EXAMPLE_GuestSSID', '2024', 'string', 'name'],
		['the name of a phone number', 'Device.X_EXAMPLE_PhoneNo', '4930123456', 'string', 'name'],
		[
			'the name of a subscriber',
			'Device.X_EXAMPLE_Modem.IMSI',
			'262011234567890',
			'string',
			'name',
		],
		['the name of an identity', 'Device.X_EXAMPLE_GroupName', '42', 'string', 'name'],
		['the name of a serial number', 'Device.X_EXAMPLE_OnuSerial', '42', 'string', 'name'],
		['the name of several numbers', 'Device.X_EXAMPLE_PortRange', '8080', 'string', 'name'],
		['the name of several numbers', 'Device.X_EXAMPLE_VlanList', '7', 'string', 'name'],
		['the end of a range', 'Device.X_EXAMPLE_PortEndRange', '8080', 'integer', 'value'],
		['a word for a switch', 'Device.X_EXAMPLE_RoamingSupported', '1', 'boolean', 'name'],
		['a word for a switch', 'Device.X_EXAMPLE_ChannelLock', '0', 'boolean', 'name'],
		['a word that only ends like one', 'Device.X_EXAMPLE_LookupTable', '2', 'integer', 'value'],
		[
			'off or on where no word is a number’s',
			'Device.X_EXAMPLE_Unnumbered',
			'0',
			'boolean',
			'value',
		],
		[
			'off or on, and what is done with a secret',
			'Device.X_EXAMPLE_AutoGenPSK',
			'1',
			'boolean',
			'value',
		],
		['a one that a word calls a number', 'Device.X_EXAMPLE_TxPower2', '1', 'integer', 'value'],
		['a one that counts several', 'Device.X_EXAMPLE_InviteReqs', '1', 'integer', 'value'],
		['a one in an object of counters', 'Device.X_EXAMPLE_SIPStats.RxOk', '1', 'integer', 'value'],
		['a one at letters without a word', 'Device.DSL.Channel.1.INTLVDEPTH', '1', 'integer', 'value'],
		['a one that JSON calls a number', 'Device.X_EXAMPLE_Unnumbered', 1, 'integer', 'value'],
		['a count of versions', 'Device.X_EXAMPLE.Version', '3', 'integer', 'value'],
		['more digits than a counter has', 'Device.X_EXAMPLE_Line', '4930123456', 'string', 'value'],
		['as many digits as a rate has', 'Device.X_EXAMPLE_BitRate', '10000000000', 'integer', 'value'],
		['a number with many digits', 'Device.X_EXAMPLE_Line', 4930123456, 'integer', 'value'],
		['a truth value', 'Device.X_EXAMPLE_Flag', 'True', 'boolean', 'value'],
		['a boolean', 'Device.X_EXAMPLE_Flag', false, 'boolean', 'value'],
		['a number', 'Device.X_EXAMPLE_Reading', 5, 'integer', 'value'],
		['a fraction', 'Device.X_EXAMPLE_Reading', 0.5, 'string', 'value'],
		['digits', 'Device.X_EXAMPLE_Reading', '-12', 'integer', 'value'],
		['digits that are a vendor’s status', 'Device.X_EXAMPLE_Status', '3', 'integer', 'value'],
		['digits that measure a secret', 'Device.X_EXAMPLE_PasswordLength', '8', 'integer', 'value'],
		['digits with leading zeros', 'Device.X_EXAMPLE_Reading', '0123', 'string', 'value'],
		['digits beyond 64 bits', 'Device.X_EXAMPLE_Reading', '9'.repeat(20), 'string', 'value'],
		['a word', 'Device.X_EXAMPLE_Reading', 'yes', 'string', 'value'],
		['no text at all', 'Device.X_EXAMPLE_Reading', '', 'string', 'value'],
		['a list, even of one', 'Device.X_EXAMPLE_Reading', [1], 'string', 'value'],
		['a vendor’s own text', 'InternetGatewayDevice.X_HW_ALG.SipPort', '5060', 'string', 'name'],
		['a vendor’s own number', 'Device.X_HW_SFTP.X_HW_Info.SftpEnable', '1', 'integer', 'name'],
		[
			'a vendor’s own number, one of several',
			'Device.X_HW_LANBIND.Lan1Enable',
			'1',
			'integer',
			'name',
		],
		[
			'a number that speaks of a phone',
			'Device.X_EXAMPLE_PhonePayloadType',
			'97',
			'integer',
			'value',
		],
		['a vendor’s own switch', 'Device.X_ZYXEL_EXT.X_ZYXEL_WiFiStatus', '0', 'boolean', 'name'],
		['what another vendor does', 'Device.X_EXAMPLE_ALG.SipPort', '5060', 'integer', 'value'],
		['what no switch can be', 'Device.X_ZYXEL_EXT.X_ZYXEL_WiFiStatus', '2', 'integer', 'value'],
	])('%s: %s', (_what, path, value, type, source) => {
		expect(detectValueType(path, value)).toMatchObject({ type, source });
	});

	it('the platform’s own list, where the catalogue knows nothing', () => {
		const detected = detectValueType('Device.X_EXAMPLE_Code', '77', () => 'string');
		expect(detected).toEqual({ type: 'string', source: 'platform', uncertain: false });
	});

	it('the catalogue, where the platform says something else', () => {
		expect(detectValueType('Device.Time.NTPServer1', '7', () => 'integer').type).toBe('string');
	});
});

describe('a detected type is uncertain', () => {
	it.each([
		['digits at an unknown path', 'Device.X_EXAMPLE_Reading', '5', true],
		['a bit at something that sounds like a switch', 'Device.X_EXAMPLE_RemoteEnabled', '1', true],
		['digits where several numbers may be', 'Device.X_EXAMPLE_PortRange', '5', true],
		['digits beyond a counter', 'Device.X_EXAMPLE_Line', '4930123456', true],
		['a number', 'Device.X_EXAMPLE_Reading', 5, false],
		['digits at a known path', 'Device.WiFi.Radio.1.Channel', '5', false],
		['a word', 'Device.X_EXAMPLE_Reading', 'five', false],
	])('%s: %s = %p: %s', (_what, path, value, uncertain) => {
		expect(detectValueType(path, value).uncertain).toBe(uncertain);
	});
});

it('detection never throws', () => {
	fc.assert(
		fc.property(fc.string(), fc.anything(), (path, value) => {
			detectValueType(path, value);
		}),
	);
});
