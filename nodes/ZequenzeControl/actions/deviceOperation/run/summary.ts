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

/**
 * One line for a run, e.g. "25 devices: 19 succeeded, 4 refused (9005 Invalid parameter name), 2
 * down, skipped"; undefined for a run about one device, of which the item says it all.
 */
export function runSummary(ends: readonly Ended[]): string | undefined {
	if (ends.length < 2) return undefined;
	const byWay = new Map<Way, Ended[]>();
	for (const end of ends) {
		const way = wayOf(end);
		const same = byWay.get(way);
		if (same) same.push(end);
		else byWay.set(way, [end]);
	}
	const parts = wayNames().flatMap((way) => {
		const same = byWay.get(way);
		return same ? [`${counted(same.length)} ${WORDS[way]}${faultsIn(way, same)}`] : [];
	});
	const line = `${counted(ends.length)} devices: ${parts.join(', ')}`;
	const advice = byWay.has('dry_run') ? NOTHING_SENT : byWay.has('scheduled') ? FOLLOW : '';
	return line + advice;
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

/** The faults by how often they came, the most frequent first. */
function faultsIn(way: Way, ends: readonly Ended[]): string {
	if (way !== 'refused') return '';
	const counts = new Map<string, number>();
	for (const end of ends) {
		const fault = 'error' in end ? end.subject.fault : end.outcome.fault;
		const name = nameOf(fault);
		if (name !== '') counts.set(name, (counts.get(name) ?? 0) + 1);
	}
	const names = [...counts].sort(([, one], [, other]) => other - one);
	const shown = names
		.slice(0, MAX_FAULTS)
		.map(([name, count]) => (names.length === 1 ? name : `${counted(count)} × ${name}`));
	if (names.length > MAX_FAULTS) shown.push('others');
	return shown.length === 0 ? '' : ` (${shown.join(', ')})`;
}

function nameOf(fault: IDataObject | Outcome['fault'] | undefined): string {
	const parts = [fault?.code, fault?.name];
	return parts.filter((part) => typeof part === 'string').join(' ');
}

function counted(count: number): string {
	return count.toLocaleString('en');
}
