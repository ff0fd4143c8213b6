import fc from 'fast-check';

import { cases } from '../../thoroughness.mts';
import { DeviceServer, type DeviceServerWays, type ListedDevice } from './deviceServer.mts';
import { CRASHES, PolledNode, type Crash, type Outcome } from './polledNode.mts';

const ALL_PAGES = 100;

const CHOICES = [
	'deviceAdded',
	'deviceConnectionChanged',
	'deviceOffline',
	'deviceOnline',
	'settingsApplied',
] as const;

type Choice = (typeof CHOICES)[number];

/**
 * A fleet, the trigger that follows it through everything that may happen, and what arrived in its
 * workflow.
 */
class World {
	readonly server: DeviceServer;

	readonly node: PolledNode;

	/** The devices that were there when the trigger was activated, and how many changes they had. */
	private before = new Map<ListedDevice, number>();

	/** Devices that were shown with settings that wait, and have applied them since. */
	private readonly applied = new Set<string>();

	private readonly arrived = new Set<string>();

	/** The last batch that was saved, and what came after it: a restart may repeat that. */
	private sinceSave = new Set<string>();

	private mayRepeat = new Set<string>();

	private deliveries = 0;

	constructor(
		private readonly choice: Choice,
		ways: DeviceServerWays,
		mostItems: number,
		devices: readonly boolean[],
	) {
		this.server = new DeviceServer(ways);
		for (const isUp of devices) this.server.add(isUp);
		this.node = new PolledNode(this.server, { triggerOn: choice, options: { mostItems } });
	}

	async activate(): Promise<void> {
		this.before = new Map(this.server.devices.map((device) => [device, device.changes.length]));
		this.receive(await this.node.activate());
	}

	async poll(pages: number, crash?: Crash): Promise<void> {
		this.server.latencyMs = 1001;
		this.receive(await this.node.poll(pages, crash));
		this.server.latencyMs = 0;
		if (crash) await this.startAgain();
	}

	async register(): Promise<void> {
		this.receive(await this.node.activate());
	}

	async rename(): Promise<void> {
		this.receive(await this.node.rename());
	}

	async restart(): Promise<void> {
		this.node.restart();
		await this.startAgain();
	}

	setPending(pick: number): void {
		const device = this.server.picked(pick);
		if (!device || device.isPending) return;
		Object.assign(device, { isPending: true, wasShownPending: false });
		this.applied.delete(device.serial);
	}

	apply(pick: number): void {
		const device = this.server.picked(pick);
		if (!device?.isPending) return;
		device.isPending = false;
		const isDue = this.choice === 'settingsApplied' && device.wasShownPending;
		if (isDue) this.applied.add(device.serial);
	}

	remove(pick: number): void {
		const device = this.server.picked(pick);
		if (device) device.isListed = false;
	}

	/** Polls without accidents until everything has arrived. */
	async settle(): Promise<void> {
		this.server.failsIn = undefined;
		for (let quiet = 0; quiet < 3;) {
			const before = this.deliveries;
			await this.poll(ALL_PAGES);
			quiet = this.deliveries === before ? quiet + 1 : 0;
		}
		const missing = this.server.devices
			.filter(({ isListed }) => isListed)
			.flatMap((device) => this.expectedOf(device) ?? [])
			.filter((key) => !this.arrived.has(key));
		expect(missing).toEqual([]);
		const removed = this.server.devices.filter(({ isListed }) => !isListed);
		const gone = new Set(removed.map(({ serial }) => serial));
		expect([...this.applied].filter((serial) => !gone.has(serial))).toEqual([]);
	}

	/** The key of the event that has to have come of the last thing that happened to a device. */
	private expectedOf(device: ListedDevice): string | null {
		const known = this.before.get(device);
		if (this.choice === 'deviceAdded') {
			return known === undefined ? `${device.serial}:device.added:${device.createdAt}` : null;
		}
		const { at, isUp } = device.changes.at(-1) ?? { at: '', isUp: false };
		// What is added while it is down, and not seen up, did not go down.
		const hasChanged = known === undefined ? isUp : device.changes.length > known;
		const name = CONNECTION_EVENTS[this.choice]?.[isUp ? 'up' : 'down'];
		return hasChanged && name ? `${device.serial}:${name}:${at}` : null;
	}

	private async startAgain(): Promise<void> {
		this.mayRepeat = new Set(this.sinceSave);
		this.receive(await this.node.activate());
	}

	private receive({ keys, arrives, isSaved }: Outcome): void {
		if (isSaved && keys.length > 0) this.sinceSave = new Set(this.mayRepeat);
		for (const key of keys) this.sinceSave.add(key);
		if (!arrives) return;
		this.deliveries += keys.length;
		for (const key of keys) {
			if (this.arrived.has(key)) expect(this.mayRepeat).toContain(key);
			this.mayRepeat.delete(key);
			this.arrived.add(key);
			this.expectReal(key);
			this.applied.delete(key.split(':', 1)[0] ?? '');
		}
	}

	/** Nothing is reported that did not happen, or happened before the trigger was there. */
	private expectReal(key: string): void {
		const [, serial, event, time] = /^([^:]+):([^:]+):(.*)$/.exec(key) ?? [];
		const device = this.server.devices.find((one) => one.serial === serial);
		const known = device ? (this.before.get(device) ?? 0) : 0;
		const happened = {
			'device.added': device && !this.before.has(device) && time === device.createdAt,
			'device.settings_applied': device !== undefined,
		}[event ?? ''];
		const isUp = event === 'device.online' ? true : event === 'device.offline' ? false : undefined;
		const change = device?.changes
			.slice(known)
			.some(({ at, isUp: came }) => at === time && (isUp === undefined || came === isUp));
		expect({ key, isReal: happened ?? change }).toEqual({ key, isReal: true });
	}
}

const CONNECTION_EVENTS: Readonly<Partial<Record<Choice, { up?: string; down?: string }>>> = {
	deviceOnline: { up: 'device.online' },
	deviceOffline: { down: 'device.offline' },
	deviceConnectionChanged: { up: 'device.connection_changed', down: 'device.connection_changed' },
};

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
const pick = fc.nat({ max: 20 });

const step = (name: string, happen: (world: World) => Promise<void> | void): fc.Arbitrary<Step> =>
	fc.constant(new Step(name, happen));

const picking = (name: string, happen: (world: World, pick: number) => void): fc.Arbitrary<Step> =>
	pick.map((one) => new Step(`${name}(${one})`, (world) => happen(world, one)));

const onTheServer = [
	fc.boolean().map((isUp) => new Step(`add(${isUp})`, ({ server }) => void server.add(isUp))),
	picking('toggle', ({ server }, one) => server.toggle(one)),
	picking('setPending', (world, one) => world.setPending(one)),
	picking('apply', (world, one) => world.apply(one)),
	picking('remove', (world, one) => world.remove(one)),
	fc.nat({ max: 3 }).map((nth) => new Step(`fail(${nth})`, (w) => void (w.server.failsIn = nth))),
];

const polls = [
	pages.map((most) => new Step(`poll(${most})`, async (world) => await world.poll(most))),
	step('register()', async (world) => await world.register()),
	step('rename()', async (world) => await world.rename()),
];

const crashes = [
	fc
		.tuple(pages, fc.constantFrom(...CRASHES))
		.map(([most, how]) => new Step(`poll(${most}, ${how})`, async (w) => await w.poll(most, how))),
	step('restart()', async (world) => await world.restart()),
];

const ways = fc.record({
	ignoresFilters: fc.boolean(),
	skewMs: fc.constantFrom(0, -10_800_000),
});

/** For 500 runs of a property, on a machine that is busy with other things. */
const MAX_MS = 120_000;

async function whateverHappens(
	steps: Array<fc.Arbitrary<Step>>,
	choices: readonly Choice[],
): Promise<void> {
	let clock = new DeviceServer();
	const now = jest.spyOn(Date, 'now').mockImplementation(() => clock.now);
	try {
		await fc.assert(
			fc.asyncProperty(
				fc.constantFrom(...choices),
				ways,
				fc.integer({ min: 1, max: 4 }),
				fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }),
				fc.commands(steps, { maxCommands: 30, size: 'max' }),
				async (choice, server, mostItems, devices, commands) => {
					const world = new World(choice, server, mostItems, devices);
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

describe('whatever happens to a fleet, on whatever server', () => {
	it(
		'no event of a device is lost, none is reported twice, and none that did not happen',
		async () => {
			await whateverHappens([...onTheServer, ...polls], CHOICES);
		},
		MAX_MS,
	);

	it(
		'crashes lose none either, and then repeat no more than the last batch, with the same key',
		async () => {
			const timed = CHOICES.filter((choice) => choice !== 'settingsApplied');
			await whateverHappens([...onTheServer, ...polls, ...crashes], timed);
		},
		MAX_MS,
	);
});
