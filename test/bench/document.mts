import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const HEADING = '## ';

/** Puts a section into a Markdown file: in place of the one with the same title, or at the end. */
export function putSection(file: string, title: string, body: string, introduction: string): void {
	const section = `${HEADING}${title}\n\n${body}\n`;
	const present = existsSync(file) ? readFileSync(file, 'utf8') : '';
	const [, ...others] = present.split(new RegExp(`^(?=${HEADING})`, 'm'));
	const isSame = (other: string): boolean => other.startsWith(`${HEADING}${title}\n`);
	const kept = others.map((other) => other.trim());
	const sections = kept.some(isSame)
		? kept.map((other) => (isSame(other) ? section.trim() : other))
		: [...kept, section.trim()];
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${[introduction.trim(), ...sections].join('\n\n')}\n`);
}
