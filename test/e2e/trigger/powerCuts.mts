import { rm } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { startN8n, type N8n } from '../../../host/startN8n.mts';
import { startSimulator, type Simulator } from '../../../simulator/start.mts';
import { createControlCredential } from './credential.mts';
import { startSink, type Delivery, type Sink } from './sink.mts';
import { followingWorkflow, nextPoll, SETTLED_MS, until } from './workflow.mts';

const OPERATIONS_A_CUT = 20;
/** By then, what n8n does after a poll is over; the cut comes somewhere in it. */
const AFTER_A_POLL_MS = 500;
/** The time from one poll to the next. */
const BETWEEN_POLLS_MS = 3_000;
const ARRIVED_MS = 200;

/** What became of the events of an n8n that lost its power again and again. */
export interface PowerCutReport {
	cuts: number;
	operations: number;
	/** Ids of finished operations of which no workflow ever heard. */
	lost: string[];
	/** Events that came again after a cut, from the last execution before it: these may. */
	repeated: number;
	/** Events that came again otherwise. */
	wronglyRepeated: Delivery[];
	/** Transactions whose end came under more than one event_key. */
	renamed: string[];
}

/** An n8n whose power can be cut, with a trigger that follows a simulated CONTROL. */
class Stage {
	private constructor(
		private n8n: N8n,
		readonly simulator: Simulator,
		readonly sink: Sink,
	) {}

	static async set(packageTarball: string): Promise<Stage> {
		const simulator = await startSimulator({ informInterval: 0, devices: OPERATIONS_A_CUT });
		const sink = await startSink();
		const n8n = await startN8n({ packageTarball, name: 'power-cuts' });
		const credentials = await createControlCredential(n8n.rest, simulator);
		const { id } = await n8n.rest.createWorkflow(followingWorkflow(credentials, sink));
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
		await delay(ARRIVED_MS);
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
 * Has operations finish, and cuts n8n's power at random moments while its trigger notices, so many
 * times.
 */
export async function cutPowerAgainAndAgain(
	packageTarball: string,
	cuts: number,
): Promise<PowerCutReport> {
	const stage = await Stage.set(packageTarball);
	const { simulator, sink } = stage;
	/** How many deliveries had come at each cut. */
	const cutAt: number[] = [];
	try {
		for (let cut = 0; cut < cuts; cut += 1) {
			await stage.settle();
			simulator.addTransactions(OPERATIONS_A_CUT, { finished: false });
			await delay(Math.random() * BETWEEN_POLLS_MS);
			simulator.inform();
			// Every second cut goes where it hurts: n8n starts the workflow and stores the state.
			const isAimed = cut % 2 === 0;
			if (isAimed) await nextPoll(simulator);
			await delay(Math.random() * (isAimed ? AFTER_A_POLL_MS : BETWEEN_POLLS_MS));
			cutAt.push(await stage.cutPower());
			await stage.startAgain();
		}
		await stage.settle();
		const wanted = simulator.operations().map(({ id }) => id);
		const isThere = () => missing(wanted, sink.deliveries).length === 0;
		await until(isThere, 'all events').catch(() => undefined);
		return { cuts, ...judge(wanted, sink.deliveries, cutAt) };
	} finally {
		await stage.clear();
	}
}

function missing(wanted: readonly string[], deliveries: readonly Delivery[]): string[] {
	const heard = new Set(deliveries.map(({ transaction_id: id }) => id));
	return wanted.filter((id) => !heard.has(id));
}

function judge(
	wanted: readonly string[],
	deliveries: readonly Delivery[],
	cutAt: readonly number[],
): Omit<PowerCutReport, 'cuts'> {
	const keys = new Map<string, Set<string>>();
	for (const { transaction_id: id, event_key: key } of deliveries) {
		keys.set(id, (keys.get(id) ?? new Set()).add(key));
	}
	const again = repeats(deliveries, cutAt);
	return {
		operations: wanted.length,
		lost: missing(wanted, deliveries),
		repeated: again.filter(({ isAllowed }) => isAllowed).length,
		wronglyRepeated: again.filter(({ isAllowed }) => !isAllowed).map(({ delivery }) => delivery),
		renamed: [...keys].filter(([, names]) => names.size > 1).map(([id]) => id),
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
