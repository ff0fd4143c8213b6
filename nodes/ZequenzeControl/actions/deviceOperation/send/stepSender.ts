import type { Job } from '../plan/job';
import { AcceptedLog } from './accepted/acceptedLog';
import { Progress } from './accepted/progress';
import { dispatch } from './dispatch';
import { hasFailed, STOPPED, type Dispatched } from './dispatched';
import type { Sending } from './send';

/**
 * Sends operations one by one as they come up, with the same promises as all at once: nothing that
 * was delivered before is sent again, what is accepted is logged at once, and nothing more is sent
 * where a failure stops the run.
 */
export class OneByOneSender {
	/** What became of each operation so far. */
	readonly results = new Map<Job, Dispatched>();

	private readonly log: AcceptedLog;

	private readonly progress: Progress;

	private failures = 0;

	/** Whether nothing more is sent. */
	hasStopped = false;

	constructor(
		private readonly sending: Sending,
		/** How many devices the run is about. */
		private readonly total: number,
	) {
		this.log = new AcceptedLog(sending.context.logger);
		this.progress = new Progress(sending.context);
	}

	/** What became of this operation. Throws RunCancelled. */
	readonly send = async (job: Job): Promise<Dispatched> => {
		const before = this.sending.delivered.get(job);
		const result = before ?? (this.hasStopped ? STOPPED : await this.dispatchOne(job));
		this.results.set(job, result);
		if (hasFailed(result)) this.countFailure();
		return result;
	};

	/** A device has failed in another way than by its sending. */
	countFailure(): void {
		const { context, settings } = this.sending;
		this.failures += 1;
		this.hasStopped ||= !context.continueOnFail() || settings.shouldStop(this.failures, this.total);
	}

	private async dispatchOne(job: Job): Promise<Dispatched> {
		const { client, pace, settings, delivered, sent } = this.sending;
		const dispatched = await dispatch(client, [job], {
			...pace,
			timeoutMs: settings.timeoutMs,
			sent,
			onUnanswered: ({ request }) => this.log.addUnanswered(request),
			beforeSending: () => this.log.flush(),
			maySetAgain: ({ plan }) => plan.guards.setAgainWhenUnknown,
			shouldStop: () => this.hasStopped,
			onDelivered: (one, result) => {
				delivered.set(one, result);
				this.log.add(one.request, result);
				this.log.flush();
				this.progress.add(result);
				this.progress.note();
			},
		});
		return dispatched.get(job) ?? STOPPED;
	}
}
