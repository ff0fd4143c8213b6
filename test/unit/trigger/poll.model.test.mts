import fc from 'fast-check';

import { cases } from '../../thoroughness.mts';
import { CRASHES, PolledNode, type Crash, type Outcome } from './polledNode.mts';
import { PolledServer } from './polledServer.mts';

const ALL_PAGES = 100;

/**
 * A server, the trigger that polls it through everything that may happen, and what arrived in its
 * workflow.
 */
class World {
	readonly server = new PolledServer();

	readonly node: PolledNode;

	/** Transactions that ended after the trigger was activated. */
	private readonly ended = new Set<string>();

	private readonly arrived = new Map<string, string>();

	/** The last batch that was saved, and what came after it: a restart may repeat that. */
	private sinceSave = new Set<string>();

	private mayRepeat = new Set<string>();

	private deliveries = 0;

	constructor(mostItems: number, before: number) {
		for (let nth = 0; nth < before; nth += 1) this.server.create();
		this.server.advance(0, 1);
		this.node = new PolledNode(this.server, { triggerOn: 'finished', options: { mostItems } });
	}

	async activate(): Promise<void> {
		this.receive(await this.node.activate());
	}

	advance(pick: number, way: number): void {
		const id = this.server.advance(pick, way);
		if (id !== undefined) this.ended.add(id);
	}

	async poll(pages: number, crash?: Crash): Promise<void> {
		await this.finish();
		this.server.latencyMs = 1001;
		this.receive(await this.node.poll(pages, crash));
		this.server.latencyMs = 0;
		if (crash) await this.startAgain();
	}

	async begin(): Promise<void> {
		if (!this.node.isPolling) await this.node.begin();
	}

	async overlap(isNewRegistration: boolean): Promise<void> {
		if (this.node.isPolling) await expect(this.node.overlap(isNewRegistration)).resolves.toBeNull();
	}

	async finish(crash?: Crash): Promise<void> {
		if (!this.node.isPolling) return;
		this.receive(await this.node.finish(crash));
		if (crash) await this.startAgain();
	}

	async register(): Promise<void> {
		await this.finish();
		await this.activate();
	}

	async rename(): Promise<void> {
		await this.finish();
		this.receive(await this.node.rename());
	}

	async restart(): Promise<void> {
		this.node.restart();
		await this.startAgain();
	}

	/** Polls without accidents until everything has arrived. */
	async settle(): Promise<void> {
		await this.finish();
		this.server.failsIn = undefined;
		// The first of these may only read the rest of the list, from where an earlier one was cut off.
		for (let quiet = 0; quiet < 2;) {
			const before = this.deliveries;
			await this.poll(ALL_PAGES);
			quiet = this.deliveries === before ? quiet + 1 : 0;
		}
		expect([...this.arrived.keys()].sort()).toEqual([...this.ended].sort());
	}

	private async startAgain(): Promise<void> {
		this.mayRepeat = new Set(this.sinceSave);
		await this.activate();
	}

	private receive({ keys, arrives, isSaved }: Outcome): void {
		if (isSaved && keys.length > 0) this.sinceSave = new Set(this.mayRepeat);
		for (const key of keys) this.sinceSave.add(key);
		if (!arrives) return;
		this.deliveries += keys.length;
		for (const key of keys) {
			const id = key.slice(0, key.indexOf(':'));
			const first = this.arrived.get(id);
			// Another key would let the workflow take a repeat for something new.
			if (first !== undefined) expect({ id, key }).toEqual({ id, key: first });
			if (first !== undefined) expect(this.mayRepeat).toContain(key);
			this.mayRepeat.delete(key);
			this.arrived.set(id, key);
		}
	}
}

/** Something that happens to the world; the model is part of the world itself. */
class Step implements fc.AsyncCommand<object, World> {
	constructor(
		private readonly name: string,
		private readonly happen: (world: World) => Promise<void> | void,
	) {}

	check(): boolean {
		return true;
	}

	async run(_model: object, world: World): Promise<void> {
		await this.happen(world);
	}

	toString(): string {
		return this.name;
	}
}

const pages = fc.integer({ min: 1, max: 3 });
const crash = fc.constantFrom(...CRASHES);

const step = (name: string, happen: (world: World) => Promise<void> | void): fc.Arbitrary<Step> =>
	fc.constant(new Step(name, happen));

const onTheServer = [
	step('create()', ({ server }) => server.create()),
	fc
		.tuple(fc.nat({ max: 20 }), fc.nat({ max: 2 }))
		.map(([pick, way]) => new Step(`advance(${pick}, ${way})`, (w) => w.advance(pick, way))),
	fc.nat({ max: 3 }).map((nth) => new Step(`fail(${nth})`, (w) => void (w.server.failsIn = nth))),
];

const polls = [
	pages.map((most) => new Step(`poll(${most})`, async (w) => await w.poll(most))),
	step('begin()', async (world) => await world.begin()),
	fc.boolean().map((fresh) => new Step(`overlap(${fresh})`, async (w) => await w.overlap(fresh))),
	step('finish()', async (world) => await world.finish()),
	step('register()', async (world) => await world.register()),
	step('rename()', async (world) => await world.rename()),
];

const crashes = [
	fc
		.tuple(pages, crash)
		.map(([most, how]) => new Step(`poll(${most}, ${how})`, async (w) => await w.poll(most, how))),
	crash.map((how) => new Step(`finish(${how})`, async (w) => await w.finish(how))),
	step('restart()', async (world) => await world.restart()),
];

/** For 500 runs of a property, on a machine that is busy with other things. */
const MAX_MS = 60_000;

async function whateverHappens(steps: Array<fc.Arbitrary<Step>>): Promise<void> {
	let clock = new PolledServer();
	const now = jest.spyOn(Date, 'now').mockImplementation(() => clock.now);
	try {
		await fc.assert(
			fc.asyncProperty(
				fc.integer({ min: 1, max: 4 }),
				fc.nat({ max: 8 }),
				fc.commands(steps, { maxCommands: 30, size: 'max' }),
				async (mostItems, before, commands) => {
					const world = new World(mostItems, before);
					clock = world.server;
					await world.activate();
					await fc.asyncModelRun(() => ({ model: {}, real: world }), commands);
					await world.settle();
				},
			),
			cases(500),
		);
	} finally {
		now.mockRestore();
	}
}

describe('polls that overlap, run out of time, fail, are registered anew and renamed', () => {
	it(
		'lose no event and repeat none',
		async () => {
			await whateverHappens([...onTheServer, ...polls]);
		},
		MAX_MS,
	);

	it(
		'lose no event through crashes either, and then repeat no more than the last batch, with the same key',
		async () => {
			await whateverHappens([...onTheServer, ...polls, ...crashes]);
		},
		MAX_MS,
	);
});
