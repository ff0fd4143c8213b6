import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { ControlClient } from '../control/client';
import { firstText, type JsonObject } from '../control/json';
import { connect, CREDENTIAL } from '../control/n8nTransport';

/** A parameter that the platform itself lists, e.g. one of a vendor. */
export interface PlatformParameter {
	path: string;
	label: string;
}

const KEPT_MS = 10 * 60_000;
// The search answers while somebody types: a platform that is slow or large is not waited for.
const TIMEOUT_MS = 4_000;
const PAGE_SIZE = 500;
const MOST_PAGES = 10;

const cache = new Map<string, { until: number; parameters: Promise<PlatformParameter[]> }>();

/** The platform's own parameters, read once in a while for each credential; none where it does not tell. Never throws. */
export async function platformParameters(
	context: ILoadOptionsFunctions,
): Promise<PlatformParameter[]> {
	const key = context.getNode().credentials?.[CREDENTIAL]?.id ?? '';
	const kept = cache.get(key);
	if (kept && kept.until > Date.now()) return await kept.parameters;
	const parameters = readAll(context).catch((): PlatformParameter[] => []);
	cache.set(key, { until: Date.now() + KEPT_MS, parameters });
	return await parameters;
}

async function readAll(context: ILoadOptionsFunctions): Promise<PlatformParameter[]> {
	const { send, baseUrl } = await connect(context, TIMEOUT_MS);
	const found = new Map<string, PlatformParameter>();
	let pages = 0;
	for await (const { entries } of new ControlClient(send, baseUrl).parameterPages(PAGE_SIZE)) {
		for (const parameter of entries.flatMap(parameterIn)) found.set(parameter.path, parameter);
		pages += 1;
		if (pages === MOST_PAGES) break;
	}
	return [...found.values()];
}

function parameterIn(entry: JsonObject): PlatformParameter[] {
	const path = firstText(entry, ['variable_name', 'name']);
	if (path === null || !path.includes('.')) return [];
	return [{ path, label: firstText(entry, ['short_name', 'description', 'name']) ?? path }];
}
