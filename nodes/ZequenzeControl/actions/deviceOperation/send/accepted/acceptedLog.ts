import type { Logger } from 'n8n-workflow';

import type { OperationRequest } from '../../../../control/endpoints';
import type { Delivered } from '../dispatched';
import { idText } from './idText';

/**
 * Writes what became of requests to n8n's log while a run goes on: accepted transaction ids, and
 * devices for which nobody knows whether the server took the operation. When a run is stopped or
 * killed, n8n drops what the node would have returned: then the log is the only place that still
 * knows. Written before the next request is sent, it lacks no more than what is under way.
 */
export class AcceptedLog {
	private ids: string[] = [];

	private withoutId: string[] = [];

	private unanswered: string[] = [];

	constructor(private readonly logger: Pick<Logger, 'info' | 'warn'>) {}

	/** Takes in what the server took, or may have taken. */
	add({ serial_number: device }: OperationRequest, delivered: Delivered): void {
		if (delivered.kind === 'unknown') return;
		const { transactionId } = delivered.receipt;
		if (transactionId === null) this.withoutId.push(device);
		else this.ids.push(transactionId);
	}

	/** Takes in that no answer came to a request. */
	addUnanswered({ serial_number: device, operation }: OperationRequest): void {
		this.unanswered.push(`${idText(device)} (${operation})`);
	}

	/** Writes what is not written yet. */
	flush(): void {
		const { ids, withoutId, unanswered } = this;
		if (ids.length > 0) {
			this.logger.info(`CONTROL accepted the transactions ${ids.map(idText).join(', ')}`);
		}
		if (withoutId.length > 0) {
			const devices = withoutId.map(idText).join(', ');
			this.logger.info(
				`CONTROL accepted operations without showing IDs, on the devices ${devices}`,
			);
		}
		if (unanswered.length > 0) {
			this.logger.warn(
				`No answer came from CONTROL, which may have taken the operations on the devices ${unanswered.join(', ')}`,
			);
		}
		[this.ids, this.withoutId, this.unanswered] = [[], [], []];
	}
}
