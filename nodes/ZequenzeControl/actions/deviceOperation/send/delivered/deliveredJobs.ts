import type { IDataObject } from 'n8n-workflow';

import { readTransaction } from '../../../../control/answers/transaction';
import { ControlError } from '../../../../control/failures/errors';
import { isJsonObject } from '../../../../ground/json';
import type { Job } from '../../plan/job';
import type { Delivered, Dispatched } from '../dispatched';

/**
 * What no later try of the node may send again: the server took it, may have taken it, or refused
 * it for good.
 */
export type Settled = Delivered | Extract<Dispatched, { kind: 'refused' }>;

/** What became of the jobs that no later try of the node may send again. */
export class DeliveredJobs {
	private readonly results = new Map<string, Settled>();

	/** What is known of a job; undefined where it may be sent. */
	get(job: Job): Settled | undefined {
		return this.results.get(keyOfJob(job));
	}

	/** Notes what became of a job. */
	set(job: Job, result: Settled): void {
		this.results.set(keyOfJob(job), result);
	}

	/**
	 * What n8n can store with an execution, for when the user retries it: IDs and reasons, no values.
	 * What was refused may be sent again by then.
	 */
	toStored(): IDataObject {
		return Object.fromEntries(
			[...this.results].flatMap(([key, result]) =>
				result.kind === 'refused' ? [] : [[key, toStored(result)]],
			),
		);
	}

	/** Takes in what was stored; anything else is passed over. */
	addStored(stored: unknown): this {
		if (!isJsonObject(stored)) return this;
		for (const [key, entry] of Object.entries(stored)) {
			const result = fromStored(entry);
			if (result && !this.results.has(key)) this.results.set(key, result);
		}
		return this;
	}
}

const fingerprints = new WeakMap<object, string>();

/**
 * Two input items may ask for the very same operation on purpose, so the item counts too. Holds no
 * values: it is stored.
 */
function keyOfJob({ plan, request, step }: Job): string {
	const { serial_number: device, operation, variables } = request;
	const known = fingerprints.get(variables) ?? fingerprint(JSON.stringify(variables));
	fingerprints.set(variables, known);
	const key = [plan.itemIndex, device, operation, known].join(' ');
	return step === undefined ? key : `${key} ${step}`;
}

/** Tells texts apart, and does not give them away. */
function fingerprint(text: string): string {
	let [one, other] = [0x811c9dc5, 0x1000193];
	for (let at = 0; at < text.length; at += 1) {
		one = Math.imul(one ^ text.charCodeAt(at), 0x01000193);
		other = Math.imul(other ^ text.charCodeAt(at), 0x85ebca6b);
	}
	return (one >>> 0).toString(36) + (other >>> 0).toString(36);
}

function toStored(result: Delivered): IDataObject {
	if (result.kind === 'accepted') return { id: result.receipt.transactionId };
	const { message, httpCode, code } = result.error;
	return { unknown: message, httpCode, code };
}

function fromStored(entry: unknown): Delivered | null {
	if (!isJsonObject(entry)) return null;
	const { id, unknown, httpCode, code } = entry;
	if (typeof id === 'string' || id === null) {
		const transaction = readTransaction(id === null ? {} : { id });
		return { kind: 'accepted', receipt: { transactionId: id, transaction } };
	}
	if (typeof unknown !== 'string') return null;
	const error = new ControlError({
		kind: 'connection_lost',
		message: unknown,
		fix: '',
		...(typeof httpCode === 'number' && { httpCode }),
		...(typeof code === 'string' && { code }),
		transient: false,
		delivery: 'lost',
	});
	return { kind: 'unknown', error };
}
