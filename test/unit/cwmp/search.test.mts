import fc from 'fast-check';
import { entryFor } from '../../../nodes/ZequenzeControl/cwmp/catalogue/lookup';
import { searchCatalogue } from '../../../nodes/ZequenzeControl/cwmp/search';

describe('the first result for', () => {
	it.each([
		['uptime', 'Device.DeviceInfo.UpTime'],
		['Up Time', 'Device.DeviceInfo.UpTime'],
		['cpu', 'Device.DeviceInfo.ProcessStatus.CPUUsage'],
		['inform interval', 'Device.ManagementServer.PeriodicInformInterval'],
		['interval inform', 'Device.ManagementServer.PeriodicInformInterval'],
		['PeriodicInformInt', 'Device.ManagementServer.PeriodicInformInterval'],
		['wifi password', 'Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase'],
		['wi-fi passphrase', 'Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase'],
		['ssid', 'Device.WiFi.SSID.{i}.SSID'],
		['channel', 'Device.WiFi.Radio.{i}.Channel'],
		['ntp', 'Device.Time.NTPServer1'],
		['firmware', 'Device.DeviceInfo.SoftwareVersion'],
		['firmware version', 'Device.DeviceInfo.SoftwareVersion'],
		['serial', 'Device.DeviceInfo.SerialNumber'],
		['optical signal', 'Device.Optical.Interface.{i}.OpticalSignalLevel'],
		['snr', 'Device.DSL.Line.{i}.UpstreamNoiseMargin'],
		['ppp username', 'Device.PPP.Interface.{i}.Username'],
		['Device.WiFi.SSID.1.SSID', 'Device.WiFi.SSID.{i}.SSID'],
		['InternetGatewayDevice.Time.NTPServer2', 'InternetGatewayDevice.Time.NTPServer2'],
	])('"%s" is %s', (text, path) => {
		expect(searchCatalogue(text, 5)[0]?.path).toBe(path);
	});
});

describe('the results', () => {
	it('show label, group, path, type and unit', () => {
		expect(searchCatalogue('rsrp', 1)).toEqual([
			{
				label: 'Cellular signal power (RSRP)',
				group: 'WAN: Cellular',
				path: 'Device.Cellular.Interface.{i}.RSRP',
				type: 'integer',
				unit: 'dBm',
			},
		]);
	});

	it('hold both data models side by side', () => {
		expect(searchCatalogue('inform interval', 5).map(({ path }) => path)).toEqual([
			'Device.ManagementServer.PeriodicInformInterval',
			'InternetGatewayDevice.ManagementServer.PeriodicInformInterval',
		]);
	});

	it('for a set are writable parameters', () => {
		for (const { path } of searchCatalogue('e', 2000, 'set')) {
			expect(entryFor(path)?.writable).toBe(true);
		}
	});

	it('for adding an object are tables', () => {
		expect(searchCatalogue('port mapping', 9, 'add.obj').map(({ path }) => path)).toContain(
			'Device.NAT.PortMapping.',
		);
	});

	it('for deleting an object are instances of tables', () => {
		expect(searchCatalogue('port mapping', 9, 'del.obj').map(({ path }) => path)).toContain(
			'Device.NAT.PortMapping.{i}.',
		);
	});

	it('without a text are the beginning of the catalogue', () => {
		expect(searchCatalogue(' ', 3)).toHaveLength(3);
	});

	it('of nonsense are none', () => {
		expect(searchCatalogue('frobnicator', 5)).toEqual([]);
		expect(searchCatalogue('constructor', 5)).toEqual([]);
	});

	it('are never more than asked for, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string(), fc.nat(20), (text, limit) => {
				expect(searchCatalogue(text, limit).length).toBeLessThanOrEqual(limit);
			}),
		);
	});
});
