import {
	changing,
	constant,
	exponential,
	heavyTail,
	overloadedBeyond,
	patient,
	rateLimited,
	rateLimitedByTheClock,
	rateLimitedWithPauses,
	stumbling,
	turningAwayBeyond,
	workers,
	type Server,
	type ServiceTime,
} from './servers.mts';

/** A server that a pace is tried on. */
export interface KnownServer {
	name: string;
	/** A fresh one. */
	server: () => Server;
	/** When it changes, in milliseconds. */
	changesAt?: number;
}

const TIMES: ReadonlyArray<[string, (meanMs: number) => ServiceTime]> = [
	['constant', constant],
	['exponential', exponential],
	['heavy tail', heavyTail],
];

const CHANGE_MS = 20_000;

function change(before: () => Server, after: () => Server): Omit<KnownServer, 'name'> {
	return { changesAt: CHANGE_MS, server: () => changing(CHANGE_MS, before(), after()) };
}

/** Each kind with each distribution of the time that the work on a request takes. */
const KINDS: ReadonlyArray<
	[string, (time: (meanMs: number) => ServiceTime) => Omit<KnownServer, 'name'>]
> = [
	['2 workers, 100 ms', (time) => ({ server: () => workers(2, time(100)) })],
	['4 workers, 20 ms, 50 ms away', (time) => ({ server: () => workers(4, time(20), 50) })],
	['20 workers, 100 ms', (time) => ({ server: () => workers(20, time(100)) })],
	['64 workers, 200 ms, 20 ms away', (time) => ({ server: () => workers(64, time(200), 20) })],
	['any number at once, 50 ms', (time) => ({ server: () => patient(time(50)) })],
	['any number at once, 200 ms', (time) => ({ server: () => patient(time(200)) })],
	['any number at once, 1 s', (time) => ({ server: () => patient(time(1_000)) })],
	[
		'100 ms, slower beyond 30 at once: twice at 60',
		(time) => ({ server: () => overloadedBeyond(30, time(100)) }),
	],
	[
		'100 ms, connections break beyond 40 at once',
		(time) => ({ server: () => turningAwayBeyond(40, 'broken', patient(time(100))) }),
	],
	[
		'100 ms, 503 beyond 40 at once',
		(time) => ({ server: () => turningAwayBeyond(40, 'refused', patient(time(100))) }),
	],
	[
		'50 ms, 503 to one in a hundred',
		(time) => ({ server: () => stumbling(0.01, 0, patient(time(50))) }),
	],
	[
		'5 ms, 429 beyond 100 a second',
		(time) => ({ server: () => rateLimited(100, patient(time(5))) }),
	],
	[
		'200 ms, 429 beyond 100 a second',
		(time) => ({ server: () => rateLimited(100, patient(time(200))) }),
	],
	[
		'50 ms, 429 beyond 100 in each second by the clock',
		(time) => ({ server: () => rateLimitedByTheClock(100, patient(time(50))) }),
	],
	[
		'5 ms, 429 with Retry-After beyond 100 a second',
		(time) => ({ server: () => rateLimitedWithPauses(100, patient(time(5))) }),
	],
	[
		'50 ms, 429 with Retry-After beyond 20 a second',
		(time) => ({ server: () => rateLimitedWithPauses(20, patient(time(50))) }),
	],
	[
		'50 ms, 429 beyond 20 a second, 5 of them at once',
		(time) => ({ server: () => rateLimited(20, patient(time(50)), 5) }),
	],
	[
		'100 ms, 20 workers, then 5',
		(time) =>
			change(
				() => workers(20, time(100)),
				() => workers(5, time(100)),
			),
	],
	[
		'100 ms, 5 workers, then 20',
		(time) =>
			change(
				() => workers(5, time(100)),
				() => workers(20, time(100)),
			),
	],
	[
		'20 workers, 50 ms, then 200 ms',
		(time) =>
			change(
				() => workers(20, time(50)),
				() => workers(20, time(200)),
			),
	],
	[
		'20 workers, 200 ms, then 50 ms',
		(time) =>
			change(
				() => workers(20, time(200)),
				() => workers(20, time(50)),
			),
	],
	[
		'5 ms, 429 with Retry-After beyond 50 a second, then 200',
		(time) =>
			change(
				() => rateLimitedWithPauses(50, patient(time(5))),
				() => rateLimitedWithPauses(200, patient(time(5))),
			),
	],
	[
		'5 ms, 429 beyond 50 a second, then 200',
		(time) =>
			change(
				() => rateLimited(50, patient(time(5))),
				() => rateLimited(200, patient(time(5))),
			),
	],
];

/** Servers of each kind, one for each distribution. */
export const KNOWN_SERVERS: readonly KnownServer[] = KINDS.flatMap(([kind, made]) =>
	TIMES.map(([time, distribution]) => ({ name: `${kind}: ${time}`, ...made(distribution) })),
);
