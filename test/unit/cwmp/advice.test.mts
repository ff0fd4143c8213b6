import fc from 'fast-check';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import { adviceFor } from '../../../nodes/ZequenzeControl/cwmp/values/advice';
import type { EncodedValue } from '../../../nodes/ZequenzeControl/cwmp/valueType';
import { operationName } from './paths.arbitrary.mts';

const codes = (operation: OperationName, path: string, value?: EncodedValue) =>
	adviceFor(operation, path, value).map(({ code }) => code);
const integer = (value: string): EncodedValue => ({ value, value_type: 'integer' });
const string = (value: string): EncodedValue => ({ value, value_type: 'string' });

const SSID = 'Device.WiFi.SSID.1.SSID';
const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

describe('there is nothing to say about', () => {
	it.each<[OperationName, string, EncodedValue | undefined]>([
		['get', 'Device.DeviceInfo.UpTime', undefined],
		['get', 'Device.WiFi.Radio.', undefined],
		['get', 'Device.WiFi.Radio.1.Stats.', undefined],
		['get', 'Device.X_EXAMPLE_Thing', undefined],
		['get', 'X_00D09E_Root.Thing', undefined],
		['get', 'Device.Services.StorageService.1.Enable', undefined],
		['set', INTERVAL, integer('300')],
		['set', 'Device.WiFi.AccessPoint.1.Security.ModeEnabled', string('WPA2-Personal')],
		['set', SSID, string('Café')],
		['set', SSID, string('네트워크')],
		['set', SSID, string('❤️ 👩‍👩‍👧')],
		['add.obj', 'Device.NAT.PortMapping.', undefined],
		['del.obj', 'Device.NAT.PortMapping.3.', undefined],
	])('%s %s', (operation, path, value) => {
		expect(codes(operation, path, value)).toEqual([]);
	});
});

describe('there is advice for', () => {
	it.each<[string, OperationName, string, EncodedValue | undefined, string]>([
		['an unknown path', 'get', 'Device.DeviceInfo.Colour', undefined, 'unknown_path'],
		['an unknown branch', 'get', 'Device.Garage.Door.', undefined, 'unknown_path'],
		['a read-only variable', 'set', 'Device.DeviceInfo.UpTime', integer('1'), 'read_only'],
		['an object that cannot be added', 'add.obj', 'Device.WiFi.Radio.', undefined, 'not_creatable'],
		['an object that cannot go', 'del.obj', 'Device.WiFi.Radio.1.', undefined, 'not_creatable'],
		['a number out of range', 'set', INTERVAL, integer('3'), 'unusual_value'],
		['an unusual word', 'set', 'Device.NAT.PortMapping.1.Protocol', string('tcp'), 'unusual_value'],
		[
			'a secret that is set',
			'set',
			'Device.ManagementServer.Password',
			string('x'),
			'secret_variable',
		],
		[
			'a secret that is read',
			'get',
			'Device.ManagementServer.Password',
			undefined,
			'secret_variable',
		],
		[
			'a name that begins with a digit',
			'get',
			'Device.X_TP_HW_QOS.Common.8021pMark',
			undefined,
			'digit_name',
		],
		[
			'a name with a digit and a hyphen',
			'set',
			'InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.X_CT-COM_WANGponLinkConfig.802-1pMark',
			integer('1'),
			'digit_name',
		],
		['an invisible character', 'set', SSID, string('Caf\u00E9\u200B'), 'invisible_character'],
		['letters of another character set', 'set', SSID, string('Caf\u00C3\u00A9'), 'misread_value'],
		['a word for no value', 'set', SSID, string('null'), 'leftover_value'],
		['the whole device', 'get', 'Device.', undefined, 'broad_get'],
		['a large part of it', 'get', 'InternetGatewayDevice.LANDevice.', undefined, 'broad_get'],
	])('%s', (_what, operation, path, value, code) => {
		expect(codes(operation, path, value)).toEqual([code]);
	});

	it('everything that is odd about one variable', () => {
		expect(codes('set', 'Device.X_EXAMPLE_Password', string('x'))).toEqual(['secret_variable']);
		expect(codes('get', 'Device.Garage.')).toEqual(['unknown_path', 'broad_get']);
	});
});

describe('an advice', () => {
	it('does not repeat the value, as it may be a secret', () => {
		const [advice] = adviceFor('set', INTERVAL, integer('31337'.repeat(3)));
		expect(JSON.stringify(advice)).not.toContain('31337');
	});

	it('says what is usual, with the unit', () => {
		expect(adviceFor('set', INTERVAL, integer('3'))[0]?.fix).toBe('Usual is 60 to 604800 s.');
	});

	it('on an unknown path is left out where the platform knows it', () => {
		expect(adviceFor('get', 'Device.DeviceInfo.Colour', undefined, () => true)).toEqual([]);
	});

	it.each([
		['Device.DeviceInfo.Uptime', 'Device.DeviceInfo.UpTime'],
		['Device.wifi.SSID.2.SSID', 'Device.WiFi.SSID.2.SSID'],
		['Device.WiFi.SSID.2.SSIDD', 'Device.WiFi.SSID.2.SSID'],
		['Device.WiFi.Radio.3.Chanel', 'Device.WiFi.Radio.3.Channel'],
		['InternetGatewayDevice.WiFi.Radio.1.Channel', 'Device.WiFi.Radio.1.Channel'],
		['Device.NAT.PortMaping.1.Enable', 'Device.NAT.PortMapping.1.Enable'],
		['Device.WiFi.Rdio.3.Chanel', 'Device.WiFi.Radio.3.Channel'],
		['Device.ManagmentServer.PeriodicInfromInterval', INTERVAL],
		['Device.IP.Intreface.1.Enabel', 'Device.IP.Interface.1.Enable'],
	])('on "%s" suggests "%s"', (typed, meant) => {
		expect(adviceFor('get', typed)[0]?.fix).toBe(`Did you mean "${meant}"?`);
	});

	it('never refuses, whatever it is asked about', () => {
		fc.assert(
			fc.property(operationName, fc.string(), fc.string(), (operation, path, value) => {
				adviceFor(operation, path, string(value));
			}),
		);
	});
});
