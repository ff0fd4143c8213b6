import { entryFor } from '../../../nodes/ZequenzeControl/cwmp/catalogue/lookup';
import type { DataModel } from '../../../simulator/fleet/dataModel.mts';
import { device2 } from '../../../simulator/fleet/device2.mts';
import { internetGatewayDevice1 } from '../../../simulator/fleet/internetGatewayDevice1.mts';
import { ParameterTree } from '../../../simulator/fleet/parameterTree.mts';
import { storedForm, valueTypeOf } from '../../../simulator/fleet/valueRules.mts';

const DAYS = 24 * 3600;

const newTree = (model: DataModel): ParameterTree =>
	new ParameterTree(model, {
		serial: 'SN000001',
		index: 0,
		fingerprint: 2_871_234_567,
		upTime: () => 30 * DAYS,
	});

describe.each([device2, internetGatewayDevice1])('a new device of $name', (model) => {
	const tree = newTree(model);
	const paths = tree.below(model.root);

	it('holds only values that its parameters can hold', () => {
		const unfit = paths.filter((path) => {
			const parameter = tree.find(path);
			const value = tree.read(path);
			// The server may write fewer words than the device.
			return !parameter || storedForm({ ...parameter, oneOf: undefined }, value) !== value;
		});
		expect(unfit).toEqual([]);
	});

	it('refers only to objects that it has', () => {
		const references = paths
			.flatMap((path) => tree.read(path).split(','))
			.filter((value) => value.startsWith(model.root))
			.map((path) => path.replace(/\.?$/, '.'));
		expect(references.length).toBeGreaterThan(0);
		expect(references.filter((path) => !tree.hasObject(path))).toEqual([]);
	});

	it('agrees with the catalogue of the nodes about types', () => {
		const types = paths.flatMap((path) => {
			const known = entryFor(path);
			const parameter = tree.find(path);
			return known && parameter ? [[path, known.type, valueTypeOf(parameter)]] : [];
		});
		expect(types.length).toBeGreaterThan(100);
		expect(types.filter(([, known, type]) => known !== type)).toEqual([]);
	});
});

describe('an added object', () => {
	const mappings = (connection: number): string =>
		`InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.${connection}.PortMapping.`;

	it('does not start with what the delivered one holds', () => {
		const tree = newTree(internetGatewayDevice1);
		const added = tree.addInstance(mappings(1));
		const portOf = (number: number): string => tree.read(`${mappings(1)}${number}.ExternalPort`);
		expect([portOf(1), portOf(added)]).toEqual(['8443', '0']);
	});

	it('in an added object does not either, though its number is that of a delivered one', () => {
		const tree = newTree(internetGatewayDevice1);
		const connection = tree.addInstance(
			'InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.WANPPPConnection.',
		);
		const added = tree.addInstance(mappings(connection));
		expect(added).toBe(1);
		expect(tree.read(`${mappings(connection)}${added}.PortMappingEnabled`)).toBe('false');
	});
});

describe('the clocks of the homes', () => {
	afterEach(() => jest.useRealTimers());

	it.each([
		['2026-01-15T23:30:00Z', '2026-01-16T00:30:00+01:00'],
		['2026-07-15T12:00:00Z', '2026-07-15T14:00:00+02:00'],
	])('show %s as %s', (utc, local) => {
		jest.useFakeTimers({ now: new Date(utc) });
		expect(newTree(device2).read('Device.Time.CurrentLocalTime')).toBe(local);
	});
});
