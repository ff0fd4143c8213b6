import { readCachedValue, type CachedValue } from '../../control/answers/cachedValue';
import type { ControlClient } from '../../control/client';
import type { CachedQuery } from '../../control/endpoints';
import { ControlError } from '../../control/failures/errors';
import type { ListEnd } from '../../control/lists/listEnd';
import { isMeant, type PathPattern } from '../../cwmp/paths/pathPattern';
import { serverInstant } from '../../ground/dates';
import type { CachedPlan } from './cachedFields';

/** What CONTROL knows of one device. */
export interface CachedReading {
	serialNumber: string;
	/** In the order of the server's list, each path once. */
	values: readonly CachedValue[];
	/** Parameters that were named and are not there. */
	missing: readonly string[];
	/** Paths whose values are older than asked for; null where no time tells. */
	stale: readonly string[] | null;
	/** How the list ended that was not whole. */
	gap: ListEnd | null;
}

// So that an address is not longer than servers take.
const MAX_NAMES = 40;
const MAX_NAMES_LENGTH = 1_500;

/**
 * Reads what CONTROL knows of a device, and of that what is meant: a server that ignores a filter
 * lists more. Throws ControlError, also where it shows another device, or more values than allowed.
 */
export async function readCached(
	client: ControlClient,
	serialNumber: string,
	plan: CachedPlan,
): Promise<CachedReading> {
	const found = new Map<string, CachedValue>();
	let gap: ListEnd | null = null;
	/** Whether the server listed anything at all. */
	const read = async (names: Names): Promise<boolean> => {
		let isAnything = false;
		const pages = client.cachedPages({
			parent__serial_number: serialNumber,
			...names,
			...(plan.forceUpdate && { force_update: true }),
			...(plan.pendingOnly && { pending: true }),
		});
		for await (const { entries, end } of pages) {
			isAnything ||= entries.length > 0;
			for (const value of entries.map(readCachedValue)) take(value);
			if (end?.complete === false) gap = end;
		}
		return isAnything;
	};
	const take = (value: CachedValue | null): void => {
		if (value === null || !plan.patterns.some((one) => isMeant(one, value.variable_name))) return;
		requireDevice(value, serialNumber);
		found.set(value.variable_name, value);
		if (found.size > plan.maxValues) throw tooMany(plan.maxValues, serialNumber);
	};
	for (const names of namesIn(plan.patterns)) {
		// A server without wildcards takes them for names, and finds nothing.
		if (!(await read(names)) && names.wildcard && (await read({}))) break;
	}
	return { ...judged([...found.values()], plan, client), serialNumber, gap };
}

type Names = Pick<CachedQuery, 'parameter__variable_name' | 'wildcard'>;

/** All of these in as few requests as can be; a branch is all that begins with it. */
function* namesIn(patterns: readonly PathPattern[]): Generator<Names, void, undefined> {
	let group: PathPattern[] = [];
	for (const pattern of patterns) {
		const isFull =
			group.length === MAX_NAMES || namesOf([...group, pattern]).length > MAX_NAMES_LENGTH;
		if (isFull) yield asked(group);
		group = isFull ? [pattern] : [...group, pattern];
	}
	if (group.length > 0) yield asked(group);
}

function asked(group: readonly PathPattern[]): Names {
	const isExact = group.every(({ kind }) => kind === 'parameter');
	return { parameter__variable_name: namesOf(group), ...(!isExact && { wildcard: true }) };
}

function namesOf(group: readonly PathPattern[]): string {
	return group.map(({ kind, text }) => (kind === 'branch' ? `${text}*` : text)).join();
}

function judged(
	all: readonly CachedValue[],
	{ patterns, maxAgeMs }: CachedPlan,
	client: ControlClient,
): Pick<CachedReading, 'values' | 'missing' | 'stale'> {
	const paths = new Set(all.map(({ variable_name: path }) => path));
	const root = /^[^.]{1,64}\./.exec(all[0]?.variable_name ?? '')?.[0] ?? '';
	const missing = patterns
		.filter(({ kind, text }) => kind === 'parameter' && text.startsWith(root) && !paths.has(text))
		.map(({ text }) => text);
	const now = client.serverTime();
	if (maxAgeMs === 0) return { values: all, missing, stale: [] };
	const isTold = all.every(({ readAt }) => serverInstant(readAt) !== null);
	if (now === null || !isTold) return { values: all, missing, stale: null };
	const isStale = ({ readAt }: CachedValue): boolean =>
		(serverInstant(readAt) ?? 0) < now - maxAgeMs;
	return {
		values: all.filter((value) => !isStale(value)),
		missing,
		stale: all.filter(isStale).map(({ variable_name: path }) => path),
	};
}

function requireDevice({ serialNumber: shown }: CachedValue, asked: string): void {
	if (shown === null || shown.toLowerCase() === asked.toLowerCase()) return;
	throw new ControlError({
		kind: 'unexpected_answer',
		message: `CONTROL does not apply the serial number: asked for the values of ${asked}, it shows those of ${shown}`,
		fix: 'Read from the devices themselves by Device Operation > Get Variables, and ask the operator of your CONTROL server.',
		transient: false,
	});
}

function tooMany(most: number, serialNumber: string): ControlError {
	return new ControlError({
		kind: 'too_large',
		message: `CONTROL knows more than ${most} values of ${serialNumber} below these paths`,
		fix: 'Name a smaller branch, or raise Max Values per Device in the options.',
		transient: false,
	});
}
