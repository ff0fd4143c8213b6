import fc from 'fast-check';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import { normalisePath } from '../../../nodes/ZequenzeControl/cwmp/paths/paths';
import { formatPath, parsePath } from '../../../nodes/ZequenzeControl/cwmp/paths/pathSyntax';
import {
	fillInstances,
	instancesOf,
	openInstances,
	templateOf,
} from '../../../nodes/ZequenzeControl/cwmp/templates';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { complaint } from './complaint.mts';
import { anyPath, operationName } from './paths.arbitrary.mts';

describe('a path is taken apart into', () => {
	it('names', () => {
		expect(parsePath('Device.DeviceInfo.UpTime')).toEqual({
			segments: [
				{ kind: 'name', name: 'Device' },
				{ kind: 'name', name: 'DeviceInfo' },
				{ kind: 'name', name: 'UpTime' },
			],
			partial: false,
			depth: 3,
		});
	});

	it('instance numbers, up to the largest unsigned 32-bit integer', () => {
		expect(parsePath('Device.IP.Interface.4294967295.').segments.at(-1)).toEqual({
			kind: 'instance',
			number: 4294967295,
		});
	});

	it('instance aliases, which may contain dots', () => {
		expect(parsePath('Device.NAT.PortMapping.[web.1].').segments.at(-1)).toEqual({
			kind: 'alias',
			alias: 'web.1',
		});
	});

	it('names of vendors, at the root too', () => {
		expect(parsePath('X_00D09E_Top.X_EXAMPLE-COM_Thing').depth).toBe(2);
	});
});

describe('a path that no device can accept is refused with what is wrong and how to fix it', () => {
	it.each<[string, unknown, RegExp, RegExp]>([
		['no text', 5, /not a text/, /full path/],
		['empty', '', /empty/, /full path/],
		['only white space', ' \n', /empty/, /full path/],
		['white space inside', 'Device.Device Info.UpTime', /white space in "Device Info"/, /Remove/],
		['two paths in one', 'Device.A\nDevice.B', /white space/, /row of its own/],
		['two dots', 'Device..UpTime', /two dots/, /one dot/],
		['a dot in front', '.Device.UpTime', /starts with a dot/, /\broot/],
		['only dots', '...', /starts with a dot/, /\broot/],
		['a placeholder', 'Device.IP.Interface.{i}.Enable', /stands for an instance/, /number/],
		['a wildcard', 'Device.IP.Interface.*.Enable', /"\*"/, /ends in a dot/],
		['instance zero', 'Device.IP.Interface.0.Enable', /start at 1/, /e\.g\. 1/],
		['a leading zero', 'Device.IP.Interface.01.Enable', /leading zero/, /without/],
		['too large an instance', 'Device.IP.Interface.4294967296.Enable', /larger/, /exists/],
		['a name that starts with a hyphen', 'Device.-Good', /start with a letter/, /instance numbers/],
		['what an expression leaves', 'Device.WiFi.SSID.undefined.SSID', /"undefined"/, /expression/],
		[
			'an object in a text',
			'Device.WiFi.[object Object].SSID',
			/"\[object Object\]"/,
			/expression/,
		],
		['nothing but that', 'undefined', /"undefined"/, /expression/],
		['a formula without a result', '#N/A', /"#N\/A"/, /formula/],
		[
			'a zero width space',
			'Device.WiFi\u200B.SSID.1.SSID',
			/U\+200B \(zero width space\)/,
			/Remove/,
		],
		['a no-break space', 'Device.WiFi\u00A0.SSID', /U\+00A0 \(no-break space\)/, /Remove/],
		['a lost letter', 'Device.Ger\uFFFDt', /U\+FFFD \(replacement character\)/, /UTF-8/],
		['an unknown character', 'Device.DeviceInfo.Up/Time', /"\/"/, /letters, digits/],
		['a letter beyond ASCII', 'Device.Gerät', /"ä"/, /letters, digits/],
		['an empty alias', 'Device.IP.Interface.[].Enable', /alias/, /\[name\]/],
		['an open alias', 'Device.IP.Interface.[web', /alias/, /\[name\]/],
		['an alias starting with a digit', 'Device.A.[1a].B', /alias/, /letter/],
		['too long an alias', `Device.A.[${'a'.repeat(65)}].B`, /alias/, /64/],
		['the root in lower case', 'device.DeviceInfo.UpTime', /\broot/, /write Device/],
		['another root', 'Root.DeviceInfo.UpTime', /\broot/, /TR-181/],
		['too long', `Device.${'a'.repeat(250)}`, /257 characters/, /one path/],
	])('%s', (_what, path, message, fix) => {
		const { message: said, fix: advised } = complaint(() => normalisePath(path, 'get'));
		expect(said).toMatch(message);
		expect(advised).toMatch(fix);
	});
});

describe('what is sent', () => {
	it.each<[OperationName, string, string]>([
		['get', ' Device.DeviceInfo.UpTime\n', 'Device.DeviceInfo.UpTime'],
		['get', 'Device.DeviceInfo.', 'Device.DeviceInfo.'],
		['get', 'Device.DeviceInfo', 'Device.DeviceInfo.'],
		['get', 'Device.X_EXAMPLE_Thing', 'Device.X_EXAMPLE_Thing'],
		['get', 'Device', 'Device.'],
		['get', 'Device.IP.Interface.1', 'Device.IP.Interface.1.'],
		['get', 'Device.IP.Interface.[wan]', 'Device.IP.Interface.[wan].'],
		['set', 'Device.Time.NTPServer1', 'Device.Time.NTPServer1'],
		['add.obj', 'Device.NAT.PortMapping', 'Device.NAT.PortMapping.'],
		['add.obj', 'Device.NAT.PortMapping.', 'Device.NAT.PortMapping.'],
		['add.obj', 'Device.NAT.PortMapping.[web]', 'Device.NAT.PortMapping.[web].'],
		['del.obj', 'Device.NAT.PortMapping.3', 'Device.NAT.PortMapping.3.'],
		['del.obj', 'Device.NAT.PortMapping.[web].', 'Device.NAT.PortMapping.[web].'],
	])('by %s for "%s" is "%s"', (operation, typed, sent) => {
		expect(normalisePath(typed, operation)).toBe(sent);
	});

	it.each<[OperationName, string, RegExp, RegExp]>([
		['set', 'Device.Time.', /names an object/, /without a dot/],
		['set', 'Device.IP.Interface.1', /names an object/, /parameter/],
		['set', 'Device', /names an object/, /parameter/],
		['add.obj', 'Device.NAT.PortMapping.3.', /is an instance/, /: Device\.NAT\.PortMapping\.$/],
		['add.obj', 'Device.', /\broot/, /table/],
		['del.obj', 'Device.NAT.PortMapping.', /which object/, /number/],
		['del.obj', 'Device.NAT', /which object/, /number/],
	])('%s refuses "%s"', (operation, path, message, fix) => {
		const { message: said, fix: advised } = complaint(() => normalisePath(path, operation));
		expect(said).toMatch(message);
		expect(advised).toMatch(fix);
	});

	it('is as long as CWMP allows, with the dot that is added', () => {
		const table = `Device.${'a'.repeat(249)}`;
		expect(normalisePath(table, 'get')).toHaveLength(256);
		expect(() => normalisePath(table, 'add.obj')).toThrow(InvalidInput);
	});

	it('does not change when it is normalised again', () => {
		fc.assert(
			fc.property(anyPath, operationName, (path, operation) => {
				const once = orNothing(() => normalisePath(path, operation));
				if (once !== undefined) expect(normalisePath(once, operation)).toBe(once);
			}),
		);
	});
});

describe('the parser', () => {
	it('throws nothing but its own message, whatever is typed', () => {
		const typed = fc.oneof(anyPath, fc.string({ unit: 'binary' }), fc.anything());
		fc.assert(
			fc.property(typed, operationName, (path, operation) => {
				orNothing(() => normalisePath(path, operation));
			}),
		);
	});

	it('gives back every path it takes apart, but for white space around it', () => {
		fc.assert(
			fc.property(anyPath, (path) => {
				const parsed = orNothing(() => parsePath(path));
				if (parsed) expect(formatPath(parsed)).toBe(path.trim());
			}),
		);
	});
});

describe('a template', () => {
	it.each([
		[
			'Device.IP.Interface.1.IPv4Address.22.IPAddress',
			'Device.IP.Interface.{i}.IPv4Address.{i}.IPAddress',
		],
		['Device.NAT.PortMapping.3.', 'Device.NAT.PortMapping.{i}.'],
		['Device.NAT.PortMapping.[web.1].Enable', 'Device.NAT.PortMapping.{i}.Enable'],
		['Device.Time.NTPServer1', 'Device.Time.NTPServer1'],
		['Device.NAT.PortMapping.{i}.', 'Device.NAT.PortMapping.{i}.'],
	])('stands for "%s"', (path, template) => {
		expect(templateOf(path)).toBe(template);
	});

	it('is filled with instance numbers from left to right', () => {
		expect(fillInstances('Device.A.{i}.B.{i}.C', [1, ' [web] '])).toBe('Device.A.1.B.[web].C');
	});

	it.each([[[]], [[1]], [[1, 2, 3]]])('with two places refuses the numbers %j', (numbers) => {
		expect(complaint(() => fillInstances('Device.A.{i}.B.{i}.', numbers)).message).toMatch(
			/two|2 instance numbers/,
		);
	});

	it('and its instances make the path again', () => {
		fc.assert(
			fc.property(anyPath, (path) => {
				const template = templateOf(path);
				const instances = instancesOf(path);
				fc.pre(openInstances(template) === instances.length);
				expect(fillInstances(template, instances)).toBe(path);
			}),
		);
	});
});

/**
 * The result, or undefined where the input was refused; anything else that is thrown fails the
 * test.
 */
function orNothing<T>(attempt: () => T): T | undefined {
	try {
		return attempt();
	} catch (error) {
		if (error instanceof InvalidInput) return undefined;
		throw error;
	}
}
