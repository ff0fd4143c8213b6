/** A request as it reaches a server. */
export interface Arrival {
	/** Milliseconds since the run began. */
	at: number;
	/** Requests under way at this server, this one included. */
	open: number;
	random: () => number;
}

/** What becomes of a request, and after how many milliseconds that is seen. */
export interface Answer {
	kind: 'good' | 'refused' | 'broken';
	afterMs: number;
	/** How long the server wants no request after a refusal, in milliseconds. */
	pauseMs?: number;
	/** Whether a refusal is about the number of requests (429), which is so unless it is said. */
	limits?: boolean;
}

/** A server: it decides about each request when it arrives. A fresh one for each run. */
export type Server = (arrival: Arrival) => Answer;

/** How long the work on one request takes, in milliseconds. */
export type ServiceTime = (random: () => number) => number;

export const constant =
	(ms: number): ServiceTime =>
	() =>
		ms;

export const exponential =
	(meanMs: number): ServiceTime =>
	(random) =>
		-meanMs * Math.log(1 - random());

/**
 * Most requests are quick, a few take very long: Pareto with shape 1.8, cut at 30 times the mean.
 */
export const heavyTail = (meanMs: number): ServiceTime => {
	const shape = 1.8;
	const least = (meanMs * (shape - 1)) / shape;
	return (random) => Math.min(least / (1 - random()) ** (1 / shape), 30 * meanMs);
};

/**
 * So many workers, and one line of those who wait for one. `network` is the way there and back, in
 * milliseconds.
 */
export function workers(count: number, service: ServiceTime, network = 0): Server {
	const freeAt = new Array<number>(count).fill(0);
	return ({ at, random }) => {
		const first = freeAt.indexOf(Math.min(...freeAt));
		const done = Math.max(at, freeAt[first] ?? 0) + service(random);
		freeAt[first] = done;
		return { kind: 'good', afterMs: done - at + network };
	};
}

/** Any number at once, each after this time. */
export const patient =
	(latency: ServiceTime): Server =>
	({ random }) => ({ kind: 'good', afterMs: latency(random) });

/**
 * No more than so many a second: a bucket that holds `burst` and is filled steadily. Refusals come
 * at once.
 */
export function rateLimited(perSecond: number, behind: Server, burst = perSecond): Server {
	let tokens = burst;
	let filledAt = 0;
	return (arrival) => {
		tokens = Math.min(burst, tokens + ((arrival.at - filledAt) * perSecond) / 1000);
		filledAt = arrival.at;
		if (tokens < 1) return { kind: 'refused', afterMs: 5 };
		tokens -= 1;
		return behind(arrival);
	};
}

/** No more than so many in each second by the clock. */
export function rateLimitedByTheClock(perSecond: number, behind: Server): Server {
	let second = -1;
	let taken = 0;
	return (arrival) => {
		const now = Math.floor(arrival.at / 1000);
		if (now !== second) [second, taken] = [now, 0];
		if (taken >= perSecond) return { kind: 'refused', afterMs: 5 };
		taken += 1;
		return behind(arrival);
	};
}

/**
 * No more than so many in a second that begins with the first of them; who comes too early is told
 * to come back when it is over, in whole seconds, as Retry-After has it.
 */
export function rateLimitedWithPauses(perSecond: number, behind: Server): Server {
	let [since, taken] = [-Infinity, 0];
	return (arrival) => {
		if (arrival.at - since >= 1000) [since, taken] = [arrival.at, 0];
		if (taken >= perSecond) {
			const waitMs = since + 1000 - arrival.at;
			return { kind: 'refused', afterMs: 5, pauseMs: Math.ceil(waitMs / 1000) * 1000 };
		}
		taken += 1;
		return behind(arrival);
	};
}

/**
 * Not available to a share of the requests (503), whatever their number; to half of these it says
 * when to come back.
 */
export const stumbling =
	(share: number, pauseMs: number, behind: Server): Server =>
	(arrival) => {
		if (arrival.random() >= share) return behind(arrival);
		const says = arrival.random() < 0.5 ? { pauseMs } : {};
		return { kind: 'refused', afterMs: 5, limits: false, ...says };
	};

/** Good up to so many at once; each further as many double the time that a request takes. */
export const overloadedBeyond =
	(most: number, latency: ServiceTime): Server =>
	({ open, random }) => ({
		kind: 'good',
		afterMs: latency(random) * 2 ** (Math.max(0, open - most) / most),
	});

/** Beyond so many at once, connections break or requests are refused. */
export const turningAwayBeyond =
	(most: number, kind: 'broken' | 'refused', behind: Server): Server =>
	(arrival) =>
		arrival.open > most ? { kind, afterMs: 2, limits: false } : behind(arrival);

/** One server, and from this time on another one. */
export const changing =
	(at: number, before: Server, after: Server): Server =>
	(arrival) =>
		(arrival.at < at ? before : after)(arrival);
