import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import type { CredentialData } from '../engine/credential.mts';
import { DEVICE } from '../parameters.mts';
import type { Fault } from './faults.mts';
import { NOBODY, SERVER, type HostNames } from './hostNames.mts';
import type { Persistence } from './rules.mts';

/** A token long enough to be looked for in what the user sees. */
export const TOKEN = 'token-of-the-fault-matrix';

/** Devices beside the one in question; nothing strikes what is sent to them. */
export const OTHERS = ['SN000002', 'SN000003'] as const;

/** Which requests a fault strikes. */
export interface Target {
	method: 'GET' | 'POST' | 'PUT';
	persistence: Persistence;
	/** How many of them it lets pass first; none where nothing is said. */
	after?: number;
}

/** A CONTROL with one finished operation, and a credential that leads to it by way of a fault. */
export interface FaultyControl {
	credential: CredentialData;
	/** The id of the operation that is there from the start. */
	knownId: string;
	/** The name of the device in question. */
	knownName: string;
	/** Lets the fault begin, for what is done with the credential from then on. */
	strike(): void;
	/** The ids of what was scheduled on the device since the start. */
	scheduled(): string[];
	/** How many changes of values were scheduled on the device. */
	sets(): number;
	/** The actions that the device is to do when it next contacts the server. */
	actions(): readonly string[];
	close(): Promise<void>;
}

/** Starts a server for one cell of the matrix. */
export async function startFaultyControl(
	{ how }: Fault,
	{ method, persistence, after }: Target,
	names: HostNames,
	informInterval = 0,
): Promise<FaultyControl> {
	const settings = how.place === 'habit' ? how.settings : {};
	const simulator = await startSimulator({
		devices: method === 'POST' ? OTHERS.length + 1 : 1,
		informInterval,
		executionTime: 0,
		token: TOKEN,
		...settings,
	});
	// A device that has just come up is news to a trigger that looks back.
	for (const isUp of [false, true]) simulator.setOnline(DEVICE, isUp);
	// An operation in the list that has long finished shows that this server keeps them.
	simulator.addTransactions(1, { ago: 60_000 });
	const [known] = simulator.operations();
	const credential: CredentialData = {
		token: TOKEN,
		baseUrl: simulator.url,
		authorizationScheme: 'bearer',
		ignoreSslIssues: false,
	};
	const strike = (): void => {
		if (how.place === 'no connection' || how.place === 'no such host') {
			credential.baseUrl = `http://${badName(how.place, persistence, names)}:${portOf(simulator)}`;
		} else if (how.place === 'answer') {
			const times = persistence === 'once' ? { times: 1 } : {};
			const device = method === 'POST' ? { serial: DEVICE } : {};
			simulator.inject({ match: { method, ...device, ...times, after }, effect: how.effect });
		}
	};
	return {
		credential,
		knownId: known?.id ?? '',
		knownName: 'Home 1',
		strike,
		scheduled: () =>
			simulator
				.operations()
				.filter(({ id, serial_number: serial }) => id !== known?.id && serial === DEVICE)
				.map(({ id }) => id),
		sets: () =>
			simulator
				.operations()
				.filter(({ serial_number: serial, operation }) => serial === DEVICE && operation === 'set')
				.length,
		actions: () => simulator.actions(DEVICE),
		close: async () => await simulator.close(),
	};
}

function badName(
	place: 'no connection' | 'no such host',
	persistence: Persistence,
	names: HostNames,
): string {
	const bad = place === 'no connection' ? NOBODY : null;
	if (persistence === 'once') return names.name([bad, SERVER]);
	return place === 'no connection' ? names.name([bad]) : 'control.invalid';
}

function portOf({ url }: Simulator): string {
	return new URL(url).port;
}
