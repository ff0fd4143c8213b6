import type { InjectionRule, Match } from '../../../simulator/faults/injection.mts';
import type { contenders, OnFailure } from './contenders.mts';

export type ContenderName = keyof typeof contenders;

/** What the server does to the requests of a run. */
export interface Weather {
	latencyMs: number;
	rules: readonly InjectionRule[];
}

/** Nodes that are compared with each other under the same conditions. */
export interface Scenario {
	title: string;
	devices: number;
	weather: Weather;
	/** They take turns; the first one is what the others' ratios refer to. */
	entries: readonly Entry[];
	/** How often each has its turn; the medians count. */
	rounds: number;
}

export interface Entry {
	contender: ContenderName;
	onFailure: OnFailure;
}

const entry = (contender: ContenderName, onFailure: OnFailure = 'stop'): Entry => ({
	contender,
	onFailure,
});

const calm = (latencyMs: number): Weather => ({ latencyMs, rules: [] });

/** From here on a run starts on a fresh n8n, because its memory is compared too. */
export const LARGE = 20_000;

const AGAINST_HTTP_REQUEST = [entry('httpRequest'), entry('oursItems'), entry('oursList')];

function faultFree(devices: number, latencyMs: number, rounds = 1): Scenario {
	const title = `${devices.toLocaleString('en')} devices, ${latencyMs} ms`;
	return { title, devices, weather: calm(latencyMs), entries: AGAINST_HTTP_REQUEST, rounds };
}

/** Our node against n8n's HTTP Request node. */
export const AGAINST_HTTP_REQUEST_NODE: readonly Scenario[] = [
	faultFree(500, 0, 5),
	faultFree(5_000, 0, 3),
	faultFree(LARGE, 0),
	faultFree(500, 50, 3),
	faultFree(5_000, 50),
	faultFree(LARGE, 50),
];

const AT_MOST = [entry('httpRequest'), entry('oursItemsAtMost'), entry('oursListAtMost')];

/** Eight at a time need five minutes for 500 devices, and would need most of an hour for 5,000. */
export const SLOW_SERVER: readonly Scenario[] = [
	faultFree(500, 5_000),
	{ ...faultFree(5_000, 5_000), entries: AT_MOST },
	{
		...faultFree(LARGE, 5_000),
		entries: AT_MOST.filter(({ contender }) => contender !== 'oursItemsAtMost'),
	},
];

/** What a run of a few minutes can tell. */
export const QUICK: readonly Scenario[] = [faultFree(500, 0, 3), faultFree(5_000, 0)];

function atTheLimit(devices: number, latencyMs: number, rounds: number): Scenario {
	return {
		...faultFree(devices, latencyMs, rounds),
		entries: [entry('bareHelper'), entry('oursList')],
	};
}

/** Our node against n8n's HTTP helper and nothing else: the limit inside n8n. */
export const AGAINST_BARE_HELPER: readonly Scenario[] = [
	atTheLimit(500, 0, 5),
	atTheLimit(5_000, 0, 5),
	atTheLimit(500, 50, 3),
	atTheLimit(5_000, 50, 3),
];

const POSTS: Match = { method: 'POST' };

const unavailable = (retryAfter?: number): InjectionRule => ({
	match: { probability: 0.005 },
	effect: { kind: 'status', status: 503, ...(retryAfter !== undefined && { retryAfter }) },
});

const WITH_FAULTS: ReadonlyArray<{ title: string; rules: readonly InjectionRule[] }> = [
	{
		title: '(a) 1 % answer 503, half of them with Retry-After',
		rules: [unavailable(1), unavailable()],
	},
	{
		title: '(b) 100 requests/s, beyond them 429 with Retry-After',
		rules: [{ effect: { kind: 'rateLimit', perSecond: 100 } }],
	},
	{
		title: '(c) 1 % of the replies lost after processing',
		rules: [{ match: { probability: 0.01 }, effect: { kind: 'reset', when: 'after' } }],
	},
];

/** What becomes of the operations when the server or the network fails. */
export const FAULTS: readonly Scenario[] = WITH_FAULTS.map(({ title, rules }) => ({
	title,
	devices: 5_000,
	weather: { latencyMs: 0, rules },
	entries: [
		entry('httpRequest'),
		entry('httpRequest', 'errorOutput'),
		entry('httpRequest', 'retry'),
		entry('oursItems'),
		entry('oursItems', 'errorOutput'),
		entry('oursList', 'retry'),
	],
	rounds: 1,
}));

/** Every fourth device is refused for good. */
export const MANY_FAILURES: readonly InjectionRule[] = [
	{ match: { ...POSTS, every: 4 }, effect: { kind: 'status', status: 400 } },
];
