import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { startN8n, type N8n } from '../../../host/startN8n.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { createControlCredential } from './credential.mts';
import { startSink, type Delivery, type Sink } from './sink.mts';
import { followingWorkflow, nextPoll, SETTLED_MS, until } from './workflow.mts';

/** One that is aimed and one that is not; `POWER_CUTS=20` cuts more often. */
export const CUTS = Number(process.env.POWER_CUTS ?? 2);

/** Each cut is a start of n8n, which takes long on a busy machine. */
export const PATIENCE_MS = 300_000 * CUTS;

const EVENTS_A_CUT = 20;
/** By then, what n8n does after a poll is over; the cut comes somewhere in it. */
const AFTER_A_POLL_MS = 500;
/** The time from one poll to the next. */
const BETWEEN_POLLS_MS = 3_000;

/** What became of the events of an n8n that lost its power again and again. */
export interface PowerCutReport {
	/** What happened on the server. */
	what: string;
	cuts: number;
	events: number;
	/** Names of what happened of which no workflow ever heard. */
	lost: string[];
	/** Events that came again after a cut, from the last execution before it: these may. */
	repeated: number;
	/** Events that came again otherwise. */
	wronglyRepeated: Delivery[];
	/** Names of what came under more than one event_key. */
	renamed: string[];
}

/** What happens on the server while the power is cut again and again. */
export interface Scenario {
	what: string;
	/** The parameters of the trigger. */
	parameters: Record<string, unknown>;
	/** Called a while before what is to be noticed. */
	prepare: (simulator: Simulator) => void;
	/** What the trigger is to notice, so many events. */
	happen: (simulator: Simulator, cut: number) => void;
	/** The names of all that happened. */
	wanted: (simulator: Simulator) => string[];
	/** The name of what a delivery tells of. */
	nameOf: (delivery: Delivery) => string;
}

/** Operations finish. */
export function operationsThatFinish(): Scenario {
	return {
		what: 'operations finish',
		parameters: {},
		prepare: (simulator) => simulator.addTransactions(EVENTS_A_CUT, { finished: false }),
		happen: (simulator) => void simulator.inform(),
		wanted: (simulator) => simulator.operations().map(({ id }) => id),
		nameOf: ({ transaction_id: id }) => id,
	};
}

/** All devices go offline, and come online again with the next cut. */
export function devicesThatComeAndGo(): Scenario {
	/** When that happened, in milliseconds since 1970. */
	const times: number[] = [];
	return {
		what: 'devices come and go',
		parameters: { triggerOn: 'deviceConnectionChanged' },
		prepare: () => {},
		happen: (simulator, cut) => {
			times.push(Date.now());
			for (const serial of simulator.serials()) simulator.setOnline(serial, cut % 2 === 1);
		},
		wanted: (simulator) =>
			times.flatMap((_, cut) => simulator.serials().map((serial) => `${serial} ${cut}`)),
		nameOf: ({ serial_number: serial, event_key: key }) => {
			const at = Date.parse(key.split(':').slice(2).join(':'));
			return `${serial} ${times.findLastIndex((time) => time <= at)}`;
		},
	};
}

/** An n8n whose power can be cut, with a trigger that follows a simulated CONTROL. */
class Stage {
	private constructor(
		private n8n: N8n,
		readonly simulator: Simulator,
		readonly sink: Sink,
	) {}

	static async set(packageTarball: string, { parameters }: Scenario): Promise<Stage> {
		const simulator = await startSimulator({ informInterval: 0, devices: EVENTS_A_CUT });
		const sink = await startSink();
		const n8n = await startN8n({ packageTarball, name: 'power-cuts' });
		const credentials = await createControlCredential(n8n.rest, simulator);
		const { id } = await n8n.rest.createWorkflow(followingWorkflow(credentials, sink, parameters));
		await n8n.rest.activate(id);
		return new Stage(n8n, simulator, sink);
	}

	/**
	 * n8n locks a trigger while it activates it, and a cut at this moment keeps it locked for two
	 * minutes.
	 */
	async settle(): Promise<void> {
		await nextPoll(this.simulator);
		await delay(SETTLED_MS);
	}

	/** Returns how many deliveries had come: what n8n had sent off already still arrives. */
	async cutPower(): Promise<number> {
		await this.n8n.kill();
		await this.sink.left();
		return this.sink.deliveries.length;
	}

	async startAgain(): Promise<void> {
		const { userFolder } = this.n8n;
		this.n8n = await startN8n({ userFolder, name: 'power-cuts' });
	}

	async clear(): Promise<void> {
		await this.n8n.stop();
		await rm(this.n8n.userFolder, { recursive: true, force: true, maxRetries: 3 });
		await this.sink.close();
		await this.simulator.close();
	}
}

/**
 * Has things happen, and cuts n8n's power at random moments while its trigger notices, so many
 * times.
 */
export async function cutPowerAgainAndAgain(
	packageTarball: string,
	cuts: number,
	scenario: Scenario,
): Promise<PowerCutReport> {
	const stage = await Stage.set(packageTarball, scenario);
	const { simulator, sink } = stage;
	/** How many deliveries had come at each cut. */
	const cutAt: number[] = [];
	const named = () =>
		sink.deliveries.map((delivery) => ({ name: scenario.nameOf(delivery), delivery }));
	const isAllThere = () => missing(scenario.wanted(simulator), named()).length === 0;
	try {
		for (let cut = 0; cut < cuts; cut += 1) {
			await stage.settle();
			// A slow n8n may still be at the last events; of two batches under way, a cut repeats the
			// last.
			await until(isAllThere, 'the events before the cut');
			scenario.prepare(simulator);
			await delay(Math.random() * BETWEEN_POLLS_MS);
			scenario.happen(simulator, cut);
			// Every second cut goes where it hurts: n8n starts the workflow and stores the state.
			const isAimed = cut % 2 === 0;
			if (isAimed) await nextPoll(simulator);
			await delay(Math.random() * (isAimed ? AFTER_A_POLL_MS : BETWEEN_POLLS_MS));
			cutAt.push(await stage.cutPower());
			await stage.startAgain();
		}
		await stage.settle();
		await until(isAllThere, 'all events').catch(() => undefined);
		return { what: scenario.what, cuts, ...judge(scenario.wanted(simulator), named(), cutAt) };
	} finally {
		await stage.clear();
	}
}

/** A delivery with the name of what it tells of. */
interface Named {
	name: string;
	delivery: Delivery;
}

function missing(wanted: readonly string[], named: readonly Named[]): string[] {
	const heard = new Set(named.map(({ name }) => name));
	return wanted.filter((name) => !heard.has(name));
}

function judge(
	wanted: readonly string[],
	named: readonly Named[],
	cutAt: readonly number[],
): Omit<PowerCutReport, 'what' | 'cuts'> {
	const keys = new Map<string, Set<string>>();
	for (const { name, delivery } of named) {
		keys.set(name, (keys.get(name) ?? new Set()).add(delivery.event_key));
	}
	const again = repeats(
		named.map(({ delivery }) => delivery),
		cutAt,
	);
	return {
		events: wanted.length,
		lost: missing(wanted, named),
		repeated: again.filter(({ isAllowed }) => isAllowed).length,
		wronglyRepeated: again.filter(({ isAllowed }) => !isAllowed).map(({ delivery }) => delivery),
		renamed: [...keys].filter(([, all]) => all.size > 1).map(([name]) => name),
	};
}

interface Repeat {
	delivery: Delivery;
	/** It was in the last execution before the latest cut, and comes for the first time after it. */
	isAllowed: boolean;
}

function repeats(deliveries: readonly Delivery[], cutAt: readonly number[]): Repeat[] {
	return deliveries.flatMap((delivery, nth): Repeat[] => {
		const { event_key: key } = delivery;
		const isKey = (other: Delivery) => other.event_key === key;
		if (!deliveries.slice(0, nth).some(isKey)) return [];
		const cut = cutAt.findLast((count) => count <= nth) ?? 0;
		const lastExecution = Math.max(...deliveries.slice(0, cut).map(({ execution }) => execution));
		const lastBatch = deliveries
			.slice(0, cut)
			.filter(({ execution }) => execution === lastExecution);
		const isAllowed = lastBatch.some(isKey) && !deliveries.slice(cut, nth).some(isKey);
		return [{ delivery, isAllowed }];
	});
}
