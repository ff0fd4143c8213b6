import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../../host/places.mts';

const PRELOADED = join(ROOT, 'test', 'bench', 'trigger', 'nodeTimes.cjs');

const runShape = z.object({
	node: z.string(),
	ms: z.number(),
	items: z.number(),
	state: z.object({ bytes: z.number(), sequence: z.number() }).optional(),
});

/** One run of a node, timed inside n8n. */
export type TimedRun = z.infer<typeof runShape>;

/** Times the nodes of an n8n from inside; its environment must hold `env`. */
export class NodeTimes {
	readonly env: Record<string, string>;

	private offset = 0;

	constructor(private readonly file: string) {
		writeFileSync(file, '');
		const NODE_OPTIONS = `--require ${JSON.stringify(PRELOADED)}`;
		this.env = { NODE_OPTIONS, BENCH_NODE_TIMES: file };
	}

	/** Forgets what was seen so far. */
	reset(): void {
		this.offset = statSync(this.file).size;
	}

	/** The runs since the last `reset()` that have ended. */
	runs(): TimedRun[] {
		const lines = readFileSync(this.file).subarray(this.offset).toString().split('\n');
		return lines.filter(Boolean).map((line) => runShape.parse(JSON.parse(line)));
	}
}
