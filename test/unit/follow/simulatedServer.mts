import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import { shown } from './transactions.mts';

const NEXT: Readonly<Record<string, readonly string[]>> = {
	scheduled: ['in_progress', 'completed', 'failed'],
	in_progress: ['completed', 'failed'],
};

/** Two devices, so that a filter can tell transactions apart. */
export const WANTED_DEVICE = 'SN1';
const OTHER_DEVICE = 'SN2';

interface Entry {
	/** All that it has been, the latest last. */
	versions: Transaction[];
	listed: boolean;
	/** How many versions the copy of the server's data lags behind that answers now. */
	lag: number;
}

/**
 * A server's list of transactions, each of which only ever goes forward: scheduled, perhaps
 * running, finished.
 */
export class SimulatedServer {
	private readonly entries: Entry[] = [];

	private clock = 0;

	/** Milliseconds since 1970. */
	get now(): number {
		return this.clock * 1000;
	}

	create(onWantedDevice: boolean): void {
		const device = onWantedDevice ? WANTED_DEVICE : OTHER_DEVICE;
		this.add(`txn ${this.entries.length}%`, device);
	}

	/** Uses the id of a transaction again for the other device, at once or after it vanished. */
	reuse(pick: number, vanishes: boolean): void {
		const entry = this.picked(pick);
		const [first] = entry?.versions ?? [];
		if (!entry || typeof first?.id !== 'string') return;
		const device = first.serialNumber === WANTED_DEVICE ? OTHER_DEVICE : WANTED_DEVICE;
		const isTaken = this.entries.some(
			({ versions: [other] }) => other?.id === first.id && other.serialNumber === device,
		);
		if (isTaken) return;
		if (vanishes) entry.listed = false;
		this.add(first.id, device);
	}

	/** Moves one transaction on, by one of the ways that are open to it. */
	advance(pick: number, way: number): void {
		const entry = this.picked(pick);
		const last = entry?.versions.at(-1);
		const next = NEXT[last?.status ?? ''];
		const status = next?.[way % next.length];
		if (!entry || !last || status === undefined) return;
		entry.versions.push({ ...last, status, updatedAt: this.time() });
	}

	/** Drops one transaction from the list, or takes it back into it. */
	toggle(pick: number): void {
		const entry = this.picked(pick);
		if (entry) entry.listed = !entry.listed;
	}

	/** Lets an old copy of the data answer for one transaction, or the present one again. */
	lag(pick: number, versions: number): void {
		const entry = this.picked(pick);
		if (entry) entry.lag = versions;
	}

	/** From now on all that is shown is as it is. */
	catchUp(): void {
		for (const entry of this.entries) entry.lag = 0;
	}

	list(): Transaction[] {
		return this.entries
			.filter(({ listed }) => listed)
			.flatMap(
				({ versions, lag }) => versions.slice(Math.max(0, versions.length - 1 - lag))[0] ?? [],
			);
	}

	private add(id: string, serialNumber: string): void {
		const updatedAt = this.time();
		const transaction = shown({
			id,
			serialNumber,
			operation: 'set',
			status: 'scheduled',
			updatedAt,
		});
		this.entries.push({ versions: [transaction], listed: true, lag: 0 });
	}

	private picked(pick: number): Entry | undefined {
		return this.entries[pick % Math.max(1, this.entries.length)];
	}

	private time(): string {
		this.clock += 1;
		return new Date(this.clock * 1000).toISOString();
	}
}
