import { shippedSources } from './sources.mts';

const sources = shippedSources();

const WIDTH = 100;
const TAB = '  ';

const MAX_LINES = 250;

/** In `actions/`, where a folder is an operation or a stage of one. */
const MAX_FILES = 14;

it('no comment is wider than code may be', () => {
	const wide = sources.flatMap(({ path, text }) =>
		text
			.split('\n')
			.filter((line) => /^\s*(?:\/\/|\/?\*)/.test(line))
			.filter((line) => line.replaceAll('\t', TAB).length > WIDTH)
			.map((line) => `${path}: ${line.trim()}`),
	);
	expect(wide).toEqual([]);
});

it('every file can be read at one go', () => {
	const long = sources.filter(({ text }) => text.trimEnd().split('\n').length > MAX_LINES);
	expect(long.map(({ path }) => path)).toEqual([]);
});

it('no folder of actions has more files than can be taken in at a glance', () => {
	const folders = new Map<string, number>();
	for (const { path } of sources.filter((one) => one.path.includes('/actions/'))) {
		const folder = path.slice(0, path.lastIndexOf('/'));
		folders.set(folder, (folders.get(folder) ?? 0) + 1);
	}
	expect([...folders].filter(([, files]) => files > MAX_FILES)).toEqual([]);
});
