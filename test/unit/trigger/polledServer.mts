import type { Answer } from './pollContext.mts';

const LIST = 'https://control.example/api/v1/inventory_device_serial_headless_operation/';

const PAGE_SIZE = 3;

const NEXT: Readonly<Record<string, readonly string[]>> = {
	scheduled: ['in_progress', 'completed', 'failed'],
	in_progress: ['completed', 'failed'],
};

interface Entry {
	id: string;
	serial_number: string;
	operation: string;
	status: string;
	updated_at: string;
}

/**
 * A server that lists transactions in short pages, oldest first, with a clock that its requests
 * move on.
 */
export class PolledServer {
	/** Milliseconds since 1970, the same for the server and n8n. */
	now = Date.parse('2026-01-01T00:00:00Z');

	/** How long it takes to answer, in milliseconds. */
	latencyMs = 0;

	/** How many requests from now is the one that fails; undefined for none. */
	failsIn: number | undefined;

	private readonly entries: Entry[] = [];

	create(): void {
		this.now += 1000;
		this.entries.push({
			id: `txn_${this.entries.length}`,
			serial_number: 'SN1',
			operation: 'set',
			status: 'scheduled',
			updated_at: this.time(),
		});
	}

	/**
	 * Moves one transaction on, by one of the ways that are open to it; returns its id if that ended
	 * it.
	 */
	advance(pick: number, way: number): string | undefined {
		const entry = this.entries[pick % Math.max(1, this.entries.length)];
		const next = NEXT[entry?.status ?? ''];
		const status = next?.[way % next.length];
		if (!entry || status === undefined) return undefined;
		this.now += 1000;
		Object.assign(entry, { status, updated_at: this.time() });
		return status === 'in_progress' ? undefined : entry.id;
	}

	/** The answer to a request for a page of the list. */
	answer(url: string): Answer {
		this.now += this.latencyMs;
		if (this.failsIn !== undefined) {
			this.failsIn -= 1;
			if (this.failsIn < 0) {
				this.failsIn = undefined;
				return { status: 503, json: {} };
			}
		}
		const offset = Number(new URL(url).searchParams.get('offset') ?? 0);
		const end = offset + PAGE_SIZE;
		const next = end < this.entries.length ? `${LIST}?offset=${end}` : null;
		// The answer shows the list of this moment, however late it arrives.
		const results = structuredClone(this.entries.slice(offset, end));
		return { status: 200, json: { count: this.entries.length, next, results } };
	}

	private time(): string {
		return new Date(this.now).toISOString();
	}
}
