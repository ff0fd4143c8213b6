import type { Logger } from 'n8n-workflow';

import type { Receipt } from '../../../control/client';

/**
 * Writes accepted transaction ids to n8n's log while a run goes on. When a run is stopped or killed, n8n drops what the
 * node would have returned: then the log is the only place that still knows these ids, but for one batch.
 */
export class AcceptedLog {
	private readonly ids: string[] = [];

	private logged = 0;

	constructor(
		private readonly logger: Logger,
		private readonly batch: number,
	) {}

	add({ transactionId }: Receipt): void {
		if (transactionId !== null) this.ids.push(transactionId);
		if (this.ids.length - this.logged >= this.batch) this.flush();
	}

	/** Writes what is not written yet. */
	flush(): void {
		const fresh = this.ids.slice(this.logged);
		this.logged = this.ids.length;
		if (fresh.length) this.logger.info(`CONTROL accepted the transactions ${fresh.join(', ')}`);
	}

	get all(): readonly string[] {
		return this.ids;
	}
}
