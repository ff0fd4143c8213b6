import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../../host/places.mts';

const PRELOADED = join(ROOT, 'test', 'bench', 'probe', 'eventLoopProbe.cjs');

const lineShape = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('stall'), at: z.number(), ms: z.number() }),
	z.object({ kind: z.literal('execute'), node: z.string(), ms: z.number(), stallMs: z.number() }),
]);

/** What the probe saw since it was last asked, in milliseconds. */
export interface Observed {
	/** The last `execute()` of a watched node; undefined where none has ended. */
	execute?: { ms: number; stallMs: number };
	/** The longest standstill of the event loop, whoever caused it; 0 for less than 50 ms. */
	longestStallMs: number;
}

/** Watches the event loop of an n8n from inside; its environment must hold `env`. */
export class Probe {
	readonly env: Record<string, string>;

	private offset = 0;

	/** `heap`: how many megabytes of it n8n may use; as much as it likes where that is missing. */
	constructor(
		private readonly file: string,
		heap?: number,
	) {
		writeFileSync(file, '');
		const limit = heap === undefined ? [] : [`--max-old-space-size=${heap}`];
		const options = [`--require ${JSON.stringify(PRELOADED)}`, ...limit];
		this.env = { NODE_OPTIONS: options.join(' '), BENCH_PROBE: file };
	}

	/** Forgets what was seen so far. */
	reset(): void {
		this.offset = statSync(this.file).size;
	}

	/** What was seen since the last `reset()`. */
	observed(): Observed {
		const lines = readFileSync(this.file)
			.subarray(this.offset)
			.toString()
			.split('\n')
			.filter(Boolean)
			.map((line) => lineShape.parse(JSON.parse(line)));
		const execute = lines.findLast((line) => line.kind === 'execute');
		const stalls = lines.flatMap((line) => (line.kind === 'stall' ? [line.ms] : []));
		return {
			...(execute && { execute: { ms: execute.ms, stallMs: execute.stallMs } }),
			longestStallMs: Math.max(0, ...stalls),
		};
	}
}
