import { setTimeout as sleep } from 'node:timers/promises';
import { gateway, integer, named, operationsPath, startRig, stopRigs, type Rig } from './rig.mts';

const interval = 'Device.ManagementServer.PeriodicInformInterval';

afterEach(stopRigs);

const states = (rig: Rig): string[] => rig.simulator.operations().map((one) => one.state);

async function until(isReached: () => boolean): Promise<void> {
	while (!isReached()) await sleep(5);
}

it('nothing happens before the device contacts the server', async () => {
	const rig = await startRig();
	await rig.post('set', [integer(interval, '300')]);
	expect(states(rig)).toEqual(['scheduled']);
	expect(rig.simulator.tree(gateway)[interval]?.value).toBe('3600');
});

it('a device works off its queue in order', async () => {
	const rig = await startRig();
	await rig.post('set', [integer(interval, '300')]);
	await rig.post('get', named(interval));
	await rig.post('set', [integer(interval, '400')]);
	expect(rig.simulator.inform(gateway)).toBe(3);
	const { data } = await rig.api.get<{ results: unknown[] }>(operationsPath);
	expect(data.results[1]).toMatchObject({ variables: [{ value: '300' }] });
	expect(rig.simulator.tree(gateway)[interval]?.value).toBe('400');
});

it('the same operation posted twice is carried out twice', async () => {
	const rig = await startRig();
	await rig.post('add.obj', named('Device.NAT.PortMapping.'));
	await rig.post('add.obj', named('Device.NAT.PortMapping.'));
	rig.simulator.inform();
	expect(rig.simulator.operations().map((one) => one.executions)).toEqual([1, 1]);
	expect(rig.simulator.tree(gateway)['Device.NAT.PortMapping.3.Enable']).toBeDefined();
});

it('an offline device does nothing until it is back', async () => {
	const rig = await startRig();
	rig.simulator.setOnline(gateway, false);
	await rig.post('get');
	expect(rig.simulator.inform()).toBe(0);
	expect(states(rig)).toEqual(['scheduled']);
	rig.simulator.setOnline(gateway, true);
	expect(rig.simulator.inform()).toBe(1);
	expect(states(rig)).toEqual(['completed']);
});

it('the fleet is told to contact the server by serial number, and refuses one that it has not', async () => {
	const rig = await startRig();
	expect(() => rig.simulator.inform('SN999999')).toThrow('The fleet has no device SN999999.');
});

it('devices contact the server by themselves at the interval', async () => {
	const rig = await startRig({ informInterval: 0.2, executionTime: 0 });
	for (const serial of rig.simulator.serials()) {
		await rig.post('get', [], { serial_number: serial });
	}
	await until(() => states(rig).every((state) => state === 'completed'));
	expect(rig.simulator.operations().every((one) => one.executions === 1)).toBe(true);
});

it('an operation passes pending and in_progress on its way', async () => {
	const rig = await startRig({ informInterval: 0.1, executionTime: 300 });
	await rig.post('get');
	await rig.post('get');
	await until(() => states(rig)[0] === 'in_progress');
	expect(states(rig)).toEqual(['in_progress', 'pending']);
	await until(() => states(rig).every((state) => state === 'completed'));
});

it('a device that goes offline in the middle leaves the rest for later', async () => {
	const rig = await startRig({ informInterval: 0.1, executionTime: 200 });
	await rig.post('get');
	await until(() => states(rig)[0] === 'in_progress');
	rig.simulator.setOnline(gateway, false);
	await sleep(400);
	expect(states(rig)).toEqual(['in_progress']);
	rig.simulator.setOnline(gateway, true);
	await until(() => states(rig)[0] === 'completed');
});
