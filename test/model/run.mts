import type { Clock } from '../../nodes/ZequenzeControl/control/pace/pacing';
import { seededRandom } from '../../simulator/seededRandom.mts';
import { Agenda } from './agenda.mts';
import type { Server } from './servers.mts';

/** How a client decides when to send. */
export interface Way {
	/** Requests that may be under way now. */
	readonly atOnce: number;
	/** Milliseconds until the next request may start. */
	waitMs: () => number;
	/** One starts; it may have had to wait for its time. */
	sent: (hasWaited: boolean) => void;
	good: (sentAt: number) => void;
	/** `pauseMs`: how long the server wants no request, or null; `limits`: whether by 429. */
	refused: (sentAt: number, pauseMs: number | null, limits: boolean) => void;
	broken: (sentAt: number) => void;
}

/** What was seen of one request. */
export interface Seen {
	sentAt: number;
	endedAt: number;
	kind: 'good' | 'refused' | 'broken';
}

export interface Run {
	seen: Seen[];
	/** How many might be under way, every 100 ms. */
	limits: Array<{ at: number; atOnce: number }>;
}

export interface RunSettings {
	server: Server;
	way: (clock: Clock) => Way;
	seed: number;
	/** Milliseconds, and how many requests: the run ends with whichever is reached first. */
	lastsMs: number;
	requests?: number;
	/** Milliseconds of n8n's event loop that one request takes, half of them when it is sent. */
	cpuMs?: number;
}

const LOOK_MS = 100;

/**
 * One run of a client that always has something to send, through an event loop that does one thing
 * at a time.
 */
export function run({
	server,
	way,
	seed,
	lastsMs,
	requests = Infinity,
	cpuMs = 0.5,
}: RunSettings): Run {
	const random = seededRandom(seed);
	let now = 0;
	const client = way({
		now: () => Math.floor(now),
		random,
		sleep: async () => await Promise.resolve(),
	});
	const agenda = new Agenda<() => void>();
	const seen: Seen[] = [];
	const limits: Run['limits'] = [];
	let open = 0;
	let started = 0;
	let atServer = 0;
	let loopFreeAt = 0;
	/** Does something in the event loop, once it has done all else. */
	const inLoop = (work: () => void): void => {
		loopFreeAt = Math.max(now, loopFreeAt) + cpuMs / 2;
		agenda.add(loopFreeAt, work);
	};
	const send = (hasWaited: boolean): void => {
		const sentAt = Math.floor(now);
		client.sent(hasWaited);
		inLoop(() => {
			atServer += 1;
			const {
				kind,
				afterMs,
				pauseMs = null,
				limits = true,
			} = server({ at: now, open: atServer, random });
			agenda.add(now + afterMs, () => {
				atServer -= 1;
				inLoop(() => {
					open -= 1;
					seen.push({ sentAt, endedAt: now, kind });
					client[kind](sentAt, pauseMs, limits);
					fill();
				});
			});
		});
	};
	let isWaiting = false;
	const fill = (hasWaited = false): void => {
		while (!isWaiting && open < client.atOnce && started < requests) {
			const wait = client.waitMs();
			if (wait > 0) {
				isWaiting = true;
				// No timer is finer, and a shorter one would not move the clock at all.
				agenda.add(now + Math.max(wait, 0.01), () => {
					isWaiting = false;
					fill(true);
				});
				return;
			}
			open += 1;
			started += 1;
			send(hasWaited);
			hasWaited = false;
		}
	};
	const look = (): void => {
		limits.push({ at: now, atOnce: client.atOnce });
		agenda.add(now + LOOK_MS, look);
	};
	agenda.add(0, () => fill());
	agenda.add(0, look);
	for (let entry = agenda.next(); entry && entry.at < lastsMs; entry = agenda.next()) {
		now = entry.at;
		if (started >= requests && open === 0) break;
		entry.event();
	}
	return { seen, limits };
}
