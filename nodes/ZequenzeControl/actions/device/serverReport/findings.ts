import { readCachedValue } from '../../../control/answers/cachedValue';
import { readTransaction } from '../../../control/answers/transaction';
import { isOldestFirst } from '../../../follow/events/listOrder';
import { stateOf } from '../../../follow/states';
import { serverInstant } from '../../../ground/dates';
import type { Probe } from './probes';

/** What the nodes make of a server, in sentences that say nothing of its devices. */
export function findingsIn(probes: readonly Probe[]): string[] {
	const named = new Map(probes.map((probe) => [probe.asked, probe]));
	return [
		...probes.flatMap(unanswered),
		...aboutTransactions(named.get('list of transactions')),
		...aboutDevices(named.get('list of devices')),
		...aboutCached(named.get('cached values of a device')),
	];
}

function unanswered({ asked, answer, failure, json }: Probe): string[] {
	if (failure !== null) return [`The ${asked} gave no answer (${failure}).`];
	if (answer === null) return [];
	if (answer.status !== 200) return [`The ${asked} is answered with HTTP ${answer.status}.`];
	return json === undefined ? [`The ${asked} is answered with something that is no JSON.`] : [];
}

function aboutTransactions(probe: Probe | undefined): string[] {
	if (!probe || probe.entries.length === 0) {
		return ['No transaction is listed: what following can promise shows once there is one.'];
	}
	const all = probe.entries.map(readTransaction);
	const [first] = all;
	if (!first) return [];
	const isDated = all.every(({ createdAt, updatedAt }) => (updatedAt ?? createdAt) !== null);
	const isZoned = all.every(
		({ createdAt, updatedAt }) => serverInstant(updatedAt ?? createdAt) !== null,
	);
	return [
		first.id === null
			? 'Transactions show no IDs: they cannot be followed one by one, nor by the trigger.'
			: 'Transactions show IDs: they can be waited for, and the trigger follows them.',
		first.status === null
			? 'Transactions show no status: only values that were read, or a fault, tell how one ended.'
			: all.some((one) => stateOf(one) === 'unknown')
				? 'Transactions show a status in a word that is not known: add it by Extra Status Words.'
				: 'Transactions show a status in known words.',
		isDated
			? isZoned
				? 'Transactions show times with a zone: events can be told apart, and lost replies looked up by time.'
				: 'Transactions show times without a zone: they are compared with each other only.'
			: 'Transactions show no times: a lost reply is looked up by IDs that count up, or stays unknown.',
		isOldestFirst(all)
			? 'The list of transactions begins with the oldest.'
			: 'The list of transactions begins with the newest, or shows no order.',
		aboutPaging(probe),
	];
}

function aboutPaging({ count, hasNext }: Probe): string {
	if (count === null && !hasNext) {
		return 'Lists show neither a count nor a next page: whether one is whole cannot be told where it is as long as a page.';
	}
	return count === null
		? 'Lists lead to a next page, and show no count.'
		: 'Lists show how many entries they have, so that one that is cut off is noticed.';
}

function aboutDevices(probe: Probe | undefined): string[] {
	const [device] = probe?.entries ?? [];
	if (!device) return ['No device is listed.'];
	const changedAt = device.last_status_change;
	return [
		typeof device.status === 'boolean'
			? 'Devices show whether they are up.'
			: 'Devices do not show by true or false whether they are up.',
		typeof changedAt === 'string' && serverInstant(changedAt) !== null
			? 'Devices show since when: device events carry the time of the change.'
			: 'Devices do not show since when, with a zone: device events carry the time at which they were noticed.',
	];
}

function aboutCached(probe: Probe | undefined): string[] {
	const values = (probe?.entries ?? []).map(readCachedValue).filter((value) => value !== null);
	if (values.length === 0) return ['No cached values were seen.'];
	return values.every(({ readAt }) => serverInstant(readAt) !== null)
		? ['Cached values show their times: Fresher Than can tell how old they are.']
		: ['Cached values show no times: nobody can tell how old they are.'];
}
