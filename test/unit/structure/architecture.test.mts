import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { presentDevice } from '../../../nodes/ZequenzeControl/actions/device/present';
import { ANSWER_KEYS } from '../../../nodes/ZequenzeControl/control/answers/answerKeys';
import { outcomeOf } from '../../../nodes/ZequenzeControl/follow/outcome';
import { shown } from '../follow/transactions.mts';
import { shippedSources } from './sources.mts';

const HOME = 'nodes/ZequenzeControl';
const PAGE = 'docs/architecture.md';
const page = readFileSync(PAGE, 'utf8');
const sources = shippedSources().filter(({ path }) => path.startsWith(`${HOME}/`));

/** The paths of modules, from the package's home, whose text fits. */
function modulesWith(pattern: RegExp): string[] {
	return sources
		.filter(({ text }) => pattern.test(text))
		.map(({ path }) => path.slice(HOME.length + 1))
		.sort();
}

/** The rooms: the folders of the package. */
const rooms = readdirSync(HOME, { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && !entry.name.startsWith('_'))
	.map(({ name }) => name)
	.sort();

/** What stands between these two lines of the page. */
function between(start: string, end: string): string {
	const [, rest = ''] = page.split(start);
	return rest.split(end)[0] ?? '';
}

describe('the tree of rooms', () => {
	it('names every room of the package, and no other', () => {
		const tree = between('nodes/ZequenzeControl/\n', '\nsimulator/');
		const named = [...tree.matchAll(/^ {2}(\w+)\/ /gm)].map(([, name]) => name);
		expect(named.sort()).toEqual(rooms);
	});
});

describe('the picture', () => {
	const drawn = [...between('flowchart TD', '```').matchAll(/^ +(\w+) --> (\w+)$/gm)]
		.map(([, from = '', to = '']): [string, string] => [from, to])
		.filter(([from]) => rooms.includes(from));

	const roomOf = (path: string): string => path.slice(HOME.length + 1).split('/')[0] ?? '';
	const imported = sources.flatMap(({ path, imports }) =>
		imports
			.filter((name) => name.startsWith(`${HOME}/`))
			.map((name): [string, string] => [roomOf(path), roomOf(name)])
			.filter(([from, to]) => from !== to && rooms.includes(from) && rooms.includes(to)),
	);

	/** The rooms that one reaches from this one by the arrows that are drawn. */
	function below(room: string): string[] {
		return drawn.filter(([from]) => from === room).flatMap(([, to]) => [to, ...below(to)]);
	}

	it('has an arrow, or arrows one after another, for every import', () => {
		const missing = imported.filter(([from, to]) => !below(from).includes(to));
		expect([...new Set(missing.map((arrow) => arrow.join(' --> ')))]).toEqual([]);
	});

	it('has no arrow that is no import', () => {
		const real = new Set(imported.map((arrow) => arrow.join(' --> ')));
		expect(drawn.map((arrow) => arrow.join(' --> ')).filter((arrow) => !real.has(arrow))).toEqual(
			[],
		);
	});
});

describe('the files that the page names', () => {
	const named = [...page.matchAll(/`([\w./-]+\.(?:ts|mts|md|json))`/g)].map(
		([, path = '']) => path,
	);

	it.each([...new Set(named)])('%s is there', (path) => {
		expect([path, join(HOME, path)].some((place) => existsSync(place))).toBe(true);
	});
});

describe('who does what is told by the page, and is true:', () => {
	it.each([
		["call n8n's HTTP helper", /\bhelpers\s*\.\s*(?:http)?request/i],
		['read the time of the machine', /\bDate\.now\b|\bnew Date\(\)/],
	])('the files that %s', (what, pattern) => {
		const [, cell = ''] = new RegExp(`^\\| ${what} \\| (.+) \\|$`, 'm').exec(page) ?? [];
		const named = [...cell.matchAll(/`([^`]+)`/g)].map(([, path]) => path);
		expect(named.sort()).toEqual(modulesWith(pattern));
	});
});

describe('a table of facts is the only one that holds them:', () => {
	const ours = new Set([
		...Object.keys(outcomeOf(shown())),
		...Object.keys(presentDevice({}, true)),
		'variable_name',
		'value_type',
		'created_at',
	]);
	const keys = Object.values(ANSWER_KEYS)
		.flat()
		.filter((key) => key.includes('_') && !ours.has(key));

	it.each(keys)(
		'%s is a key of answers, by the table of control/answers/answerKeys.ts alone',
		(key) => {
			expect(modulesWith(new RegExp(`['.\\s]${key}\\b(?!\`)`))).toEqual([
				'control/answers/answerKeys.ts',
			]);
		},
	);

	it.each(['in_progress', 'completed'])(
		"'%s' is a status word, by follow/states.ts alone",
		(word) => {
			expect(modulesWith(new RegExp(`'${word}'`))).toEqual(['follow/states.ts']);
		},
	);
});
