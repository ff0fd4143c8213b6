import { join } from 'node:path';
import { ROOT } from '../../../host/places.mts';
import { putSection } from '../document.mts';
import { machine } from '../machine.mts';
import { startRig, type Rig } from '../rig.mts';
import { LARGE } from './scenarios.mts';
import { quickSection, sections, type Section } from './sections.mts';

const DOCUMENT = join(ROOT, 'docs', 'benchmarks.md');

export const INTRODUCTION = `# Benchmarks

How the nodes fare with thousands of devices, on the real n8n against a simulated CONTROL in a process of its own. Each node
schedules one operation (\`set\`, one variable) on every device, in a workflow of a Manual Trigger, a Code node that makes the
devices, and the node. Median of several rounds up to 5,000 devices, in turns; a fresh n8n for each run on 20,000.

- "ours, items" gets one item a device (serial number by an expression), "ours, list" one item that holds them all; both with
  Requests at a Time on automatic where nothing else is said. "HTTP Request" gets one item a device and sends the same body with the same credential.
- Time is what n8n says that the node took. Memory is the whole n8n process at its peak. Most open: requests under way at the
  same time, as the server saw it. IDs held: transaction ids that the execution shows in the end, in its output or its error.
  Longest stall: how long n8n's event loop stood still at a stretch while the node ran, measured inside n8n.
- Ratios refer to the first line of a scenario. Absolute times depend on the machine; the ratios are what counts.`;

export const SECTION_NAMES = Object.keys(sections);

/**
 * Answers the sections named in `only`, or all, one after the other; prints each and puts it into
 * docs/. `quick` compares the speed only, takes some minutes, and leaves docs/ alone.
 */
export async function bulk({ quick = false, only }: BulkOptions): Promise<void> {
	const rig = await startRig(LARGE);
	try {
		if (quick) {
			await answered(rig, quickSection);
			return;
		}
		for (const [name, section] of Object.entries(sections)) {
			if (only && !only.includes(name)) continue;
			putSection(DOCUMENT, section.title, await answered(rig, section), INTRODUCTION);
		}
	} finally {
		await rig.close();
	}
}

export interface BulkOptions {
	quick?: boolean;
	only?: readonly string[];
}

async function answered(rig: Rig, { title, answer }: Section): Promise<string> {
	console.log(`\n# ${title}`);
	const text = `${await answer(rig)}\n\n${provenance()}`;
	console.log(`\n${text}`);
	return text;
}

/** When, by which command, and on what the figures of a bench came about. */
export function provenance(): string {
	const command = `npm run bench -- ${process.argv.slice(2).join(' ')}`;
	return `${new Date().toISOString().slice(0, 10)}, \`${command}\`: ${machine()}.`;
}
