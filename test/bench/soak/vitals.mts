import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { artifacts, ROOT } from '../../../host/places.mts';

const PRELOADED = join(ROOT, 'test', 'bench', 'soak', 'vitals.cjs');

const sampleShape = z.object({
	pid: z.number(),
	/** Milliseconds since 1970. */
	at: z.number(),
	/**
	 * Bytes: of the whole process, on the heap after a garbage collection, and in buffers outside of
	 * it.
	 */
	rss: z.number(),
	heapUsed: z.number(),
	external: z.number(),
	/** Open file handles, and how many of them are sockets. */
	handles: z.number(),
	sockets: z.number(),
	timers: z.number(),
});

/** What an n8n held at one moment. */
export type Sample = z.infer<typeof sampleShape>;

/**
 * Watches the memory and the open handles of an n8n from inside; its environment must hold `env`.
 */
export class Vitals {
	readonly env: Record<string, string>;

	private readonly file = join(artifacts('bench'), `vitals-${process.pid}.jsonl`);

	constructor(everyMs: number) {
		writeFileSync(this.file, '');
		this.env = {
			NODE_OPTIONS: `--require ${JSON.stringify(PRELOADED)}`,
			SOAK_VITALS: this.file,
			SOAK_EVERY: String(everyMs),
		};
	}

	/**
	 * What was seen so far of the process with this id, oldest first; the processes that it starts
	 * are left out.
	 */
	samples(pid: number): Sample[] {
		const lines = readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
		return lines
			.map((line) => sampleShape.parse(JSON.parse(line)))
			.filter((sample) => sample.pid === pid);
	}
}
