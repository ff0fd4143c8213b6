import {
	boolean,
	gateway,
	integer,
	named,
	oldGateway,
	startRig,
	stopRigs,
	string,
	type Rig,
} from './rig.mts';

const interval = 'Device.ManagementServer.PeriodicInformInterval';
const informs = 'Device.ManagementServer.PeriodicInformEnable';
const portMapping = 'Device.NAT.PortMapping.';

let rig: Rig;
beforeEach(async () => {
	rig = await startRig();
});
afterEach(stopRigs);

describe('get', () => {
	it('reads a parameter with its type', async () => {
		const { status, variables } = await rig.run('get', named(interval));
		expect(status).toBe('completed');
		expect(variables).toEqual([{ variable_name: interval, value: '3600', value_type: 'integer' }]);
	});

	it('reads everything below a partial path', async () => {
		const { variables } = await rig.run('get', named('Device.WiFi.SSID.'));
		const names = variables.map((one) => one.variable_name);
		expect(names).toContain('Device.WiFi.SSID.1.SSID');
		expect(names).toContain('Device.WiFi.SSID.2.Stats.BytesSent');
		expect(names.every((name) => name.startsWith('Device.WiFi.SSID.'))).toBe(true);
	});

	it('reads the whole tree when no variable is named', async () => {
		const { variables } = await rig.run('get', []);
		expect(variables.map((one) => one.variable_name).toSorted()).toEqual(
			Object.keys(rig.simulator.tree(gateway)).toSorted(),
		);
	});

	it('reads an integer beyond 2^53 exactly', async () => {
		const { variables } = await rig.run('get', named('Device.WiFi.SSID.1.Stats.BytesSent'));
		expect(variables[0]?.value).toBe('9007199254740993');
	});

	it('reads a hidden parameter back empty', async () => {
		const key = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
		await rig.run('set', [string(key, 'correct-horse')]);
		const { variables } = await rig.run('get', named(key));
		expect(variables[0]?.value).toBe('');
		expect(rig.simulator.tree(gateway)[key]?.value).toBe('correct-horse');
	});

	it('knows the other data model on every fifth device', async () => {
		const path = 'InternetGatewayDevice.DeviceInfo.SerialNumber';
		const { variables } = await rig.run('get', named(path), oldGateway);
		expect(variables[0]?.value).toBe(oldGateway);
	});

	it('fails as a whole when one name is unknown', async () => {
		const { status, fault, variables } = await rig.run('get', named(interval, 'Device.Nope'));
		expect(status).toBe('failed');
		expect(fault).toMatchObject({ code: 9005, variable_name: 'Device.Nope' });
		expect(variables.every((one) => one.value === undefined)).toBe(true);
	});
});

describe('set', () => {
	it('changes what get reads', async () => {
		await rig.run('set', [integer(interval, '300'), boolean(informs, 'false')]);
		const { variables } = await rig.run('get', named(interval, informs));
		expect(variables.map((one) => one.value)).toEqual(['300', 'false']);
	});

	it('changes one device only', async () => {
		await rig.run('set', [integer(interval, '300')]);
		expect(rig.simulator.tree('SN000002')[interval]?.value).toBe('3600');
	});

	it('is all or nothing, and names every variable at fault', async () => {
		const { fault, variables } = await rig.run('set', [
			integer(interval, '300'),
			string('Device.Nope', 'x'),
			integer('Device.DeviceInfo.UpTime', '1'),
		]);
		expect(fault).toEqual({ code: 9003, message: 'Invalid arguments', variable_name: null });
		expect(variables.map((one) => one.fault?.code)).toEqual([undefined, 9005, 9008]);
		expect(rig.simulator.tree(gateway)[interval]?.value).toBe('3600');
	});

	it.each([
		['an unknown name', 9005, string('Device.Nope', 'x')],
		['an instance that is not there', 9005, string('Device.WiFi.SSID.99.SSID', 'x')],
		['a wrong type', 9006, string(interval, '300')],
		['text for an integer', 9007, integer(interval, 'abc')],
		['a negative unsigned integer', 9007, integer(interval, '-5')],
		['an integer out of range', 9007, integer('Device.WiFi.Radio.1.Channel', '256')],
		['a word that is no boolean', 9007, boolean(informs, 'maybe')],
		['text that is too long', 9007, string('Device.WiFi.SSID.1.SSID', 'x'.repeat(33))],
		['a word that is not offered', 9007, string('Device.Ethernet.Interface.1.DuplexMode', 'Maybe')],
		['a malformed date', 9007, string('Device.ManagementServer.PeriodicInformTime', 'today')],
		['a read-only parameter', 9008, integer('Device.DeviceInfo.UpTime', '1')],
	])('refuses %s with fault %i', async (_case, code, variable) => {
		const { status, fault } = await rig.run('set', [variable]);
		expect(status).toBe('failed');
		expect(fault).toMatchObject({ code, variable_name: variable.variable_name });
	});

	it('refuses a variable that is named twice with fault 9003', async () => {
		const { fault } = await rig.run('set', [integer(interval, '300'), integer(interval, '400')]);
		expect(fault).toMatchObject({ code: 9003, variable_name: interval });
	});
});

describe('add.obj', () => {
	it('shows the new number and gives the object its default values', async () => {
		const { variables } = await rig.run('add.obj', named(portMapping));
		expect(variables).toEqual([{ variable_name: portMapping, value: '2', instance_number: 2 }]);
		const { variables: added } = await rig.run('get', named(`${portMapping}2.`));
		expect(added).toContainEqual({
			variable_name: `${portMapping}2.Protocol`,
			value: 'TCP',
			value_type: 'string',
		});
	});

	it('counts the new object in NumberOfEntries', async () => {
		await rig.run('add.obj', named(portMapping));
		expect(rig.simulator.tree(gateway)['Device.NAT.PortMappingNumberOfEntries']?.value).toBe('2');
	});

	it('gives a new object empty tables', async () => {
		await rig.run('add.obj', named('Device.WiFi.AccessPoint.'));
		const path = 'Device.WiFi.AccessPoint.3.AssociatedDeviceNumberOfEntries';
		expect(rig.simulator.tree(gateway)[path]?.value).toBe('0');
	});

	it.each(['Device.NAT.PortMapping', 'Device.Hosts.Host.', 'Device.NAT.', 'Device.Nope.'])(
		'refuses %s with fault 9005',
		async (path) => {
			const { fault } = await rig.run('add.obj', named(path));
			expect(fault).toMatchObject({ code: 9005, variable_name: path });
		},
	);
});

describe('del.obj', () => {
	it('removes the object with everything below it', async () => {
		await rig.run('del.obj', named('Device.WiFi.AccessPoint.1.'));
		const left = Object.keys(rig.simulator.tree(gateway));
		expect(left.filter((path) => path.startsWith('Device.WiFi.AccessPoint.1.'))).toEqual([]);
		expect(left).toContain('Device.WiFi.AccessPoint.2.Enable');
	});

	it.each(['Device.NAT.PortMapping.9.', 'Device.NAT.PortMapping.', 'Device.Hosts.Host.1.'])(
		'refuses %s with fault 9005',
		async (path) => {
			const { fault } = await rig.run('del.obj', named(path));
			expect(fault).toMatchObject({ code: 9005, variable_name: path });
		},
	);
});

describe('a ping', () => {
	const ping = 'Device.IP.Diagnostics.IPPing.';
	const request = string(`${ping}DiagnosticsState`, 'Requested');
	const stateOf = (): string | undefined =>
		rig.simulator.tree(gateway)[`${ping}DiagnosticsState`]?.value;

	it('is done at the contact after the one that asked for it', async () => {
		await rig.run('set', [string(`${ping}Host`, 'example.net'), request]);
		expect(stateOf()).toBe('Requested');
		const { variables } = await rig.run('get', named(ping));
		const values = Object.fromEntries(
			variables.map((one) => [one.variable_name.slice(ping.length), one.value]),
		);
		expect(values).toMatchObject({ DiagnosticsState: 'Complete', SuccessCount: '4' });
		expect(Number(values.AverageResponseTime)).toBeGreaterThan(0);
	});

	it('without a host ends in an error state', async () => {
		await rig.run('set', [request]);
		rig.simulator.inform(gateway);
		expect(stateOf()).toBe('Error_CannotResolveHostName');
	});
});

describe('quirks', () => {
	it('ignores-unknown: answers success to unknown, read-only and missing, and does nothing', async () => {
		rig.simulator.configure({ quirks: ['ignores-unknown'] });
		const before = { ...rig.simulator.tree(gateway) };
		const set = await rig.run('set', [
			string('Device.Nope', 'x'),
			string('Device.DeviceInfo.ModelName', 'x'),
		]);
		const deletion = await rig.run('del.obj', named(`${portMapping}9.`));
		expect([set.status, deletion.status]).toEqual(['completed', 'completed']);
		expect(Object.keys(rig.simulator.tree(gateway))).toEqual(Object.keys(before));
		expect(rig.simulator.tree(gateway)['Device.DeviceInfo.ModelName']?.value).toBe('XR-500');
	});

	it('numeric-booleans: booleans read back as 1 and 0', async () => {
		rig.simulator.configure({ quirks: ['numeric-booleans'] });
		const { variables } = await rig.run('get', named(informs));
		expect(variables[0]?.value).toBe('1');
	});

	it('needs-reboot: a set is committed with status 1', async () => {
		rig.simulator.configure({ quirks: ['needs-reboot'] });
		const { status, operation_details } = await rig.run('set', [integer(interval, '300')]);
		expect(status).toBe('completed');
		expect(operation_details?.cwmp_status).toBe(1);
	});

	it('lies: a set succeeds and changes nothing', async () => {
		rig.simulator.configure({ quirks: ['lies'] });
		const before = rig.simulator.tree(gateway)[interval]?.value;
		expect((await rig.run('set', [integer(interval, '301')])).status).toBe('completed');
		expect(rig.simulator.tree(gateway)[interval]?.value).toBe(before);
	});

	it('normalises: a value is kept in another form', async () => {
		rig.simulator.configure({ quirks: ['normalises'] });
		await rig.run('set', [integer(interval, '301')]);
		expect(rig.simulator.tree(gateway)[interval]?.value).toBe('300');
	});

	it('hides: a get succeeds and shows no value', async () => {
		rig.simulator.configure({ quirks: ['hides'] });
		const { status, variables } = await rig.run('get', named(interval));
		expect([status, variables[0]?.value]).toEqual(['completed', undefined]);
	});

	it('reverts: a new value is shown once, and then it is the old one again', async () => {
		rig.simulator.configure({ quirks: ['reverts'] });
		const before = rig.simulator.tree(gateway)[interval]?.value;
		await rig.run('set', [integer(interval, '301')]);
		const shown = [await rig.run('get', named(interval)), await rig.run('get', named(interval))];
		expect(shown.map(({ variables }) => variables[0]?.value)).toEqual(['301', before]);
	});

	it('applies-at-restart: a set is committed with status 1, and shown from the next restart on', async () => {
		rig.simulator.configure({ quirks: ['applies-at-restart'] });
		const before = rig.simulator.tree(gateway)[interval]?.value;
		const { operation_details } = await rig.run('set', [integer(interval, '301')]);
		expect(operation_details?.cwmp_status).toBe(1);
		expect((await rig.run('get', named(interval))).variables[0]?.value).toBe(before);
		await rig.api.put(`/inventory_device_serial_operation/${gateway}/`, { operation: 'reboot' });
		rig.simulator.inform(gateway);
		expect((await rig.run('get', named(interval))).variables[0]?.value).toBe('301');
	});

	it('anonymous-faults: one 9005 for the batch names no variable', async () => {
		rig.simulator.configure({ quirks: ['anonymous-faults'] });
		const { fault, variables } = await rig.run('set', [
			integer(interval, '300'),
			string('Device.DeviceInfo.ModelName', 'x'),
		]);
		expect(fault).toMatchObject({ code: 9005, variable_name: null });
		expect(variables.every((one) => one.fault === undefined)).toBe(true);
	});
});
