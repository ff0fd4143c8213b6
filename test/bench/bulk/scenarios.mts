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
	/** How many megabytes of heap n8n may use, on a large run; as many as it likes where missing. */
	heap?: number;
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

const WITH_TYPED = [...AGAINST_HTTP_REQUEST, entry('oursItemsTyped'), entry('oursListTyped')];

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
	{ ...faultFree(5_000, 50, 3), entries: WITH_TYPED },
	faultFree(LARGE, 50),
	{ ...faultFree(5_000, 200, 3), entries: WITH_TYPED },
];

const AT_MOST = [...AGAINST_HTTP_REQUEST, entry('oursItemsAtMost'), entry('oursListAtMost')];

/** A server that is far away, or slow, but patient. */
export const SLOW_SERVER: readonly Scenario[] = [
	{ ...faultFree(5_000, 1_000), entries: AT_MOST },
	{ ...faultFree(500, 5_000), entries: AT_MOST },
	{ ...faultFree(5_000, 5_000), entries: AT_MOST },
];

/** A server over TLS: everybody pays for the handshakes. */
export const OVER_TLS: readonly Scenario[] = [faultFree(500, 0, 3), faultFree(500, 50, 3)];

/** What the server knows of each device, one parameter. */
export const CACHED_VALUES: readonly Scenario[] = [
	{
		...faultFree(5_000, 50, 3),
		entries: [entry('httpRequestCached'), entry('oursCachedItems'), entry('oursCachedList')],
	},
];

function limited(title: string, effect: InjectionRule['effect']): Scenario {
	const weather = { latencyMs: 0, rules: [{ effect }] };
	return { ...faultFree(5_000, 0), title: `5,000 devices, ${title}`, weather };
}

/** Servers that can do only so much, and what that is. */
export const LIMITED_SERVERS: readonly Scenario[] = [
	limited('20 workers of 100 ms: 200 a second', { kind: 'workers', count: 20, ms: 100 }),
	limited('429 beyond 100 a second', { kind: 'rateLimit', perSecond: 100 }),
	limited('100 ms up to 30 at once, twice that at 60: about 300 a second', {
		kind: 'overload',
		beyond: 30,
		ms: 100,
	}),
];

/** All devices of the server by a filter, in pages of 100, beside the same devices as a list. */
export const BY_FILTER: readonly Scenario[] = [
	{ ...faultFree(LARGE, 100), entries: [entry('oursList'), entry('oursAll')] },
];

/** So many devices that their items are more than n8n holds well. */
export const HUGE = 200_000;

/** What n8n may use of its heap, in megabytes; with nothing to do it holds some 200. */
export const HEAP_FOR_A_FILE = 512;

const limitedHeap = (devices: number, entries: readonly Entry[]): Scenario => ({
	...faultFree(devices, 0),
	entries,
	heap: HEAP_FOR_A_FILE,
});

/** Results as items, and in a file. */
export const INTO_A_FILE: readonly Scenario[] = [
	limitedHeap(LARGE, [entry('oursList'), entry('oursListFile')]),
	limitedHeap(HUGE, [entry('oursAllFile')]),
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
