import type { Transaction } from '../../../nodes/ZequenzeControl/control/transaction';
import { shown } from './transactions.mts';

const NEXT: Readonly<Record<string, readonly string[]>> = {
	scheduled: ['in_progress', 'completed', 'failed'],
	in_progress: ['completed', 'failed'],
};

/** Two devices, so that a filter can tell transactions apart. */
export const WANTED_DEVICE = 'SN1';
const OTHER_DEVICE = 'SN2';

interface Entry {
	transaction: Transaction;
	listed: boolean;
}

/** A server's list of transactions, each of which only ever goes forward: scheduled, perhaps running, finished. */
export class SimulatedServer {
	private readonly entries: Entry[] = [];

	private clock = 0;

	create(onWantedDevice: boolean): void {
		const transaction = shown({
			id: `txn ${this.entries.length}%`,
			serialNumber: onWantedDevice ? WANTED_DEVICE : OTHER_DEVICE,
			operation: 'set',
			status: 'scheduled',
			updatedAt: this.time(),
		});
		this.entries.push({ transaction, listed: true });
	}

	/** Moves one transaction on, by one of the ways that are open to it. */
	advance(pick: number, way: number): void {
		const entry = this.picked(pick);
		const next = NEXT[entry?.transaction.status ?? ''];
		const status = next?.[way % next.length];
		if (!entry || status === undefined) return;
		entry.transaction = { ...entry.transaction, status, updatedAt: this.time() };
	}

	/** Drops one transaction from the list, or takes it back into it. */
	toggle(pick: number): void {
		const entry = this.picked(pick);
		if (entry) entry.listed = !entry.listed;
	}

	list(): Transaction[] {
		return this.entries.filter(({ listed }) => listed).map(({ transaction }) => transaction);
	}

	private picked(pick: number): Entry | undefined {
		return this.entries[pick % Math.max(1, this.entries.length)];
	}

	private time(): string {
		this.clock += 1;
		return new Date(this.clock * 1000).toISOString();
	}
}
