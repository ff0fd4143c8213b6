import { shippedSources, type Source } from './sources.mts';

const HOME = 'nodes/ZequenzeControl';
const sources = shippedSources();

function room(name: string): Source[] {
	return sources.filter(({ path }) => path.startsWith(`${HOME}/${name}/`));
}

/** Imports of these modules that lead out of the rooms that they may use, as `module → import`. */
function strayImports(modules: Source[], allowed: string[]): string[] {
	return modules.flatMap(({ path, imports }) =>
		imports
			.filter((name) => !allowed.some((start) => name === start || name.startsWith(`${start}/`)))
			.map((name) => `${path} → ${name}`),
	);
}

function inHome(...rooms: string[]): string[] {
	return rooms.map((name) => `${HOME}/${name}`);
}

describe('arrows point one way:', () => {
	it('there are modules to look at', () => {
		for (const name of [
			'actions',
			'control',
			'cwmp',
			'desired',
			'fields',
			'follow',
			'ground',
			'items',
			'methods',
			'rollout',
			'trigger',
		]) {
			expect(room(name).length).toBeGreaterThan(0);
		}
	});

	it('ground imports nothing but itself, cwmp nothing but itself and ground', () => {
		expect(strayImports(room('ground'), inHome('ground'))).toEqual([]);
		expect(strayImports(room('cwmp'), inHome('cwmp', 'ground'))).toEqual([]);
	});

	it('control imports nothing but itself and cwmp; only its transport knows n8n', () => {
		const [transport, others] = [true, false].map((wanted) =>
			room('control').filter(({ path }) => path.endsWith('/n8nTransport.ts') === wanted),
		);
		expect(strayImports(others ?? [], inHome('control', 'cwmp', 'ground'))).toEqual([]);
		expect(
			strayImports(transport ?? [], [...inHome('control', 'cwmp', 'ground'), 'n8n-workflow']),
		).toEqual([]);
	});

	it('follow imports nothing but itself, control and cwmp', () => {
		expect(strayImports(room('follow'), inHome('follow', 'control', 'cwmp', 'ground'))).toEqual([]);
		expect(transportUsers(room('follow'))).toEqual([]);
	});

	it('desired is pure: it imports nothing but itself and what it compares with', () => {
		expect(
			strayImports(room('desired'), inHome('desired', 'follow', 'control', 'cwmp', 'ground')),
		).toEqual([]);
		expect(transportUsers(room('desired'))).toEqual([]);
	});

	it('rollout is arithmetic: it imports nothing but itself and the way to refuse input', () => {
		expect(strayImports(room('rollout'), inHome('rollout', 'ground'))).toEqual([]);
	});

	it.each([
		['items', ['items', 'control', 'cwmp', 'ground']],
		['fields', ['fields', 'items', 'follow', 'control', 'cwmp', 'ground']],
		[
			'actions',
			['actions', 'desired', 'rollout', 'fields', 'items', 'follow', 'control', 'cwmp', 'ground'],
		],
		['trigger', ['trigger', 'fields', 'items', 'follow', 'control', 'cwmp', 'ground']],
		['methods', ['methods', 'fields', 'items', 'follow', 'control', 'cwmp', 'ground']],
	])('%s import only what stands below them', (name, allowed) => {
		expect(strayImports(room(name), [...inHome(...allowed), 'n8n-workflow'])).toEqual([]);
	});

	it('what is shipped imports nothing that is not', () => {
		expect(strayImports(sources, ['nodes', 'credentials', 'n8n-workflow'])).toEqual([]);
	});
});

/** What each room inside a room may use: those that stand before it, and itself. */
const FLOORS: Record<string, string[]> = {
	control: ['wire', 'failures', 'answers', 'redaction', 'pace', 'lists'],
	cwmp: ['catalogue', 'paths', 'values', 'search', 'faults'],
	follow: ['proof', 'packing', 'memory', 'events', 'waiting'],
	trigger: ['devices', 'transactions'],
	'actions/deviceOperation/send': ['accepted', 'delivered'],
};

/** What stands in no room inside this one, by the names of its files. */
function hallOf(name: string): string[] {
	return room(name)
		.map(nameOf)
		.filter((path) => path.split('/').length === `${HOME}/${name}`.split('/').length + 1);
}

describe.each(Object.entries(FLOORS))('inside %s', (name, floors) => {
	it('every room is named here', () => {
		const inside = room(name)
			.map(({ path }) => path.slice(`${HOME}/${name}/`.length).split('/'))
			.flatMap(([first = '', ...others]) => (others.length > 0 ? [first] : []));
		expect([...new Set(inside)].sort()).toEqual([...floors].sort());
	});

	it.each(floors.map((floor, index) => [floor, floors.slice(0, index + 1)] as const))(
		'%s uses no room that stands after it',
		(floor, allowed) => {
			const above = [
				...floors.filter((other) => !allowed.includes(other)),
				...(name === 'control' ? hallOf(name).map((path) => path.split('/').pop() ?? '') : []),
			].map((other) => `${HOME}/${name}/${other}`);
			const upwards = room(`${name}/${floor}`).flatMap(({ path, imports }) =>
				imports
					.filter((used) => above.some((up) => used === up || used.startsWith(`${up}/`)))
					.map((used) => `${path} → ${used}`),
			);
			expect(upwards).toEqual([]);
		},
	);
});

/**
 * The modules that are left when those which import nothing that is left are taken away, again and
 * again.
 */
function inCircles(modules: Source[]): string[] {
	const left = new Map(modules.map((module) => [nameOf(module), module.imports]));
	for (let before = 0; before !== left.size;) {
		before = left.size;
		for (const [name, imports] of left) {
			if (!imports.some((imported) => left.has(imported))) left.delete(name);
		}
	}
	return [...left.keys()];
}

/** By what others import it. */
function nameOf({ path }: Source): string {
	return path.replace(/(?:\/index)?\.ts$/, '');
}

it('no module imports itself by way of others, not even types', () => {
	expect(inCircles(sources)).toEqual([]);
});

function transportUsers(modules: Source[]): string[] {
	return modules
		.filter(({ imports }) => imports.some((name) => /\/n8n[A-Z]\w*$/.test(name)))
		.map(({ path }) => path);
}

it('only the transport sends requests, and the test of a credential', () => {
	const senders = sources.filter(({ text }) => /\bhelpers\s*\.\s*(?:http)?request/i.test(text));
	expect(senders.map(({ path }) => path).sort()).toEqual(
		inHome('control/n8nTransport.ts', 'methods/credentialTest.ts'),
	);
});

it('nothing is called by a name that says nothing', () => {
	const vague = /\/(?:utils?|helpers?|common|misc|shared)(?:\/|\.ts$)/i;
	expect(sources.map(({ path }) => path).filter((path) => vague.test(path))).toEqual([]);
});
