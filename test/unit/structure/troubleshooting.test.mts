import { readFileSync } from 'node:fs';

import { shippedSources } from './sources.mts';

const page = readFileSync('docs/troubleshooting.md', 'utf8');

/**
 * In this page, words of the nodes stand in italics; "…" stands for what differs from case to case.
 */
const quoted = [...page.matchAll(/(?<![*\w])\*([^*\n]+)\*(?!\*)/g)].map(([, text = '']) => text);

/** What the package can say, in one text; a string that is broken over lines counts as one. */
const said = shippedSources()
	.map(({ text }) => text.replaceAll("\\'", "'"))
	.join('\n');

it('quotes messages', () => {
	expect(quoted.length).toBeGreaterThan(20);
});

it.each(quoted)('the nodes really say "%s"', (message) => {
	for (const part of message.split('…')) expect(said).toContain(part.trim());
});

it('names only fields and options that the editor shows', () => {
	const bold = [...page.matchAll(/\*\*([^*\n]+)\*\*/g)].map(([, text = '']) => text);
	expect(bold.filter((name) => !said.includes(name) && !N8N_NAMES.includes(name))).toEqual([]);
});

/** What belongs to n8n itself. */
const N8N_NAMES = [
	'Poll Times',
	'Retry On Fail',
	'On Error',
	'Fetch Test Event',
	'Stop Workflow',
	'Remove Duplicates',
];
