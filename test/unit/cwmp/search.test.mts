import fc from 'fast-check';
import { entryFor } from '../../../nodes/ZequenzeControl/cwmp/catalogue/lookup';
import { searchCatalogue } from '../../../nodes/ZequenzeControl/cwmp/search/search';

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
		['pppoe username', 'Device.PPP.Interface.{i}.Username'],
		['pppoe password', 'Device.PPP.Interface.{i}.Password'],
		['admin password', 'Device.Users.User.{i}.Password'],
		['hidden ssid', 'Device.WiFi.AccessPoint.{i}.SSIDAdvertisementEnabled'],
		['wpa2 key', 'Device.WiFi.AccessPoint.{i}.Security.PreSharedKey'],
		['dhcp range', 'Device.DHCPv4.Server.Pool.{i}.MinAddress'],
		['rx optical', 'Device.Optical.Interface.{i}.OpticalSignalLevel'],
		['tx optical', 'Device.Optical.Interface.{i}.TransmitOpticalLevel'],
		['wifi passw', 'Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase'],
		['wirel channel', 'Device.WiFi.Radio.{i}.Channel'],
		['tr069 password', 'Device.ManagementServer.Password'],
	])('"%s" is %s', (text, path) => {
		expect(searchCatalogue(text, 5)[0]?.path).toBe(path);
	});
});

describe('among the first results for', () => {
	it.each([
		['public ip', 'Device.IP.Interface.{i}.IPv4Address.{i}.IPAddress'],
		['public ip', 'Device.PPP.Interface.{i}.IPCP.LocalIPAddress'],
		[
			'external ip',
			'InternetGatewayDevice.WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.ExternalIPAddress',
		],
		['dhcp range', 'InternetGatewayDevice.LANDevice.{i}.LANHostConfigManagement.MaxAddress'],
		['wpa2 key', 'Device.WiFi.AccessPoint.{i}.Security.KeyPassphrase'],
		['rx power', 'Device.Optical.Interface.{i}.OpticalSignalLevel'],
		['rx power', 'Device.XPON.ONU.{i}.ANI.{i}.Transceiver.{i}.RxPower'],
		['tx power', 'Device.Optical.Interface.{i}.TransmitOpticalLevel'],
		['tx power', 'Device.WiFi.Radio.{i}.TransmitPower'],
	])('"%s" is %s', (text, path) => {
		expect(searchCatalogue(text, 8).map((found) => found.path)).toContain(path);
	});
});

describe('a word', () => {
	const beginsWith = (typed: string, { label, path }: { label: string; path: string }): boolean =>
		new RegExp(`\\b${typed}`, 'i').test(`${label} ${path.replace(/[A-Z][a-z]/g, ' $&')}`);

	it.each(['ping', 'time', 'rate', 'name', 'address'])(
		'that begins with "%s" comes before one that only contains it',
		(typed) => {
			const begins = searchCatalogue(typed, 2000).map((found) => beginsWith(typed, found));
			expect(begins).toContain(true);
			expect(begins).toEqual([...begins].sort((one, other) => Number(other) - Number(one)));
		},
	);

	it('is also found where it is only contained', () => {
		expect(searchCatalogue('phrase', 1)[0]?.label).toBe('Wi-Fi passphrase');
	});

	it('is not put together from the end of one word and the beginning of the next', () => {
		// Name look-up time-out
		expect(searchCatalogue('uptime', 60).map(({ label }) => label)).not.toContain(
			'Name lookup timeout',
		);
	});

	it('of four letters may be the beginning of a synonym, one of three not', () => {
		expect(searchCatalogue('wire', 1)[0]?.group).toMatch(/^Wi-Fi/);
		expect(searchCatalogue('wir', 1)).toEqual([]);
	});
});

describe('the results', () => {
	it('show label, group, path and type', () => {
		expect(searchCatalogue('rsrp', 1)).toEqual([
			{
				label: 'Cellular signal power (RSRP)',
				group: 'WAN: Cellular',
				path: 'Device.Cellular.Interface.{i}.RSRP',
				type: 'integer',
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

	it('for what the standard has as no parameter are none', () => {
		expect(searchCatalogue('factory reset', 5)).toEqual([]);
	});

	it('are never more than asked for, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string(), fc.nat(20), (text, limit) => {
				expect(searchCatalogue(text, limit).length).toBeLessThanOrEqual(limit);
			}),
		);
	});
});
