import type { ControlClient } from '../../control/client';
import type { WaitEnd } from './waitEnd';
import { waitForCompletion, type WaitSettings } from './waitForCompletion';

/** Somebody who waits for one transaction. */
interface Waiter {
	resolve: (end: WaitEnd) => void;
	reject: (error: unknown) => void;
}

/**
 * Follows transactions that come up one after the other, all of them together, each until its own
 * deadline.
 */
export class Follower {
	private readonly waiters = new Map<string, Waiter>();

	private joined = new Map<string, number>();

	private isClosed = false;

	private isRunning = false;

	constructor(
		private readonly client: ControlClient,
		private readonly settings: Omit<WaitSettings, 'deadlineMs' | 'deadlines' | 'joining'>,
	) {}

	/**
	 * How the wait for a transaction ended, at the latest so many milliseconds from now. Rejects with
	 * RunCancelled, and with what the follower itself stumbles over.
	 */
	async waitFor(id: string, deadlineMs: number): Promise<WaitEnd> {
		const end = new Promise<WaitEnd>((resolve, reject) => {
			this.waiters.set(id, { resolve, reject });
		});
		this.joined.set(id, deadlineMs);
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
				deadlineMs: 0,
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

	private next(): { joined: ReadonlyMap<string, number>; goesOn: boolean } {
		const { joined } = this;
		this.joined = new Map();
		return { joined, goesOn: !this.isClosed };
	}

	private settle(id: string, end: WaitEnd): void {
		const waiter = this.waiters.get(id);
		this.waiters.delete(id);
		waiter?.resolve(end);
	}
}
