import { readFile } from 'node:fs/promises';
import type { OperationName } from '../../simulator/fleet/rpc.mts';
import { recordLog } from './engine/log.mts';
import { act, ensure, READ, schedule, type Shown } from './faultMatrix/attempts.mts';
import { FAULTS, HARMFUL_ANSWERS, type Fault } from './faultMatrix/faults.mts';
import { HostNames } from './faultMatrix/hostNames.mts';
import { FAULT_MATRIX_PAGE } from './faultMatrix/page.mts';
import {
	acting,
	ensuring,
	READERS,
	reading,
	scheduling,
	STEPS,
	type Persistence,
	type ReaderName,
	type Scheduled,
	type Step,
} from './faultMatrix/rules.mts';
import { startFaultyControl, TOKEN } from './faultMatrix/server.mts';

// Waits before retries and for the server to settle pass twenty times as fast; what a request may
// take stays as it is.
jest.mock('../../nodes/ZequenzeControl/items/clock.ts', () => {
	type Module = typeof import('../../nodes/ZequenzeControl/items/clock.ts');
	const { realClock } = jest.requireActual<Module>('../../nodes/ZequenzeControl/items/clock.ts');
	return {
		realClock: (context: Parameters<Module['realClock']>[0]) => {
			const clock = realClock(context);
			return { ...clock, sleep: async (ms: number) => await clock.sleep(ms / 20) };
		},
	};
});

const log = recordLog();

const OPERATIONS: readonly OperationName[] = ['get', 'set', 'add.obj', 'del.obj'];
const READER_NAMES = Object.keys(READERS).filter((name): name is ReaderName => name in READERS);

/** One square of the table: a request, a fault, and what came of it. */
interface Cell {
	fault: Fault;
	attempt: () => Promise<void>;
	/** Settles when the attempt is over. */
	over: Promise<void>;
	shown?: Shown;
	/** The ids of the operations that the server has made. */
	made: string[];
}

const NOT_BEGUN = Promise.resolve();

interface SchedulingCell extends Cell {
	request: OperationName;
	persistence: Persistence;
}

interface ActingCell extends Cell {
	persistence: Persistence;
}

interface EnsuringCell extends Cell {
	step: Step;
	/** How many changes the device was sent, and what the next run makes of it. */
	sets: number;
	next?: { shown: Shown; sets: number };
}

interface ReadingCell extends Cell {
	request: ReaderName;
}

function schedulingCell(
	fault: Fault,
	request: OperationName,
	persistence: Persistence,
): SchedulingCell {
	const cell: SchedulingCell = {
		fault,
		request,
		persistence,
		made: [],
		over: NOT_BEGUN,
		attempt: async () => {
			const control = await startFaultyControl(fault, { method: 'POST', persistence }, names);
			cell.shown = await schedule(request, control, isWaiting(cell) ? 8 : 60);
			cell.made = control.scheduled();
			await control.close();
		},
	};
	return cell;
}

function actingCell(fault: Fault, persistence: Persistence): ActingCell {
	const cell: ActingCell = {
		fault,
		persistence,
		made: [],
		over: NOT_BEGUN,
		attempt: async () => {
			const control = await startFaultyControl(fault, { method: 'PUT', persistence }, names);
			cell.shown = await act(control);
			cell.made = [...control.actions()];
			await control.close();
		},
	};
	return cell;
}

/** Seconds between two contacts of a device: what is ensured waits for the device itself. */
const INFORMS = 0.2;

function ensuringCell(fault: Fault, step: Step): EnsuringCell {
	const cell: EnsuringCell = {
		fault,
		step,
		made: [],
		sets: 0,
		over: NOT_BEGUN,
		attempt: async () => {
			const after = STEPS.indexOf(step);
			const target = { method: 'POST', persistence: 'once', after } as const;
			const control = await startFaultyControl(fault, target, names, INFORMS);
			control.strike();
			cell.shown = await ensure(control, isWaiting(cell) ? 8 : 60);
			cell.sets = control.sets();
			cell.next = { shown: await ensure(control, 60), sets: control.sets() };
			await control.close();
		},
	};
	return cell;
}

function readingCell(fault: Fault, request: ReaderName): ReadingCell {
	const cell: ReadingCell = {
		fault,
		request,
		made: [],
		over: NOT_BEGUN,
		attempt: async () => {
			const target = { method: 'GET', persistence: 'lasting' } as const;
			const control = await startFaultyControl(fault, target, names);
			cell.shown = await READ[request](control);
			cell.made = control.scheduled();
			await control.close();
		},
	};
	return cell;
}

const schedulingCells = FAULTS.flatMap((fault) =>
	OPERATIONS.flatMap((request) =>
		(['once', 'lasting'] as const).map(
			(persistence) =>
				[
					`${request} meets: ${fault.name}, ${persistence}`,
					schedulingCell(fault, request, persistence),
				] as const,
		),
	),
);

const actingCells = FAULTS.flatMap((fault) =>
	(['once', 'lasting'] as const).map(
		(persistence) =>
			[`an action meets: ${fault.name}, ${persistence}`, actingCell(fault, persistence)] as const,
	),
);

const ensuringCells = HARMFUL_ANSWERS.flatMap((fault) =>
	STEPS.map(
		(step) => [`ensure, step ${step}, meets: ${fault.name}`, ensuringCell(fault, step)] as const,
	),
);

const readingCells = FAULTS.flatMap((fault) =>
	READER_NAMES.map(
		(request) => [`${request} meets: ${fault.name}`, readingCell(fault, request)] as const,
	),
);

const AT_A_TIME = 8;

const isWaiting = ({ fault }: Cell): boolean => fault.name.startsWith('time-out');

/** Begins the attempts, some at a time in the order of the tests; each test waits for its own. */
function begin(cells: readonly Cell[], atATime: number): void {
	const lanes = Array.from({ length: atATime }, () => Promise.resolve());
	cells.forEach((cell, nth) => {
		const lane = nth % atATime;
		const before = lanes[lane] ?? Promise.resolve();
		cell.over = before.then(cell.attempt);
		lanes[lane] = cell.over.catch(() => undefined);
	});
}

let names: HostNames;
beforeAll(() => {
	names = new HostNames();
	const cells = [...schedulingCells, ...actingCells, ...ensuringCells, ...readingCells].map(
		([, cell]): Cell => cell,
	);
	// A time limit of 30 s is waited for by all who meet it at once, while the others go on.
	const waiting = cells.filter(isWaiting);
	begin(waiting, waiting.length);
	begin(
		cells.filter((cell) => !isWaiting(cell)),
		AT_A_TIME,
	);
});
afterAll(() => jest.restoreAllMocks());

it.each(schedulingCells)('%s', async (_name, cell) => {
	await cell.over;
	const { fault, request, persistence, shown, made } = cell;
	const { sees, operations } = scheduling(request, persistence, fault);
	const came: Scheduled = {
		sees: shown?.results === 1 ? 'scheduled' : kindIn(shown),
		operations: made.length,
	};
	expect(came).toEqual({ sees, operations });
	if (sees === 'scheduled') expect(made).toContain(shown?.transactionId);
	else expectMessage(fault, shown);
	expect(shown?.stored).not.toContain(TOKEN);
});

it.each(actingCells)('%s', async (_name, cell) => {
	await cell.over;
	const { fault, persistence, shown, made } = cell;
	const { sees, times } = acting(persistence, fault);
	expect({ sees: shown?.results === 1 ? 'scheduled' : shown?.code, times: made.length }).toEqual({
		sees,
		times,
	});
	if (sees !== 'scheduled') expectMessage(fault, shown);
	expect(shown?.stored).not.toContain(TOKEN);
});

it.each(ensuringCells)('%s', async (_name, cell) => {
	await cell.over;
	const { fault, step, shown, sets, next } = cell;
	const { setsIfUnknown, ...known } = ensuring(step, fault);
	const came = { sees: shown?.verdict ?? kindIn(shown), sets };
	const isUnknown = came.sees === 'unknown_delivery' && setsIfUnknown !== undefined;
	expect(came).toEqual(isUnknown ? { sees: 'unknown_delivery', sets: setsIfUnknown } : known);
	if (came.sees !== 'changed') expectMessage(fault, shown);
	expect({ sees: next?.shown.verdict, sets: next?.sets }).toEqual({
		sees: sets === 0 ? 'changed' : 'compliant',
		sets: 1,
	});
	expect(shown?.stored).not.toContain(TOKEN);
});

it.each(readingCells)('%s', async (_name, cell) => {
	await cell.over;
	const { fault, request, shown, made } = cell;
	const seen = reading(request, fault);
	const isSaid = seen !== 'result' && seen !== 'nothing';
	expect(shown?.results).toBe(seen === 'result' ? 1 : 0);
	if (isSaid) expectMessage(fault, shown);
	else expect(shown?.message).toBe('');
	if (shown?.code !== undefined) expect(shown.code).toBe(seen);
	expect(made).toEqual([]);
	expect(shown?.stored).not.toContain(TOKEN);
	expect({}).not.toHaveProperty('polluted');
});

it('n8n’s log shows no token', () => {
	expect(log.join('\n')).not.toContain(TOKEN);
});

it('the page in docs says the same: npm run fault-matrix writes it', async () => {
	const plain = (page: string): string => page.replace(/ +/g, ' ').replace(/-{3,}/g, '---');
	expect(plain(await readFile('docs/fault-matrix.md', 'utf8'))).toBe(plain(FAULT_MATRIX_PAGE));
});

function kindIn(shown: Shown | undefined): Scheduled['sees'] {
	const known = schedulingCells.map(
		([, { fault, request, persistence }]) => scheduling(request, persistence, fault).sees,
	);
	return known.find((kind) => kind === shown?.code) ?? 'unexpected_status';
}

function expectMessage({ meaning }: Fault, shown: Shown | undefined): void {
	expect(shown?.message).toContain(meaning.kind === 'harmless' ? '' : meaning.says);
}
