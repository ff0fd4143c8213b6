import fc from 'fast-check';

import { likenessOf, type Likeness } from '../../../nodes/ZequenzeControl/cwmp/values/comparison';
import type { EncodedValue } from '../../../nodes/ZequenzeControl/cwmp/valueType';

type Case = [path: string, wanted: EncodedValue, reported: unknown, likeness: Likeness];

const integer = (value: string): EncodedValue => ({ value, value_type: 'integer' });
const boolean = (value: string): EncodedValue => ({ value, value_type: 'boolean' });
const text = (value: string): EncodedValue => ({ value, value_type: 'string' });

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
const ENABLE = 'Device.WiFi.Radio.1.Enable';
const SSID = 'Device.WiFi.SSID.1.SSID';
const BSSID = 'Device.WiFi.SSID.1.BSSID';
const MAC = 'Device.DHCPv4.Server.Pool.1.StaticAddress.1.Chaddr';
const DNS = 'Device.DHCPv4.Server.Pool.1.DNSServers';
const IPV6 = 'Device.IP.Interface.1.IPv6Address.1.IPAddress';
const STANDARDS = 'Device.WiFi.Radio.1.OperatingStandards';
const TIME = 'Device.ManagementServer.PeriodicInformTime';
const CLIENT_ID = 'Device.DHCPv4.Server.Pool.1.ClientID';
const PASSPHRASE = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';

describe('a reported value held against the wanted one', () => {
	it.each<Case>([
		[INTERVAL, integer('300'), '300', 'same'],
		[INTERVAL, integer('300'), 300, 'same'],
		[INTERVAL, integer('300'), ' +0300 ', 'same'],
		[INTERVAL, integer('300'), '301', 'different'],
		[INTERVAL, integer('300'), '300.0', 'different'],
		[INTERVAL, integer('18446744073709551615'), '18446744073709551614', 'different'],
		[ENABLE, boolean('true'), '1', 'same'],
		[ENABLE, boolean('true'), true, 'same'],
		[ENABLE, boolean('true'), 'TRUE', 'same'],
		[ENABLE, boolean('false'), 'off', 'same'],
		[ENABLE, boolean('true'), '0', 'different'],
		[ENABLE, boolean('true'), 'maybe', 'different'],
		[SSID, text('Home'), 'Home', 'same'],
		[SSID, text('Home'), 'HOME', 'normalised'],
		[SSID, text('Home'), ' Home', 'normalised'],
		[SSID, text('Home'), 'Hom', 'different'],
		[SSID, text('AA-BB-CC-DD-EE-FF'), 'aabbccddeeff', 'different'],
		[SSID, text('fe80::1'), 'fe80:0:0:0:0:0:0:1', 'different'],
		[BSSID, text('AA-BB-CC-DD-EE-FF'), 'aa:bb:cc:dd:ee:ff', 'same'],
		[BSSID, text('aabb.ccdd.eeff'), 'AA:BB:CC:DD:EE:FF', 'same'],
		[MAC, text('AA:BB:CC:DD:EE:FF'), 'AA:BB:CC:DD:EE:FE', 'different'],
		[IPV6, text('2001:DB8::1'), '2001:0db8:0:0:0:0:0:1', 'same'],
		[IPV6, text('::ffff:192.0.2.1'), '::ffff:c000:201', 'same'],
		[IPV6, text('2001:db8::/32'), '2001:db8:0::/32', 'same'],
		[IPV6, text('2001:db8::1'), '2001:db8::2', 'different'],
		[DNS, text('1.1.1.1,8.8.8.8'), '1.1.1.1, 8.8.8.8', 'same'],
		[DNS, text('1.1.1.1,8.8.8.8'), '8.8.8.8,1.1.1.1', 'different'],
		[DNS, text('2001:db8::1'), '2001:db8:0:0:0:0:0:1', 'same'],
		[STANDARDS, text('b,g,n'), 'n,g,b', 'same'],
		[STANDARDS, text('b,g,n'), 'b,g', 'different'],
		[TIME, text('2026-01-01T00:00:00Z'), '2026-01-01T02:00:00+02:00', 'same'],
		[TIME, text('2026-01-01T00:00:00Z'), '2026-01-01T00:00:00.000Z', 'same'],
		[TIME, text('0001-01-01T00:00:00Z'), '0001-01-01T00:00:00Z', 'same'],
		[TIME, text('2026-01-01T00:00:00Z'), '2026-01-01T00:00:01Z', 'different'],
		[CLIENT_ID, text('0A1b'), '0a1B', 'same'],
		[PASSPHRASE, text('secret-1'), '', 'hidden'],
		[PASSPHRASE, text('secret-1'), '********', 'hidden'],
		[PASSPHRASE, text('secret-1'), '••••••••', 'hidden'],
		[PASSPHRASE, text('secret-1'), 'secret-1', 'same'],
		[PASSPHRASE, text('secret-1'), 'secret-2', 'different'],
		[PASSPHRASE, text(''), '', 'same'],
		[SSID, text('Home'), '', 'different'],
		[SSID, text('Home'), null, 'unread'],
		[SSID, text('Home'), undefined, 'unread'],
		[SSID, text('Home'), { odd: true }, 'different'],
	])('%s: wanted %j, reported %j is %s', (path, wanted, reported, likeness) => {
		expect(likenessOf(path, wanted, reported)).toBe(likeness);
	});

	it('finds every text the same as itself, whatever the parameter', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(SSID, BSSID, DNS, IPV6, STANDARDS, TIME, CLIENT_ID, 'X_ACME_Some.Thing'),
				fc.string(),
				(path, value) => likenessOf(path, text(value), value) === 'same',
			),
		);
	});

	it('never calls different integers the same', () => {
		fc.assert(
			fc.property(
				fc.bigInt(-(2n ** 63n), 2n ** 64n),
				fc.bigInt(-(2n ** 63n), 2n ** 64n),
				(a, b) => {
					return (likenessOf(INTERVAL, integer(`${a}`), `${b}`) === 'same') === (a === b);
				},
			),
		);
	});
});
