import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import gifenc from 'gifenc';
import { PNG } from 'pngjs';

import { artifacts, ROOT } from '../host/places.mts';

const { applyPalette, GIFEncoder, quantize } = gifenc;

/**
 * A picture of the recording, by the name under which a test has kept it, and how long it stands.
 */
interface Frame {
	name: string;
	seconds: number;
}

/** The main job, from the panel of nodes to the events of the trigger. */
const FRAMES: readonly Frame[] = [
	{ name: 'panel', seconds: 2 },
	{ name: 'device list', seconds: 2 },
	{ name: 'variable list', seconds: 2 },
	{ name: 'set-variables', seconds: 2 },
	{ name: 'first run', seconds: 3 },
	{ name: 'workflow', seconds: 3 },
	{ name: 'output', seconds: 3 },
	{ name: 'error branch', seconds: 3 },
	{ name: 'trigger', seconds: 3 },
];

const COLOURS = 256;

/** Puts pictures of the tests together as docs/screenshots/recording.gif, which plays for ever. */
export async function makeRecording(): Promise<void> {
	const encoder = GIFEncoder();
	for (const { name, seconds } of FRAMES) {
		const file = join(artifacts('screenshots'), `${name}.png`);
		const { data, width, height } = PNG.sync.read(await readFile(file));
		const palette = quantize(data, COLOURS);
		const delay = seconds * 1000;
		encoder.writeFrame(applyPalette(data, palette), width, height, { palette, delay });
	}
	encoder.finish();
	await writeFile(join(ROOT, 'docs', 'screenshots', 'recording.gif'), encoder.bytes());
}
