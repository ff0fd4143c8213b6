import type { IExecuteFunctions } from 'n8n-workflow';

import { ControlError } from '../../../control/failures/errors';
import type { ResultsIn } from '../../../fields/resultsIn';
import type { Outcome } from '../../../follow/outcome';
import type { ItemOutput } from '../../../items/itemOutput';
import { ResultsFile } from '../../../items/resultsFile';
import type { Job } from '../plan/job';
import type { JobResult } from './result';
import { RunSummary } from './summary';

const STATES: ReadonlyArray<Outcome['state']> = [
	'scheduled',
	'running',
	'succeeded',
	'failed',
	'unknown',
	'not_sent',
];

/** Where the results of a run go: into items, or into a file with one item that sums it up. */
export class RunResults {
	/** What ends the node where it is to stop at failures. */
	readonly failures: Array<[Job, Error]> = [];

	private readonly counted = new RunSummary();

	private readonly file: ResultsFile | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly output: ItemOutput,
		resultsIn: ResultsIn = 'items',
	) {
		this.file = resultsIn === 'items' ? undefined : new ResultsFile(resultsIn, STATES);
	}

	/** Takes what came of one device. */
	add(job: Job, result: JobResult): void {
		this.counted.add(result);
		if ('items' in result) {
			this.file?.add(result.outcome.state, result.items);
			if (this.file) return;
			for (const json of result.items) this.output.add(job.plan.itemIndex, json);
		} else if (!this.context.continueOnFail()) {
			this.failures.push([job, result.error]);
		} else if (this.file) {
			this.file.addFailure(stateAfter(result.error), 'state', result.error, result.subject);
		} else {
			this.output.fail(job.plan.itemIndex, result.error, result.subject, job.many);
		}
	}

	/** How the run went, in one line; undefined for a run about one device. */
	summary(): string | undefined {
		return this.counted.text();
	}

	/** Puts the file out, where there is one. */
	async finish(summary: string): Promise<void> {
		if (this.file) this.output.addForAll(await this.file.item(this.context, summary));
	}
}

function stateAfter(error: Error): Outcome['state'] {
	const kind = error instanceof ControlError ? error.kind : undefined;
	return kind === 'unknown_delivery' ? 'unknown' : 'failed';
}
