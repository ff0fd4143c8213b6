import { normalisePath } from '../../../nodes/ZequenzeControl/cwmp/paths/paths';
import { isSecretPath } from '../../../nodes/ZequenzeControl/cwmp/secrets';
import { adviceFor } from '../../../nodes/ZequenzeControl/cwmp/values/advice';
import { variableSet, variableSets } from '../../../nodes/ZequenzeControl/cwmp/variableSets';

const paths = variableSets.flatMap(({ device2, igd1 }) => [...device2, ...igd1]);

describe('the ready-made variable sets', () => {
	it.each(paths)('can be read without a remark: %s', (path) => {
		expect(normalisePath(path, 'get')).toBe(path);
		expect(adviceFor('get', path)).toEqual([]);
	});

	it('name no secret', () => {
		expect(paths.filter(isSecretPath)).toEqual([]);
	});

	it('belong to the root under which they are listed', () => {
		for (const { device2, igd1 } of variableSets) {
			expect(device2.every((path) => path.startsWith('Device.'))).toBe(true);
			expect(igd1.every((path) => path.startsWith('InternetGatewayDevice.'))).toBe(true);
		}
	});

	it('have names of their own, in alphabetical order', () => {
		const names = variableSets.map(({ name }) => name);
		expect(names).toEqual([...names].sort((one, other) => one.localeCompare(other)));
		expect(new Set(variableSets.map(({ value }) => value)).size).toBe(variableSets.length);
	});

	it('are found by their stored name', () => {
		expect(variableSet('health')?.name).toBe('Health');
		expect(variableSet('nonsense')).toBeUndefined();
	});
});
