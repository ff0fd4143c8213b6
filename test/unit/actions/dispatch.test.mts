import { dispatch } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/dispatch';
import {
	uniqueIds,
	type Dispatched,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/dispatched';
import { SentOperations } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/sentOperations';
import { readTransaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import { fixedLimit, Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import { RunCancelled } from '../../../nodes/ZequenzeControl/control/wire/http';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import { FakeClock } from '../control/fakeClock.mts';
import { FakeControl, FULL, type Dialect, type Fate } from './fakeControl.mts';

interface Job {
	request: OperationRequest;
}

interface Case {
	operation?: OperationName;
	dialect?: Partial<Dialect>;
	fates?: Fate[];
	devices?: string[];
	retries?: number;
	stopAtFailures?: number;
	/** Devices of a run before, in the same process. The first fates are theirs. */
	earlier?: string[];
	/** Whether a set may be sent again although its end is unknown. */
	setAgain?: boolean;
	/** Something that finished long ago is in the list: it keeps such things. */
	hasHistory?: boolean;
}

interface Run {
	kinds: Array<Dispatched['kind'] | undefined>;
	ids: Array<string | null>;
	control: FakeControl;
	/** What was told of while the run went on. */
	delivered: string[];
}

function requestFor(serial_number: string, operation: OperationName): OperationRequest {
	return { serial_number, operation, variables: [{ variable_name: 'Device.WiFi.SSID.' }] };
}

async function run({
	operation = 'add.obj',
	dialect = {},
	fates = [],
	devices = ['SN1'],
	retries = 3,
	stopAtFailures = Infinity,
	hasHistory = true,
	earlier = [],
	setAgain = false,
}: Case): Promise<Run> {
	const clock = new FakeClock();
	const control = new FakeControl(clock, { ...FULL, ...dialect }, fates);
	if (hasHistory) control.hasMade(requestFor('OLD', 'get'));
	const client = new ControlClient(control.send, 'https://control.example/api/v1', clock.now);
	const jobs: Job[] = devices.map((device) => ({ request: requestFor(device, operation) }));
	const delivered: string[] = [];
	const sent = new SentOperations();
	const settings = {
		timeoutMs: 30_000,
		sent,
		maySetAgain: () => setAgain,
		pacer: new Pacer(clock),
		clock,
		limits: { retries, budgetMs: 600_000 },
		shouldStop: (failures: number) => failures >= stopAtFailures,
		onDelivered: () => {},
	};
	const before = earlier.map((device): Job => ({ request: requestFor(device, operation) }));
	await dispatch(client, before, settings);
	const results = await dispatch(client, jobs, {
		...settings,
		onDelivered: (job, { kind }) => void delivered.push(`${job.request.serial_number} ${kind}`),
	});
	// What the server has not finished by now, it does.
	await clock.sleep(600_000);
	const found = jobs.map((job) => results.get(job));
	return {
		kinds: found.map((result) => result?.kind),
		ids: found.map((result) => (result?.kind === 'accepted' ? result.receipt.transactionId : null)),
		control,
		delivered,
	};
}

const CHANGES: OperationName[] = ['set', 'add.obj', 'del.obj'];

describe('an operation that the server takes', () => {
	it('is accepted under its id', async () => {
		expect(await run({ devices: ['SN1', 'SN2'] })).toMatchObject({
			kinds: ['accepted', 'accepted'],
			ids: ['2', '3'],
			delivered: ['SN1 accepted', 'SN2 accepted'],
		});
	});

	it('is looked up in the list where the answer shows no id', async () => {
		const { ids, control } = await run({ dialect: { postShowsId: false } });
		expect(ids).toEqual(['2']);
		expect(control.posts).toHaveLength(1);
	});

	it('is accepted without an id where none is shown anywhere', async () => {
		const dialect = { postShowsId: false, listShowsId: false };
		const { kinds, ids, control } = await run({ dialect });
		expect({ kinds, ids }).toEqual({ kinds: ['accepted'], ids: [null] });
		expect(control.made).toHaveLength(2);
	});
});

describe('an operation that the server certainly did not take', () => {
	it.each<Fate>(['unreachable', 429])('because of %p is sent again', async (fate) => {
		const { kinds, control } = await run({ fates: [fate, fate] });
		expect(kinds).toEqual(['accepted']);
		expect(control.posts).toHaveLength(3);
		expect(control.made).toHaveLength(2);
	});

	it('is refused when the retries are used up', async () => {
		const { kinds, control } = await run({ fates: [429, 429, 429], retries: 2 });
		expect(kinds).toEqual(['refused']);
		expect(control.posts).toHaveLength(3);
	});

	it('because it is wrong is not sent again', async () => {
		const { kinds, control } = await run({ fates: [400] });
		expect(kinds).toEqual(['refused']);
		expect(control.posts).toHaveLength(1);
	});
});

describe('after a lost reply', () => {
	it.each<Fate>(['reply lost', 'request lost', 'timeout', 500])(
		'(%s) a get is sent again at once, because reading twice is harmless',
		async (fate) => {
			const { kinds, control } = await run({ operation: 'get', fates: [fate] });
			expect(kinds).toEqual(['accepted']);
			expect(control).toMatchObject({ posts: { length: 2 }, gets: 0 });
		},
	);

	/** One device among others, whose operations the server answers. */
	const AMONG_OTHERS = ['W1', 'SN1', 'W2'];

	const second = (fate: Fate): Fate[] => ['taken', fate];

	it.each(CHANGES)('a %s that was made is found and adopted', async (operation) => {
		const fates = second('reply lost');
		const { ids, control, delivered } = await run({ operation, fates, devices: AMONG_OTHERS });
		expect(ids).toEqual(['2', '3', '4']);
		expect(delivered).toContain('SN1 accepted');
		expect(control.posts).toHaveLength(3);
	});

	it.each(CHANGES)('a %s that was not made is sent again, once', async (operation) => {
		const fates = second('request lost');
		const { kinds, control } = await run({ operation, fates, devices: AMONG_OTHERS });
		expect(kinds).toEqual(['accepted', 'accepted', 'accepted']);
		expect(control.posts).toHaveLength(4);
		expect(control.made).toHaveLength(4);
	});

	it.each(CHANGES)(
		'a %s that was sent last is unknown, unless something is sent after it',
		async (operation) => {
			const devices = ['W1', 'SN1'];
			const alone = await run({ operation, devices, fates: second('request lost') });
			expect(alone.kinds).toEqual(['accepted', 'unknown']);
			expect(alone.control.posts).toHaveLength(2);

			const fates: Fate[] = ['taken', 'request lost', 'taken', 'request lost'];
			const two = await run({ operation, devices: [...AMONG_OTHERS, 'SN2'], fates });
			expect(two.kinds).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
			expect(two.control.made).toHaveLength(5);
		},
	);

	it.each(CHANGES)('a %s that is alone is unknown: there is no witness', async (operation) => {
		for (const fate of ['reply lost', 'request lost'] as const) {
			const { kinds, control } = await run({ operation, fates: [fate] });
			expect(kinds).toEqual(['unknown']);
			expect(control.posts).toHaveLength(1);
		}
	});

	it.each(CHANGES)(
		'a %s that is alone is adopted where an earlier run is a witness',
		async (operation) => {
			const { kinds } = await run({
				operation,
				fates: ['taken', 'reply lost'],
				earlier: ['W1'],
			});
			expect(kinds).toEqual(['accepted']);
		},
	);

	it.each<[string, Case]>([
		['whose list shows no ids', { dialect: { listShowsId: false } }],
		['whose list shows no times', { dialect: { listShowsTime: false } }],
		['that shows no id anywhere', { dialect: { postShowsId: false, listShowsId: false } }],
		['whose list cannot be read', { dialect: { listIsReadable: false } }],
		['whose list is cut off', { dialect: { listLimit: 2 } }],
		['whose list lags behind', { dialect: { listLagsMs: 60_000 } }],
	])('from a server %s, one that was made is unknown and not sent again', async (_what, one) => {
		for (const operation of CHANGES) {
			const { kinds, control } = await run({
				...one,
				operation,
				devices: AMONG_OTHERS,
				fates: second('reply lost'),
			});
			expect(kinds).toEqual(['accepted', 'unknown', 'accepted']);
			expect(control.posts).toHaveLength(3);
		}
	});

	it.each<[string, Case]>([
		['that drops what has finished', { dialect: { keepsFinished: false } }],
		['with nothing in its list to judge by', { hasHistory: false }],
		['whose list cannot be read', { dialect: { listIsReadable: false } }],
	])(
		'from a server %s, one that was not made is unknown: nothing proves it',
		async (_what, one) => {
			const fates = second('request lost');
			const { kinds, control } = await run({ ...one, devices: AMONG_OTHERS, fates });
			expect(kinds).toEqual(['accepted', 'unknown', 'accepted']);
			expect(control.posts).toHaveLength(3);
		},
	);

	it('what another accepted operation of the run is, it is not', async () => {
		const { ids, control } = await run({
			devices: ['SN1', 'SN1', 'W2'],
			fates: ['taken', 'request lost'],
		});
		expect(ids).toEqual(['2', '4', '3']);
		expect(control.made).toHaveLength(4);
	});

	it('everything is looked up by one reading of the list', async () => {
		const devices = ['W1', 'SN1', 'SN2', 'SN3', 'SN4'];
		const fates: Fate[] = ['taken', 'reply lost', 'reply lost', 'reply lost', 'reply lost'];
		const { kinds, control } = await run({ devices, fates });
		expect(kinds).toEqual(devices.map(() => 'accepted'));
		expect(control.gets).toBe(1);
	});

	it('what a server that is slow to answer takes late is waited for, and not sent again', async () => {
		const { ids, control } = await run({
			devices: ['SN1', 'SN2'],
			dialect: { answersAfterMs: 8_000 },
			fates: ['taken', 'taken late'],
		});
		expect(ids).toEqual(['2', '3']);
		expect(control.posts).toHaveLength(2);
	});

	it('an object is added only once, although the server is slow with one request alone', async () => {
		const { kinds, control } = await run({
			operation: 'add.obj',
			devices: AMONG_OTHERS,
			fates: second('taken much later'),
		});
		expect(kinds).toEqual(['accepted', 'unknown', 'accepted']);
		expect(control.posts).toHaveLength(3);
	});

	it('what pages of the list repeat, because something came in meanwhile, is one operation', async () => {
		const { ids, control } = await run({
			devices: ['SN1', 'SN2', 'SN3'],
			dialect: { listRepeats: true },
			fates: ['taken', 'reply lost', 'reply lost'],
		});
		expect(ids).toEqual(['2', '3', '4']);
		expect(control.posts).toHaveLength(3);
	});

	it('a set is set again where the user wants that', async () => {
		const { kinds, control } = await run({
			operation: 'set',
			fates: ['timeout before'],
			setAgain: true,
		});
		expect(kinds).toEqual(['accepted']);
		expect(control.posts).toHaveLength(2);
	});

	it.each<OperationName>(['add.obj', 'del.obj'])(
		'a %s is not, whatever is wanted',
		async (operation) => {
			const { kinds } = await run({ operation, fates: ['request lost'], setAgain: true });
			expect(kinds).toEqual(['unknown']);
		},
	);

	it('that repeats itself, sending ends with the retries', async () => {
		const fates = Array.from({ length: 20 }, (_, nth): Fate =>
			nth === 2 ? 'taken' : 'request lost',
		);
		const { kinds, control } = await run({
			devices: ['SN1', 'SN2', 'W1'],
			earlier: ['W0'],
			fates: ['taken', ...fates],
			retries: 2,
		});
		expect(kinds).toEqual(['unknown', 'unknown', 'accepted']);
		expect(control.posts.length).toBeLessThanOrEqual(8);
	});
});

describe('after a time-out', () => {
	it('what was made is found and adopted', async () => {
		const made = await run({ devices: ['W1', 'SN1'], fates: ['taken', 'timeout'] });
		expect(made).toMatchObject({ ids: ['2', '3'] });
	});

	it('what is not there is not sent again: the server may take it even later', async () => {
		const { kinds, control, delivered } = await run({ fates: ['timeout before'] });
		expect(kinds).toEqual(['unknown']);
		expect(delivered).toEqual(['SN1 unknown']);
		expect(control.posts).toHaveLength(1);
	});
});

describe('when the run is to stop at the first failure', () => {
	it('nothing more is sent, and what was accepted stays', async () => {
		const { kinds, ids, control } = await run({
			devices: ['SN1', 'SN2', 'SN3', 'SN4'],
			fates: ['taken', 400],
			stopAtFailures: 1,
		});
		expect(kinds).toEqual(['accepted', 'refused', 'skipped', 'skipped']);
		expect(ids[0]).toBe('2');
		expect(control.posts).toHaveLength(2);
	});

	it('what was lost before is looked up all the same', async () => {
		const { kinds, control } = await run({
			devices: ['SN1', 'SN2', 'SN3'],
			earlier: ['W1'],
			fates: ['taken', 'reply lost', 400],
			stopAtFailures: 1,
		});
		expect(kinds).toEqual(['accepted', 'refused', 'skipped']);
		expect(control.posts).toHaveLength(3);
	});
});

it('an ID that two operations were given is unique for neither', () => {
	const accepted = (transactionId: string | null): Dispatched => ({
		kind: 'accepted',
		receipt: { transactionId, transaction: readTransaction({}) },
	});
	const results = ['1', '1', '2', null, '1'].map((id, nth) => [nth, accepted(id)] as const);
	expect(uniqueIds(new Map(results))).toEqual(new Set(['2']));
});

describe('what executions in one process send at once', () => {
	/**
	 * So many executions send the same to the same devices; these replies are lost, whether taken or
	 * not.
	 */
	async function atOnce(executions: number, fates: Fate[]): Promise<FakeControl> {
		const clock = new FakeClock();
		const control = new FakeControl(clock, FULL, fates);
		control.hasMade(requestFor('OLD', 'get'));
		const sent = new SentOperations();
		const reported: string[] = [];
		await Promise.all(
			Array.from({ length: executions }, async () => {
				const client = new ControlClient(control.send, 'https://control.example', clock.now);
				const jobs = ['SN1', 'SN2', 'SN3', 'SN4'].map((device) => ({
					request: requestFor(device, 'add.obj'),
				}));
				const results = await dispatch(client, jobs, {
					timeoutMs: 30_000,
					sent,
					pacer: new Pacer(clock, 0, fixedLimit(2)),
					clock,
					limits: { retries: 2, budgetMs: 600_000 },
					shouldStop: () => false,
					onDelivered: () => {},
				});
				for (const result of results.values()) {
					if (result.kind === 'accepted') reported.push(String(result.receipt.transactionId));
				}
			}),
		);
		expect(new Set(reported).size).toBe(reported.length);
		for (const id of reported) expect(control.made.map((one) => one.id)).toContain(id);
		for (const device of ['SN1', 'SN2', 'SN3', 'SN4']) {
			const made = control.made.filter((one) => one.serial_number === device);
			expect(made.length).toBeLessThanOrEqual(executions);
		}
		return control;
	}

	it.each<[string, Fate[]]>([
		['half of which is not taken', ['taken', 'request lost']],
		['half of whose replies are lost', ['taken', 'reply lost']],
		['of which some is taken and some not', ['reply lost', 'taken', 'request lost', 'taken']],
	])('and %s, is never reported for another one', async (_what, cycle) => {
		const fates = Array.from({ length: 5 }, () => cycle).flat();
		await atOnce(5, fates);
	});
});

it('when the user stops the execution, nothing more is sent', async () => {
	const clock = new FakeClock();
	const control = new FakeControl(clock);
	const client = new ControlClient(control.send, 'https://control.example', clock.now);
	const jobs = ['SN1', 'SN2', 'SN3'].map((device) => ({ request: requestFor(device, 'set') }));
	const dispatching = dispatch(client, jobs, {
		timeoutMs: 30_000,
		sent: new SentOperations(),
		pacer: new Pacer(clock),
		clock,
		limits: { retries: 5, budgetMs: 60_000 },
		shouldStop: () => false,
		onDelivered: clock.stop,
	});
	await expect(dispatching).rejects.toBeInstanceOf(RunCancelled);
	expect(control.posts).toHaveLength(1);
});
