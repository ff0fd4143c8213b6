import {
	catalogueEntries,
	entryFor,
	isKnownObject,
	typeOfName,
} from '../../../nodes/ZequenzeControl/cwmp/catalogue/lookup';
import { normalisePath } from '../../../nodes/ZequenzeControl/cwmp/paths/paths';
import { fillInstances, openInstances } from '../../../nodes/ZequenzeControl/cwmp/templates';

const entries = catalogueEntries();

describe('the catalogue', () => {
	it('holds 400 variables or more in each data model’s own names', () => {
		expect(entries.filter(({ path }) => path.startsWith('Device.')).length).toBeGreaterThan(400);
		expect(
			entries.filter(({ path }) => path.startsWith('InternetGatewayDevice.')).length,
		).toBeGreaterThan(400);
	});

	it('names no path twice', () => {
		const paths = entries.map(({ path }) => path);
		expect(paths.filter((path, place) => paths.indexOf(path) !== place)).toEqual([]);
	});

	it('holds only paths that can be sent', () => {
		for (const { path } of entries) {
			const filled = fillInstances(path, Array<number>(openInstances(path)).fill(1));
			expect(normalisePath(filled, 'get')).toBe(filled);
		}
	});

	it('ends objects, and only objects, in a dot', () => {
		for (const { path, type } of entries) expect(path.endsWith('.')).toBe(type === 'object');
	});

	it('calls usual only what can be compared', () => {
		for (const { type, usual } of entries) {
			if (usual === undefined) continue;
			expect(usual.every((bound) => typeof bound !== 'string')).toBe(type === 'integer');
		}
	});

	it('gives a unit only to what has usual values: nothing else is shown with one', () => {
		expect(entries.filter(({ unit, usual }) => unit !== undefined && !usual)).toEqual([]);
	});
});

describe('a path is looked up', () => {
	it('with its instance numbers', () => {
		expect(entryFor('Device.WiFi.Radio.2.Channel')).toMatchObject({
			label: 'Radio channel',
			group: 'Wi-Fi: Radio',
			path: 'Device.WiFi.Radio.{i}.Channel',
			type: 'integer',
			writable: true,
		});
	});

	it('with the access that it has in its own data model', () => {
		expect(entryFor('Device.PPP.Interface.1.Name')?.writable).toBe(false);
		expect(
			entryFor('InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.1.Name')
				?.writable,
		).toBe(true);
	});

	it.each(['Device.X_EXAMPLE_Thing', 'Device.WiFi.Radio.Channel', '', 'constructor'])(
		'in vain: "%s"',
		(path) => {
			expect(entryFor(path)).toBeUndefined();
		},
	);

	it.each([
		['Device.WiFi.', true],
		['Device.WiFi', true],
		['Device.WiFi.Radio.3', true],
		['Device.WiFi.Radio.3.Channel', false],
		['Device.Nothing.', false],
	])('as an object: %s', (path, known) => {
		expect(isKnownObject(path)).toBe(known);
	});
});

describe('the type that goes with a name', () => {
	it.each([
		['Enable', undefined],
		['Alias', undefined],
		['SSID', 'string'],
		['Channel', 'integer'],
		['LowerLayers', 'string'],
	])('%s', (name, type) => {
		expect(typeOfName(name)).toBe(type);
	});
});
