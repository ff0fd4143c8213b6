import fc from 'fast-check';
import { device2 } from '../../../simulator/fleet/device2.mts';
import { ParameterTree } from '../../../simulator/fleet/parameterTree.mts';

const table = 'Device.NAT.PortMapping.';

const newTree = (): ParameterTree =>
	new ParameterTree(device2, { serial: 'SN000001', index: 0, fingerprint: 7, upTime: () => 1 });

/** Adds, or deletes the present instance at this position. */
const step = fc.oneof(fc.constant('add' as const), fc.nat({ max: 20 }));

it('gives no instance number twice, whatever is added and deleted', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
			const tree = newTree();
			const given = new Set(tree.instancesOf(table));
			for (const one of steps) {
				const present = tree.instancesOf(table);
				if (one === 'add') {
					const number = tree.addInstance(table);
					expect(given.has(number)).toBe(false);
					given.add(number);
				} else if (present.length > 0) {
					tree.deleteInstance(`${table}${present[one % present.length]}.`);
				}
			}
		}),
	);
});

it('lists exactly the parameters that it finds', () => {
	fc.assert(
		fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
			const tree = newTree();
			for (const one of steps) {
				const [first] = tree.instancesOf(table);
				if (one === 'add') tree.addInstance(table);
				else if (first !== undefined) tree.deleteInstance(`${table}${first}.`);
			}
			const paths = tree.below('Device.');
			expect(paths.every((path) => tree.find(path) !== undefined)).toBe(true);
			expect(paths.filter((path) => path.startsWith(table))).toEqual(tree.below(table));
		}),
	);
});

it('a deleted object takes its written values with it', () => {
	const tree = newTree();
	const number = tree.addInstance(table);
	tree.write(`${table}${number}.Description`, 'web');
	tree.deleteInstance(`${table}${number}.`);
	expect(tree.find(`${table}${number}.Description`)).toBeUndefined();
	expect(tree.read(`${table}${number}.Description`)).toBe('');
});
