import { templateOf } from '../cwmp/templates';
import { valueTypeNamed, type PlatformTypes, type ValueType } from '../cwmp/valueType';
import { firstText, type JsonObject } from '../ground/json';
import { elapsedMs } from '../ground/steadyTime';
import { ANSWER_KEYS } from './answers/answerKeys';
import type { ControlClient } from './client';
import { PARAMETERS } from './endpoints';

/** A parameter that the platform itself lists, e.g. one of a vendor. */
export interface PlatformParameter {
	path: string;
	label: string;
	/** The platform's word for its type; null where it shows none. */
	type: string | null;
}

/** Milliseconds that one request for the list may take: it helps, but nobody should wait for it. */
export const PLATFORM_TIMEOUT_MS = 4_000;

const KEPT_MS = 10 * 60_000;
// Long enough that a whole run does not wait for it time and again.
const FAILURE_KEPT_MS = 60_000;
const PAGE_SIZE = 500;
const MAX_PAGES = 10;

interface Kept {
	/** In milliseconds since 1970. */
	until: number;
	parameters: Promise<PlatformParameter[]>;
}

const keptLists = new Map<string, Kept>();

/**
 * The parameters that the platform lists, read once in a while for each account; none where it does
 * not tell. `open` is called only where the list has to be read. Never throws.
 */
export async function platformParameters(
	account: string,
	open: () => Promise<ControlClient>,
	cache: Map<string, Kept> = keptLists,
): Promise<readonly PlatformParameter[]> {
	// Lists of accounts that nobody uses any more go, too.
	for (const [known, { until }] of cache) if (until <= elapsedMs()) cache.delete(known);
	const kept = cache.get(account);
	if (kept) return await kept.parameters;
	const keep = (parameters: Promise<PlatformParameter[]>, forMs: number): void => {
		cache.set(account, { until: elapsedMs() + forMs, parameters });
	};
	const parameters = readAll(open).catch((): PlatformParameter[] => {
		keep(Promise.resolve([]), FAILURE_KEPT_MS);
		return [];
	});
	keep(parameters, KEPT_MS);
	return await parameters;
}

/**
 * What the platform's list tells about a parameter, also about other instances of the same table.
 */
export interface PlatformKnowledge {
	typeOf: PlatformTypes;
	lists: (path: string) => boolean;
}

/** What the platform's list tells, looked up by path. */
export function knowledgeIn(parameters: readonly PlatformParameter[]): PlatformKnowledge {
	const types = new Map<string, ValueType | undefined>();
	for (const { path, type } of parameters) {
		const template = templateOf(path);
		types.set(template, valueTypeNamed(type) ?? types.get(template));
	}
	return {
		typeOf: (path) => types.get(templateOf(path)),
		lists: (path) => types.has(templateOf(path)),
	};
}

async function readAll(open: () => Promise<ControlClient>): Promise<PlatformParameter[]> {
	const client = await open();
	const found = new Map<string, PlatformParameter>();
	let pages = 0;
	for await (const { entries } of client.platformPages(PARAMETERS, PAGE_SIZE)) {
		for (const parameter of entries.flatMap(parameterIn)) found.set(parameter.path, parameter);
		pages += 1;
		if (pages === MAX_PAGES) break;
	}
	return [...found.values()];
}

function parameterIn(entry: JsonObject): PlatformParameter[] {
	const path = firstText(entry, ANSWER_KEYS.variableName);
	if (path === null || !path.includes('.')) return [];
	return [
		{
			path,
			label: firstText(entry, ANSWER_KEYS.label) ?? path,
			type: firstText(entry, ANSWER_KEYS.valueType),
		},
	];
}
