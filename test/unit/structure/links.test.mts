import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where people read: at the root, in docs, and beside what they use. */
const pages = [
	...['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'simulator/README.md'],
	...readdirSync('docs')
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];

const LINK = /!?\[[^\]]*\]\(([^)\s]+)\)/g;
const OUTSIDE = /^(?:https?|mailto):/;

/** Links and pictures of a page that lead to files of the repository. */
function linksOf(page: string): string[] {
	const text = withoutCode(readFileSync(page, 'utf8'));
	return [...text.matchAll(LINK)]
		.map(([, target = '']) => target)
		.filter((target) => !OUTSIDE.test(target));
}

function withoutCode(text: string): string {
	return text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');
}

/** The names under which GitHub lets one link to a page's headings. */
function anchorsOf(page: string): string[] {
	const headings = readFileSync(page, 'utf8')
		.replace(/^```[\s\S]*?^```/gm, '')
		.matchAll(/^#+ (.+)$/gm);
	return [...headings].map(([, title = '']) =>
		title
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.trim()
			.replaceAll(' ', '-'),
	);
}

/** What is wrong with a link of a page; undefined where nothing is. */
function complaint(page: string, link: string): string | undefined {
	const [path = '', anchor] = link.split('#');
	const target = path === '' ? page : join(dirname(page), path);
	if (!existsSync(target)) return `${page}: there is no ${target}`;
	if (anchor === undefined || !target.endsWith('.md')) return undefined;
	return anchorsOf(target).includes(anchor) ? undefined : `${page}: ${target} has no #${anchor}`;
}

it.each(pages)('every link of %s leads somewhere', (page) => {
	expect(linksOf(page).flatMap((link) => complaint(page, link) ?? [])).toEqual([]);
});

it('the README leads to every page of the documentation', () => {
	const shown = linksOf('README.md').map((link) => link.replace(/#.*/, ''));
	const benchmarks = /^docs\/benchmarks/;
	const wanted = pages.filter((page) => page.startsWith('docs/') && !benchmarks.test(page));
	expect(wanted.filter((page) => !shown.includes(page))).toEqual([]);
});
