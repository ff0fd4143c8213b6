import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { itemsOf, type Execution } from '../../host/execution.mts';
import { ROOT } from '../../host/places.mts';
import { example } from '../../scripts/demo/example.mts';
import type { Simulator } from '../../simulator/start.mts';
import { CREDENTIAL_TYPE, startControl, type Control } from './harness/control.mts';
import { sharedN8n, type SharedN8n } from './harness/sharedN8n.mts';

const DEVICES = 25;
const TR098_DEVICES = 5;

interface Expectation {
	/** The node from which the workflow starts. */
	trigger: string;
	check: (execution: Execution, simulator: Simulator) => void;
}

const valueOf = (simulator: Simulator, serial: string, path: string) =>
	simulator.tree(serial)[path]?.value;

/** What must have happened after each workflow of examples/ was run once. */
const EXAMPLES: Record<string, Expectation> = {
	'change-inform-interval.json': {
		trigger: 'Manual',
		check: (execution, simulator) => {
			expect(itemsOf(execution, 'Inform Every 5 Minutes')).toHaveLength(DEVICES);
			expect(simulator.operations()).toHaveLength(DEVICES);
			simulator.inform();
			const intervals = simulator.serials().map((serial) => {
				const parameters = Object.entries(simulator.tree(serial));
				return parameters.find(([path]) => path.endsWith('.PeriodicInformInterval'))?.[1].value;
			});
			expect(new Set(intervals)).toEqual(new Set(['300']));
		},
	},
	'create-guest-network.json': {
		trigger: 'Manual',
		check: (execution, simulator) => {
			const [item] = itemsOf(execution, 'Name and Enable It');
			expect(item?.json).toMatchObject({ state: 'succeeded', serial_number: 'SN000001' });
			expect(valueOf(simulator, 'SN000001', 'Device.WiFi.SSID.3.SSID')).toBe('Guests');
			expect(valueOf(simulator, 'SN000001', 'Device.WiFi.SSID.3.Enable')).toBe('true');
		},
	},
	'find-weak-optical-signals.json': {
		trigger: 'Manual',
		check: (execution, simulator) => {
			const read = itemsOf(execution, 'Read Optical Signal').map(({ json }) => json.state);
			expect(read).toHaveLength(DEVICES);
			expect(read.filter((state) => state === 'failed')).toHaveLength(TR098_DEVICES);
			const level = 'Device.Optical.Interface.1.OpticalSignalLevel';
			const weak = simulator
				.serials()
				.filter((serial) => Number(valueOf(simulator, serial, level) ?? 0) < -25_000);
			expect(weak.length).toBeGreaterThan(0);
			const found = itemsOf(execution, 'Weaker than -25 dBm').map(({ json }) => json.serial_number);
			expect(found).toEqual(weak);
		},
	},
	'report-finished-transactions.json': {
		trigger: 'Transaction Finished',
		check: (execution, simulator) => {
			const [sample] = itemsOf(execution, 'Report');
			expect(sample?.json).toMatchObject({
				event: 'transaction.succeeded',
				transaction_id: simulator.operations().at(-1)?.id,
			});
		},
	},
};

it('every workflow of examples/ is tried here', () => {
	expect(readdirSync(join(ROOT, 'examples')).sort()).toEqual(Object.keys(EXAMPLES).sort());
});

describe.each(Object.entries(EXAMPLES))('examples/%s', (file, { trigger, check }) => {
	let n8n: SharedN8n;
	let control: Control;
	beforeAll(async () => {
		n8n = await sharedN8n();
		control = await startControl(n8n.rest, { devices: DEVICES, informInterval: 1 });
		control.simulator.addTransactions(1);
	});
	afterAll(async () => await control.close());

	it('does what its name says once its credential is chosen', async () => {
		const { credentials, simulator } = control;
		if (trigger === 'Manual') simulator.clearOperations();
		const draft = example(file, CREDENTIAL_TYPE, credentials[CREDENTIAL_TYPE]);
		const { id } = await n8n.rest.createWorkflow(draft);

		const execution = await n8n.rest.runToEnd(id, trigger);

		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
		check(execution, simulator);
	});
});
