import type { OperationRequest } from '../../../control/endpoints';
import type { OpenQuestion } from '../../../follow/proof/proof';
import type { Witness } from '../../../follow/proof/sightings';

/** An operation on its way to the server, and what is known of it since. */
export class SentOperation {
	/** Under which ID the server accepted it; null while that is not known. */
	id: string | null = null;

	isAccepted = false;

	/** Whether the device was seen to have failed at it: it may be asked again. */
	hasFailed = false;

	/** When its answer came, or failed to come; null while it is under way. */
	endedAt: number | null = null;

	constructor(
		readonly request: OperationRequest,
		/** By our clock, in milliseconds since 1970; of several attempts, the last. */
		public sentAt: number,
	) {}
}

/** What is older has no part in what happens now, and may be gone from the list. */
const KEPT_MS = 24 * 60 * 60_000;

const MAX_KEPT = 10_000;

/**
 * What all executions in this process sent to one server within the last day: they must not take
 * each other's transactions for their own, and what one of them has accepted tells the others how
 * the server shows it.
 */
export class SentOperations {
	/** Under way, or with an unknown end. */
	private readonly open = new Set<SentOperation>();

	/** In the order of acceptance. */
	private readonly accepted = new Set<SentOperation>();

	/** Notes that an operation is sent, now or again. */
	begin(request: OperationRequest, now: number): SentOperation {
		this.forgetOld(now);
		const sent = new SentOperation(request, now);
		this.open.add(sent);
		return sent;
	}

	/** Notes that the server accepted it; without an ID nobody can tell as which transaction. */
	accept(sent: SentOperation, id: string | null, now: number): void {
		sent.endedAt ??= now;
		sent.isAccepted = true;
		if (id === null) return;
		sent.id = id;
		this.open.delete(sent);
		this.accepted.add(sent);
	}

	/** Notes that nobody knows what became of it. */
	lose(sent: SentOperation, now: number): void {
		sent.endedAt = now;
	}

	/** Notes that the server certainly did not take it. */
	drop(sent: SentOperation): void {
		this.open.delete(sent);
	}

	/** Notes that the devices have failed at the operations with these IDs. */
	fail(ids: ReadonlySet<string>): void {
		if (ids.size === 0) return;
		for (const sent of this.accepted) {
			if (sent.id !== null && ids.has(sent.id)) sent.hasFailed = true;
		}
	}

	/** All that was accepted, with its IDs; `own` is what the asking run sent. */
	witnesses(own: ReadonlySet<SentOperation>): Witness[] {
		const others = [...this.accepted].filter((sent) => !own.has(sent));
		return [
			...[...own].flatMap((sent) => witnessOf(sent, true)),
			...others.flatMap((sent) => witnessOf(sent, false)),
		];
	}

	/** What others sent to these devices, and nobody knows the end of. */
	rivals(
		own: ReadonlySet<SentOperation>,
		serialNumbers: ReadonlySet<string>,
		now: number,
	): OpenQuestion[] {
		return [...this.open]
			.filter((sent) => !own.has(sent) && serialNumbers.has(sent.request.serial_number))
			.map(({ request, sentAt, endedAt }) => ({ request, sentAt, madeBy: endedAt ?? now }));
	}

	/** What was sent to these devices. */
	byDevice(serialNumbers: ReadonlySet<string>): Map<string, SentOperation[]> {
		const byDevice = new Map<string, SentOperation[]>();
		for (const sent of [...this.open, ...this.accepted]) {
			const { serial_number: device } = sent.request;
			if (serialNumbers.has(device)) byDevice.set(device, [...(byDevice.get(device) ?? []), sent]);
		}
		return byDevice;
	}

	private forgetOld(now: number): void {
		for (const kept of [this.accepted, this.open]) {
			for (const sent of kept) {
				const isDone = sent.endedAt !== null && sent.endedAt < now - KEPT_MS;
				if (!isDone && kept.size <= MAX_KEPT) break;
				kept.delete(sent);
			}
		}
	}
}

function witnessOf({ id, request, sentAt, endedAt }: SentOperation, isOwn: boolean): Witness[] {
	return id === null || endedAt === null
		? []
		: [{ id, request, sentAt, answeredAt: endedAt, isOwn }];
}

const servers = new Map<string, SentOperations>();

/** What this process sent to the server at this address. */
export function sentTo(baseUrl: string): SentOperations {
	const sent = servers.get(baseUrl) ?? new SentOperations();
	servers.set(baseUrl, sent);
	return sent;
}
