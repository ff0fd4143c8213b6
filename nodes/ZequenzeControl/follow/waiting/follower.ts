import type { ControlClient } from '../../control/client';
import { waitForCompletion, type WaitEnd, type WaitSettings } from './waitForCompletion';

/** Somebody who waits for one transaction. */
interface Waiter {
	resolve: (end: WaitEnd) => void;
	reject: (error: unknown) => void;
	/** By the clock of the run, in milliseconds. */
	until: number;
}

/**
 * Follows transactions that come up one after the other, all of them together, each until its own deadline. The settings'
 * deadline is that of one transaction, from the moment it is waited for.
 */
export class Follower {
	private readonly waiters = new Map<string, Waiter>();

	private joined: string[] = [];

	private isClosed = false;

	private isRunning = false;

	constructor(
		private readonly client: ControlClient,
		private readonly settings: WaitSettings,
	) {}

	/** How the wait for a transaction ended. Rejects with RunCancelled, and with what the follower itself stumbles over. */
	async waitFor(id: string): Promise<WaitEnd> {
		const { clock, deadlineMs } = this.settings;
		const end = new Promise<WaitEnd>((resolve, reject) => {
			this.waiters.set(id, { resolve, reject, until: clock.now() + deadlineMs });
		});
		this.joined.push(id);
		if (!this.isRunning) void this.run();
		return await end;
	}

	/** Nothing more will be waited for. */
	close(): void {
		this.isClosed = true;
	}

	private async run(): Promise<void> {
		this.isRunning = true;
		try {
			await waitForCompletion(this.client, [], {
				...this.settings,
				deadlineMs: Infinity,
				joining: {
					next: () => this.next(),
					ended: (id, end) => this.settle(id, end),
				},
			});
		} catch (error) {
			for (const { reject } of this.waiters.values()) reject(error);
			this.waiters.clear();
		} finally {
			this.isRunning = false;
		}
	}

	private next(): { joined: readonly string[]; goesOn: boolean } {
		const now = this.settings.clock.now();
		for (const [id, { until }] of this.waiters) {
			if (now >= until) this.settle(id, { kind: 'timed_out', transaction: null });
		}
		const joined = this.joined.filter((id) => this.waiters.has(id));
		this.joined = [];
		return { joined, goesOn: !this.isClosed };
	}

	private settle(id: string, end: WaitEnd): void {
		const waiter = this.waiters.get(id);
		this.waiters.delete(id);
		waiter?.resolve(end);
	}
}
