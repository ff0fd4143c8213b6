import { readTransaction, type Transaction } from '../../../control/answers/transaction';
import type { ControlClient } from '../../../control/client';
import type { ControlError } from '../../../control/failures/errors';
import { mannerOf } from '../../../follow/proof/manner';
import { keyOf } from '../../../follow/proof/reconcile';
import {
	compare,
	foldedSerial,
	isLike,
	type Comparison,
} from '../../../follow/proof/sameOperation';
import { sightingsIn } from '../../../follow/proof/sightings';
import { stateOf } from '../../../follow/states';
import { certainRange } from '../../../ground/shownTime';
import type { Job } from '../plan/job';
import type { Dispatched } from './dispatched';
import { ListProof } from './listProof';
import { noState, notComparable, notWhole, stillUnknown } from './sameOperationRefusals';
import type { SentOperation, SentOperations } from './sentOperations';

/** Which jobs need not or must not be sent, and what was listed before anything is. */
export interface SameOperations {
	verdicts: Map<Job, Dispatched>;
	/** IDs that were listed. */
	listedIds: ReadonlySet<string>;
}

/**
 * Finds out for which jobs the server already has the same operation. What cannot be compared holds
 * a job back, and so does a list that is not whole. What this process sent a moment ago counts
 * although the list does not show it yet. Throws ControlError and RunCancelled.
 */
export async function findSameOperations(
	client: ControlClient,
	jobs: readonly Job[],
	sent: SentOperations,
	now: number,
): Promise<SameOperations> {
	const list = new ListProof(client);
	const matches = new Matches(jobs);
	const listed: Transaction[] = [];
	for await (const page of list.pages()) {
		for (const transaction of page) {
			matches.add(transaction);
			if (transaction.id !== null) listed.push(transaction);
		}
	}
	const since = sinceByServer(client, listed, sent);
	const before = sent.byDevice(new Set(jobs.map(({ request }) => request.serial_number)));
	const verdicts = new Map<Job, Dispatched>();
	for (const job of jobs) {
		const verdict =
			matches.verdictOn(job, since) ??
			sentBefore(before.get(job.request.serial_number) ?? [], job, list.listedIds, now) ??
			(list.isWhole ? undefined : refused(notWhole(list.gap)));
		if (verdict) verdicts.set(job, verdict);
	}
	return { verdicts, listedIds: list.listedIds };
}

// The Date header has whole seconds, and takes its time on the way.
const DATE_IS_OFF_MS = 2_000;

/**
 * Turns a time by our clock into what the server shows for it, as its own times tell, or else its
 * Date header.
 */
function sinceByServer(
	client: ControlClient,
	listed: readonly Transaction[],
	sent: SentOperations,
): (instant: number) => number {
	const listing = { transactions: listed, isWhole: true };
	const seen = sightingsIn(listing, sent.witnesses(new Set()))?.seen ?? [];
	const clock = mannerOf(seen)?.clock;
	const byDate = client.serverTime(0) ?? 0;
	const ahead = clock ? clock.least : byDate;
	return (instant) => (Math.abs(ahead) < DATE_IS_OFF_MS ? instant : instant + ahead);
}

/** What is listed that may be the same as a job. */
interface Match {
	transaction: Transaction;
	/** What cannot be compared; undefined where it certainly is the same. */
	unclear?: string;
}

/**
 * What stands before the last characters of a serial number may be the maker, so that these are
 * looked up.
 */
const ENDINGS = [1, 2, 3];

class Matches {
	private readonly byEnding = new Map<string, Job[]>();

	/** One job for each operation that differs in more than the device. */
	private readonly kinds = new Map<string, Job>();

	private readonly byJob = new Map<Job, Match[]>();

	/** What may be about any device, by kind. */
	private readonly byKind = new Map<string, Match[]>();

	constructor(jobs: readonly Job[]) {
		for (const job of jobs) {
			append(this.byEnding, foldedSerial(job.request.serial_number).slice(-ENDINGS.length), job);
			this.kinds.set(kindOf(job), job);
		}
	}

	/** Takes in what is listed. */
	add(transaction: Transaction): void {
		const folded = foldedSerial(transaction.serialNumber ?? '');
		for (const ending of new Set(ENDINGS.map((length) => folded.slice(-length)))) {
			for (const job of this.byEnding.get(ending) ?? []) {
				const comparison = compare(transaction, job.request);
				if (isLike(comparison.serialNumber)) this.match(this.byJob, job, transaction, comparison);
			}
		}
		if (!/^\d*$/.test(transaction.serialNumber ?? '')) return;
		// A device that is not named by its serial number may be any.
		for (const [kind, job] of this.kinds) {
			const comparison = compare(transaction, job.request);
			if (comparison.serialNumber !== 'unclear') continue;
			this.match(this.byKind, kind, transaction, comparison);
		}
	}

	/** What holds a job back, if anything does; `since` gives a time by the server's clock. */
	verdictOn(job: Job, since: (instant: number) => number): Dispatched | undefined {
		const matches = [...(this.byJob.get(job) ?? []), ...(this.byKind.get(kindOf(job)) ?? [])];
		let doubt: ControlError | undefined;
		for (const { transaction, unclear } of matches) {
			const counts = stillCounts(transaction, job, since);
			if (counts === true && unclear === undefined) {
				return { kind: 'skipped', reason: 'already_open', transaction };
			}
			if (counts !== false) doubt ??= counts === true ? notComparable(unclear ?? '') : noState();
		}
		return doubt && refused(doubt);
	}

	private match<K>(
		matches: Map<K, Match[]>,
		key: K,
		transaction: Transaction,
		comparison: Comparison,
	): void {
		if (Object.values(comparison).includes('other')) return;
		append(matches, key, { transaction, unclear: unclearIn(comparison) });
	}
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
	const list = lists.get(key);
	if (list) list.push(value);
	else lists.set(key, [value]);
}

/**
 * Whether serial numbers are nothing but digits belongs to it: then a number is no device in the
 * books of the server.
 */
function kindOf({ request }: Job): string {
	const isNumber = /^\d+$/.test(request.serial_number);
	return keyOf({ ...request, serial_number: isNumber ? '0' : 'A' });
}

/**
 * The first fact that cannot be compared. A value that the server hides is taken for the one that
 * is sent.
 */
function unclearIn({ serialNumber, operation, names }: Comparison): string | undefined {
	if (!isLike(serialNumber)) return 'the serial number';
	if (!isLike(operation)) return 'the operation';
	return isLike(names) ? undefined : 'the variables';
}

/** Whether what is listed counts; undefined where the server does not show what that takes. */
function stillCounts(
	transaction: Transaction,
	{ plan }: Job,
	since: (instant: number) => number,
): boolean | undefined {
	const state = stateOf(transaction, plan.outcomeOptions.words);
	if (state === 'failed') return false;
	if (state === 'unknown' && transaction.status === null) return undefined;
	if (state !== 'succeeded') return true;
	const wanted = plan.guards.same?.succeededSince ?? null;
	if (wanted === null) return false;
	const range = certainRange(transaction.updatedAt ?? transaction.createdAt);
	if (range === null) return undefined;
	if (range.from >= since(wanted)) return true;
	return range.to < since(wanted) ? false : undefined;
}

/** So long may a list lag behind what the server accepted. */
const LAG_MS = 10 * 60_000;

/**
 * What holds a job back that this process sent to the device before, and that the list does not
 * show.
 */
function sentBefore(
	before: readonly SentOperation[],
	{ request }: Job,
	listedIds: ReadonlySet<string>,
	now: number,
): Dispatched | undefined {
	const recent = before.filter(
		({ request: sent, endedAt, hasFailed }) =>
			!hasFailed && keyOf(sent) === keyOf(request) && (endedAt === null || endedAt >= now - LAG_MS),
	);
	const unlisted = recent.find(({ id }) => id !== null && !listedIds.has(id));
	if (unlisted) {
		const transaction = readTransaction({ id: unlisted.id });
		return { kind: 'skipped', reason: 'already_open', transaction };
	}
	const isUnknown = recent.some(({ isAccepted }) => !isAccepted);
	return isUnknown && request.operation !== 'get' ? refused(stillUnknown()) : undefined;
}

function refused(error: ControlError): Dispatched {
	return { kind: 'refused', error };
}
