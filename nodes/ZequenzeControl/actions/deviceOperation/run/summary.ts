import type { IDataObject } from 'n8n-workflow';

import { ControlError } from '../../../control/failures/errors';
import type { Outcome } from '../../../follow/outcome';
import type { Subject } from '../../../items/failures';

/** What came of one device, as far as a summary speaks of it. */
export type Ended =
	| { outcome: Pick<Outcome, 'state' | 'fault' | 'reason' | 'timed_out' | 'transaction_id'> }
	| { error: Error; subject: Subject };

/** In people's words, in the order in which a summary says them. */
const WORDS = {
	succeeded: 'succeeded',
	refused: 'refused',
	late: 'not done at the deadline',
	running: 'running',
	scheduled: 'scheduled',
	unknown: 'ended in a way that CONTROL does not show',
	device_down: 'down, skipped',
	already_open: 'with the same operation already, skipped',
	paused_by_server: 'not sent: CONTROL asks to come back later',
	stopped_after_failures: 'not sent after the stop',
	unknown_delivery: 'perhaps not taken by CONTROL (unknown_delivery)',
	failed: 'failed',
	stopped_by_rollout: 'not sent, as the roll-out was stopped',
	dry_run: 'checked',
} as const;

type Way = keyof typeof WORDS;

const MAX_FAULTS = 3;

/** How a run went, in one line, with nothing kept of the devices but how many there are of each. */
export class RunSummary {
	private devices = 0;

	private readonly ways = new Map<Way, number>();

	/** How often devices refused with each fault, by its code and name. */
	private readonly faults = new Map<string, number>();

	/** Counts what came of one device. */
	add(end: Ended): void {
		this.devices += 1;
		const way = wayOf(end);
		count(this.ways, way);
		const fault = way === 'refused' ? faultOf(end) : '';
		if (fault !== '') count(this.faults, fault);
	}

	/**
	 * E.g. "25 devices: 19 succeeded, 4 refused (9005 Invalid parameter name), 2 down, skipped";
	 * undefined for a run about one device, of which the item says it all.
	 */
	text(): string | undefined {
		if (this.devices < 2) return undefined;
		const parts = wayNames().flatMap((way) => {
			const times = this.ways.get(way);
			const faults = way === 'refused' ? this.faultsText() : '';
			return times === undefined ? [] : [`${counted(times)} ${WORDS[way]}${faults}`];
		});
		const line = `${counted(this.devices)} devices: ${parts.join(', ')}`;
		const advice = this.ways.has('dry_run')
			? NOTHING_SENT
			: this.ways.has('scheduled')
				? FOLLOW
				: '';
		return line + advice;
	}

	/** The faults by how often they came, the most frequent first. */
	private faultsText(): string {
		const names = [...this.faults].sort(([, one], [, other]) => other - one);
		const shown = names
			.slice(0, MAX_FAULTS)
			.map(([name, times]) => (names.length === 1 ? name : `${counted(times)} × ${name}`));
		if (names.length > MAX_FAULTS) shown.push('others');
		return shown.length === 0 ? '' : ` (${shown.join(', ')})`;
	}
}

function count<K>(counts: Map<K, number>, key: K): void {
	counts.set(key, (counts.get(key) ?? 0) + 1);
}

const NOTHING_SENT = '. This was a dry run: nothing was sent';
const FOLLOW =
	'. Follow what is scheduled with the Zequenze CONTROL Trigger node, or with Transaction > Wait';

function wayNames(): Way[] {
	return Object.keys(WORDS).filter((name): name is Way => name in WORDS);
}

function wayOf(end: Ended): Way {
	if ('error' in end) {
		const kind = end.error instanceof ControlError ? end.error.kind : undefined;
		if (kind === 'device_refused') return 'refused';
		if (kind === 'deadline_passed') return 'late';
		return kind === 'unknown_delivery' || kind === 'device_down' ? kind : 'failed';
	}
	const { state, reason, timed_out: isLate } = end.outcome;
	if (state === 'not_sent') return reason ?? 'stopped_after_failures';
	if (isLate) return 'late';
	return state === 'failed' ? 'refused' : state;
}

function faultOf(end: Ended): string {
	const fault: IDataObject | Outcome['fault'] | undefined =
		'error' in end ? end.subject.fault : end.outcome.fault;
	const parts = [fault?.code, fault?.name];
	return parts.filter((part) => typeof part === 'string').join(' ');
}

function counted(number: number): string {
	return number.toLocaleString('en');
}
