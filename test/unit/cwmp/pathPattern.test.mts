import fc from 'fast-check';

import { isMeant, readPathPattern } from '../../../nodes/ZequenzeControl/cwmp/paths/pathPattern';

describe('a pattern', () => {
	it.each([
		['Device.WiFi.SSID.1.SSID', 'parameter'],
		['Device.Hosts.', 'branch'],
		['Device.WiFi.SSID.*.SSID', 'wildcard'],
		['Device.WiFi.*', 'wildcard'],
		['Device.*.SSID', 'wildcard'],
		['InternetGatewayDevice.LANDevice.1.', 'branch'],
	])('%s is a %s', (text, kind) => {
		expect(readPathPattern(text)).toEqual({ text, kind });
	});

	it.each(['*', '**', 'Device.*', 'Device.*.*', 'Device.', '*.*', 'Device'])(
		'%s would be a whole device, and is refused',
		(text) => {
			expect(() => readPathPattern(text)).toThrow(/means every variable/);
		},
	);

	it.each(['', 'WiFi.SSID.1.', 'Device..WiFi.', 'Device.WiFi SSID.1.SSID', {}, undefined, 7])(
		'%p is none',
		(typed) => {
			expect(() => readPathPattern(typed)).toThrow();
		},
	);
});

describe('is meant', () => {
	const means = (text: string, path: string) => isMeant(readPathPattern(text), path);

	it.each([
		['Device.WiFi.SSID.1.SSID', 'Device.WiFi.SSID.1.SSID', true],
		['Device.WiFi.SSID.1.SSID', 'Device.WiFi.SSID.1.SSIDReference', false],
		['Device.WiFi.', 'Device.WiFi.SSID.1.SSID', true],
		['Device.WiFi.', 'Device.WiFiX.SSID.1.SSID', false],
		['Device.WiFi.SSID.*.SSID', 'Device.WiFi.SSID.12.SSID', true],
		['Device.WiFi.SSID.*.SSID', 'Device.WiFi.SSID.12.Name', false],
		['Device.*.SSID', 'Device.WiFi.SSID.1.SSID', true],
		['Device.WiFi.*1*.SSID', 'Device.WiFi.SSID.1.SSID', true],
		['Device.WiFi.SSID.1*1.SSID', 'Device.WiFi.SSID.1.SSID', false],
		['Device.WiFi.*', 'device.wifi.SSID', false],
		['Device.WiFi.SSID.*.', 'Device.WiFi.SSID.1.SSID', true],
		['*.DeviceInfo.UpTime', 'InternetGatewayDevice.DeviceInfo.UpTime', true],
		['*.DeviceInfo.MemoryStatus.', 'Device.DeviceInfo.MemoryStatus.Free', true],
	])('by %s: %s is %p', (text, path, is) => {
		expect(means(text, path)).toBe(is);
	});

	it('what a wildcard means is what its expression would find', () => {
		const part = fc.constantFrom('a', 'b', '.', 'ab', '*');
		fc.assert(
			fc.property(fc.array(part), fc.array(part), (pattern, name) => {
				const text = pattern.join('');
				fc.pre(text.includes('*'));
				const path = name.join('').replaceAll('*', '');
				const parts = text.split('*').map((literal) => literal.replaceAll('.', '\\.'));
				const expected = new RegExp(`^${parts.join('.*')}$`).test(path);
				expect(isMeant({ kind: 'wildcard', text }, path)).toBe(expected);
			}),
		);
	});
});
