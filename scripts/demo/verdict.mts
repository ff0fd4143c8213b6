import type { Simulator } from '../../simulator/start.mts';
import type { Outcome } from './story.mts';

const WANTED = '300';
const SETTING = 'ManagementServer.PeriodicInformInterval';

/** Where the trigger's word must meet the simulator's. */
const EVENT_OF: Record<string, string> = {
	completed: 'transaction.succeeded',
	failed: 'transaction.failed',
};

/** One device's line of the demo's table. */
export interface Row {
	serial: string;
	transaction: string;
	/** As the server really ended it. */
	state: string;
	/** The setting as the device has it now. */
	value: string;
	/** What the trigger reported. */
	event: string;
	right: boolean;
}

function settingOf(simulator: Simulator, serial: string): string {
	const parameters = Object.entries(simulator.tree(serial));
	return parameters.find(([path]) => path.endsWith(`.${SETTING}`))?.[1].value ?? '';
}

/**
 * Holds what the workflows put out against what the simulated devices went through, one row a
 * device. A row is right when the device has carried out its one operation once, has the new value,
 * and was reported once and truly.
 */
export function rowsOf(simulator: Simulator, { scheduled, reported }: Outcome): Row[] {
	const truth = simulator.operations();
	return simulator.serials().map((serial) => {
		const operations = truth.filter(({ serial_number }) => serial_number === serial);
		const items = scheduled.filter(({ serial_number }) => serial_number === serial);
		const reports = reported.filter(({ serial_number }) => serial_number === serial);
		const [operation] = operations;
		const value = settingOf(simulator, serial);
		const once = [operations, items, reports].every(({ length }) => length === 1);
		const sameId =
			items[0]?.transaction_id === operation?.id && reports[0]?.transaction_id === operation?.id;
		return {
			serial,
			transaction: items.map(({ transaction_id }) => transaction_id).join(' '),
			state: operation?.state ?? 'none',
			value,
			event: reports.map(({ event }) => event).join(' '),
			right:
				once &&
				sameId &&
				operation?.executions === 1 &&
				operation.state === 'completed' &&
				reports[0]?.event === EVENT_OF[operation.state] &&
				value === WANTED,
		};
	});
}
