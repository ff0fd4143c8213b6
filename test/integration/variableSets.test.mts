import type { IDataObject } from 'n8n-workflow';
import { variableSets } from '../../nodes/ZequenzeControl/cwmp/variableSets.ts';
import { jsonOf, refusedRequests, startBench, stopBenches, type Bench } from './bench.mts';
import { AT_ONCE, DEVICE, locator, scheduling } from './parameters.mts';

/** A TR-098 device of the simulated fleet: a DSL gateway that speaks PPPoE. */
const OLD_DEVICE = 'SN000005';

const CONNECTIONS = 'InternetGatewayDevice.WANDevice.1.WANConnectionDevice.1.';
const PPP = `${CONNECTIONS}WANPPPConnection.`;
const IP = `${CONNECTIONS}WANIPConnection.`;

const MODELS = [
	{ model: 'device2', serial: DEVICE },
	{ model: 'igd1', serial: OLD_DEVICE },
] as const;

/** Every choice of a set and a data model that the editor offers and the standard fills. */
const CHOICES = MODELS.flatMap(({ model, serial }) =>
	variableSets
		.filter((set) => set[model].length > 0)
		.map((set) => ({ name: set.name, value: set.value, model, serial, paths: set[model] })),
);

let bench: Bench;
beforeAll(async () => {
	bench = await startBench({ informInterval: 0.05, executionTime: 0 });
});
afterEach(() => expect(refusedRequests(bench.simulator)).toEqual([]));
afterAll(stopBenches);

/** What the node shows of one operation, after it waited for the device. */
async function outcomeOf(
	operation: Parameters<typeof scheduling>[0],
	serial: string,
	more: Parameters<typeof scheduling>[2],
	variables: unknown = '',
): Promise<IDataObject> {
	const { items, error } = await bench.run(
		scheduling(operation, variables, {
			device: locator(serial, 'serialNumber'),
			waitForCompletion: true,
			options: { ...AT_ONCE, waitInterval: 0.1, waitDeadline: 5 },
			...more,
		}),
	);
	expect(error).toBeUndefined();
	const [outcome = {}] = jsonOf(items);
	return outcome;
}

/** The names of the values that a set reads from a device. */
async function namesRead(
	variableSet: string,
	dataModel: string,
	serial: string,
): Promise<string[]> {
	const outcome = await outcomeOf('get', serial, {
		specifyVariables: 'set',
		variableSet,
		dataModel,
	});
	expect(outcome).toMatchObject({ state: 'succeeded', fault: null, serial_number: serial });
	return Object.keys(outcome.values ?? {});
}

/** Adds or deletes objects of the old device. */
async function change(operation: 'add.obj' | 'del.obj', ...paths: string[]): Promise<void> {
	const outcome = await outcomeOf(operation, OLD_DEVICE, {}, paths);
	expect(outcome).toMatchObject({ state: 'succeeded' });
}

describe('a ready-made set is answered with values for all that it asks for', () => {
	it.each(CHOICES)('$name on $model', async ({ value, model, serial, paths }) => {
		const names = await namesRead(value, model, serial);

		for (const path of paths) {
			expect(names).toContainEqual(expect.stringMatching(new RegExp(`^${path}`)));
		}
	});
});

describe('Port Mappings on InternetGatewayDevice:1', () => {
	const mappingsOf = async (): Promise<string[]> =>
		(await namesRead('portMappings', 'igd1', OLD_DEVICE)).filter((name) =>
			/\.PortMapping\.\d+\.ExternalPort$/.test(name),
		);

	it('finds those of a PPPoE connection', async () => {
		expect(await mappingsOf()).toEqual([`${PPP}1.PortMapping.1.ExternalPort`]);
	});

	it('finds those of an IP connection, on a gateway that has no PPPoE', async () => {
		await change('del.obj', `${PPP}1.`);
		await change('add.obj', IP);
		await change('add.obj', `${IP}1.PortMapping.`);

		expect(await mappingsOf()).toEqual([`${IP}1.PortMapping.1.ExternalPort`]);
	});
});

it('Wi-Fi Clients on InternetGatewayDevice:1 finds the clients of every network', async () => {
	const names = await namesRead('wifiClients', 'igd1', OLD_DEVICE);

	const clients = names.filter((name) => name.endsWith('.AssociatedDeviceMACAddress'));
	expect(clients.map((name) => name.split('.')[4])).toEqual(['1', '2']);
});
