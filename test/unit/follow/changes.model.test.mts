import fc from 'fast-check';

import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import type { EventName } from '../../../nodes/ZequenzeControl/follow/memory/eventNames';
import { TRIGGER_EVENTS } from '../../../nodes/ZequenzeControl/trigger/events';
import { cases } from '../../thoroughness.mts';
import { ExpectedEvents } from './expectedEvents.mts';
import { SimulatedServer, WANTED_DEVICE } from './simulatedServer.mts';
import { SimulatedTrigger, type Crash, type Delivery } from './simulatedTrigger.mts';

type Choice = (typeof TRIGGER_EVENTS)[number]['value'];

const ALL_IN_ONE_POLL = 1000;

/** What an event of an end says, however it came to be reported. */
const ENDS: Readonly<Partial<Record<EventName, object>>> = {
	'transaction.succeeded': { state: 'succeeded', status: 'completed' },
	'transaction.failed': { state: 'failed', status: 'failed' },
};

/** For 1,500 runs of a property, on a machine that is busy with other things. */
const MAX_MS = 120_000;

/** A server, the trigger that polls it, and what that trigger owes. */
class World {
	readonly server = new SimulatedServer();

	readonly expected: ExpectedEvents;

	readonly trigger: SimulatedTrigger;

	private readonly keys = new Map<string, Set<string>>();

	private readonly names = new Map<string, Set<string>>();

	constructor(choice: Choice, filtered: boolean) {
		const events = new Set<EventName>(TRIGGER_EVENTS.find(({ value }) => value === choice)?.events);
		const isWanted = ({ serialNumber }: Transaction): boolean =>
			!filtered || serialNumber === WANTED_DEVICE;
		this.expected = new ExpectedEvents(events, isWanted);
		this.trigger = new SimulatedTrigger({ events, isWanted });
	}

	/** How many events a poll reports. */
	poll(maxEvents: number, crash: Crash): number {
		const list = this.server.list();
		const saves = this.trigger.saved;
		const sent = this.trigger.poll(list, this.server.now, maxEvents, crash);
		if (crash !== 'beforeBoth') {
			const { due, tellable } = this.expected.look(list, this.server.now);
			// All that is due and fits into one poll, nothing else, and nothing twice.
			expect(sent.filter(({ head, event }) => !due.has(nameOf(head.event, event)))).toEqual([]);
			expect(sent).toHaveLength(Math.min(tellable.size, maxEvents));
			for (const { head, event } of sent) {
				expect(head).toMatchObject(ENDS[head.event] ?? {});
				this.expected.reported(nameOf(head.event, event), head.event_key);
			}
			if (this.trigger.saved > saves) this.expected.save();
			if (crash !== 'onlySaved') sent.forEach((delivery) => this.receive(delivery));
		}
		if (crash !== 'none') this.expected.restart();
		return sent.length;
	}

	restart(): void {
		this.trigger.restart();
		this.expected.restart();
	}

	rollBack(pick: number): void {
		if (this.trigger.saved === 0) return;
		const save = pick % this.trigger.saved;
		this.trigger.rollBackTo(save);
		this.expected.rollBackTo(save);
	}

	/** Polls without accidents until everything is reported. */
	settle(): void {
		this.server.catchUp();
		// What is pending is told of although the list is empty, when that comes twice.
		this.poll(ALL_IN_ONE_POLL, 'none');
		this.poll(ALL_IN_ONE_POLL, 'none');
		expect(this.poll(ALL_IN_ONE_POLL, 'none')).toBe(0);
		expect([...this.expected.look(this.server.list(), this.server.now).due]).toEqual([]);
	}

	/** Where the same thing was reported more than once, all reports carry one key. */
	expectStableKeys(): void {
		for (const keys of this.keys.values()) expect([...keys]).toHaveLength(1);
	}

	/** No key stands for two things. */
	expectOwnKeys(): void {
		for (const names of this.names.values()) expect([...names]).toHaveLength(1);
	}

	private receive({ head, event }: Delivery): void {
		const names = this.names.get(head.event_key) ?? new Set();
		this.names.set(head.event_key, names.add(event.key));
		const name = nameOf(head.event, event);
		// A status change that is noticed later is another change. Of what left the list, the time of
		// its end is forgotten.
		const isOther = head.event === 'transaction.status_changed';
		const isForgotten = !event.listed && head.event !== 'transaction.unlisted';
		if (isOther || isForgotten) return;
		const keys = this.keys.get(name) ?? new Set();
		this.keys.set(name, keys.add(head.event_key));
	}
}

function nameOf(event: EventName, { key }: { key: string }): string {
	return `${event} ${key}`;
}

/** Something that happens to the world; the model is part of the world itself. */
class Step implements fc.Command<object, World> {
	constructor(
		private readonly name: string,
		private readonly happen: (world: World) => void,
	) {}

	check(): boolean {
		return true;
	}

	run(_model: object, world: World): void {
		this.happen(world);
	}

	toString(): string {
		return this.name;
	}
}

const pick = fc.nat({ max: 20 });
const maxEvents = fc.integer({ min: 1, max: 3 });

const onTheServer = [
	fc
		.boolean()
		.map((wanted) => new Step(`create(${wanted})`, ({ server }) => server.create(wanted))),
	fc
		.tuple(pick, fc.nat({ max: 2 }))
		.map(
			([one, way]) => new Step(`advance(${one}, ${way})`, ({ server }) => server.advance(one, way)),
		),
	pick.map((one) => new Step(`toggle(${one})`, ({ server }) => server.toggle(one))),
];

const stale = fc
	.tuple(pick, fc.nat({ max: 2 }))
	.map(([one, lag]) => new Step(`lag(${one}, ${lag})`, ({ server }) => server.lag(one, lag)));

const oddServer = [
	stale,
	fc
		.tuple(pick, fc.boolean())
		.map(
			([one, vanishes]) =>
				new Step(`reuse(${one}, ${vanishes})`, ({ server }) => server.reuse(one, vanishes)),
		),
];

const poll = maxEvents.map(
	(most) => new Step(`poll(${most})`, (world) => void world.poll(most, 'none')),
);

const accidents = [
	fc
		.tuple(maxEvents, fc.constantFrom<Crash[]>('beforeBoth', 'onlyStarted', 'onlySaved'))
		.map(
			([most, crash]) =>
				new Step(`poll(${most}, ${crash})`, (world) => void world.poll(most, crash)),
		),
	fc.constant(new Step('restart()', (world) => world.restart())),
	pick.map((save) => new Step(`rollBack(${save})`, (world) => world.rollBack(save))),
];

const choices = fc.constantFrom<Array<Choice>>(
	'created',
	'failed',
	'finished',
	'statusChanged',
	'succeeded',
	'unlisted',
);

function whateverHappens(steps: Array<fc.Arbitrary<Step>>, check: (world: World) => void): void {
	fc.assert(
		fc.property(
			choices,
			fc.boolean(),
			fc.commands(steps, { maxCommands: 40, size: 'max' }),
			(choice, filtered, commands) => {
				const world = new World(choice, filtered);
				fc.modelRun(() => ({ model: {}, real: world }), commands);
				check(world);
			},
		),
		cases(1500),
	);
}

describe('whatever happens on the server', () => {
	it(
		'every wanted event is reported once, and nothing else',
		() => {
			whateverHappens([...onTheServer, poll], (world) => world.settle());
		},
		MAX_MS,
	);

	it(
		'also where ids are used again for other devices, and old copies of the data answer',
		() => {
			whateverHappens([...onTheServer, ...oddServer, poll], (world) => {
				world.settle();
				world.expectOwnKeys();
			});
		},
		MAX_MS,
	);
});

describe('whatever happens on the server and to n8n', () => {
	const all = [...onTheServer, ...oddServer, poll, ...accidents];

	it(
		'no wanted event is lost, and a restart repeats no more than the last batch',
		() => {
			whateverHappens(all, (world) => world.settle());
		},
		MAX_MS,
	);

	it(
		'a repeat carries the same event_key',
		() => {
			whateverHappens([...onTheServer, stale, poll, ...accidents], (world) =>
				world.expectStableKeys(),
			);
		},
		MAX_MS,
	);
});
