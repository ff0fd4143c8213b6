import fc from 'fast-check';

import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import type { OpenQuestion } from '../../../nodes/ZequenzeControl/follow/proof/proof';
import { reconcile, type Finding } from '../../../nodes/ZequenzeControl/follow/proof/reconcile';
import type { Witness } from '../../../nodes/ZequenzeControl/follow/proof/sightings';
import { cases } from '../../thoroughness.mts';
import { habits, HONEST, HostileList, type Habits, type Made } from './hostileList.mts';

const START = Date.parse('2026-03-01T10:00:00Z');

/** What became of one request of a run. */
interface Fate {
	isLost: boolean;
	/** Whether the server made it; what is not lost was made. */
	isMade: boolean;
	hasFinished: boolean;
	/** Milliseconds after the one before. */
	after: number;
	device: string;
}

interface Run {
	operation: OperationName;
	fates: Fate[];
	/** How long before the run equal operations were made, on which device, in milliseconds. */
	history: Array<{ before: number; device: string; hasFinished: boolean }>;
	/** Others make the same: so long after our last request, on which device. */
	strangers: Array<{ after: number; device: string }>;
	readAfterMs: number;
}

const device = fc.constantFrom('aB12', 'aB13', 'aB14', 'aB15');

const run: fc.Arbitrary<Run> = fc.record({
	operation: fc.constantFrom<OperationName[]>('set', 'add.obj', 'del.obj'),
	fates: fc.array(
		fc.record({
			isLost: fc.boolean(),
			isMade: fc.boolean(),
			hasFinished: fc.boolean(),
			after: fc.constantFrom(0, 1, 20, 400, 5_000),
			device,
		}),
		{ minLength: 1, maxLength: 8 },
	),
	history: fc.array(
		fc.record({
			before: fc.constantFrom(1_500, 5_000, 60_000, 3_600_000, 5 * 3_600_000, 86_400_000),
			device,
			hasFinished: fc.boolean(),
		}),
		{ maxLength: 5 },
	),
	strangers: fc.array(fc.record({ after: fc.constantFrom(600, 900, 1_800), device }), {
		maxLength: 2,
	}),
	readAfterMs: fc.constantFrom(2_000, 30_000),
});

/** How long the server takes for one request. */
const TAKES_MS = 20;

interface Outcome {
	findings: Array<{ fate: Fate; job: number; finding: Finding }>;
	fates: Fate[];
	requests: OperationRequest[];
}

function requestFor(operation: OperationName, serial_number: string): OperationRequest {
	const path = operation === 'add.obj' ? 'Device.WiFi.SSID.' : 'Device.Time.Enable';
	const value = operation === 'set' ? { value: 'true', value_type: 'boolean' as const } : {};
	return { serial_number, operation, variables: [{ variable_name: path, ...value }] };
}

function findingsIn(
	{ operation, fates, history, strangers, readAfterMs }: Run,
	shows: Habits,
): Outcome {
	let now = START;
	const sent = fates.map((fate) => {
		now += fate.after;
		return { fate, at: now };
	});
	const requests = fates.map((fate) => requestFor(operation, fate.device));
	const made: Made[] = [
		...history.map((one) => ({
			request: requestFor(operation, one.device),
			at: START - one.before,
			job: null,
			hasFinished: one.hasFinished,
		})),
		...sent.flatMap(({ fate, at }, job) => {
			const request = requests[job];
			if (!request || (fate.isLost && !fate.isMade)) return [];
			return [{ request, at: at + TAKES_MS / 2, job, hasFinished: fate.hasFinished }];
		}),
		...strangers.map((one) => ({
			request: requestFor(operation, one.device),
			at: now + one.after,
			job: null,
			hasFinished: false,
		})),
	].sort((one, other) => one.at - other.at);
	const list = new HostileList(made, shows);
	const witnesses: Witness[] = [];
	const open: Array<{ question: OpenQuestion; fate: Fate; job: number }> = [];
	sent.forEach(({ fate, at }, job) => {
		const request = requests[job];
		if (!request) return;
		if (fate.isLost) {
			open.push({ question: { request, sentAt: at, madeBy: at + 2 * TAKES_MS }, fate, job });
			return;
		}
		const id = list.idOf(made.findIndex((one) => one.job === job));
		witnesses.push({ id, request, sentAt: at, answeredAt: at + TAKES_MS, isOwn: true });
	});
	const listing = list.listedAt(now + readAfterMs);
	const questions = open.map(({ question }) => question);
	const findings = reconcile(questions, listing, { witnesses });
	return {
		fates,
		requests,
		findings: open.flatMap(({ fate, job }, nth) => {
			const finding = findings[nth];
			return finding ? [{ fate, job, finding }] : [];
		}),
	};
}

/**
 * Whether the list shows something that this run has made at a whole second: then it may well be a
 * server that shows no more than seconds.
 */
function showsWholeSecond({ fates }: Run, { skewMs }: Habits): boolean {
	let at = START + TAKES_MS / 2 + skewMs;
	return fates.some(({ after, isLost }) => {
		at += after;
		return !isLost && at % 1_000 === 0;
	});
}

/** For 20,000 runs of a property, on a machine that is busy with other things. */
const MAX_MS = 120_000;

describe('whatever a server does with its list', () => {
	it(
		'nothing that was made is called absent',
		() => {
			fc.assert(
				fc.property(run, habits, (one, shows) => {
					for (const { fate, finding } of findingsIn(one, shows).findings) {
						if (finding.kind === 'absent') expect(fate.isMade).toBe(false);
					}
				}),
				cases(20_000),
			);
		},
		MAX_MS,
	);

	it(
		'what is found is ours, and what was asked for',
		() => {
			fc.assert(
				fc.property(run, habits, (one, shows) => {
					// Who makes the very same within the seconds that a server shows for it cannot be told
					// from us.
					const isExact = shows.time === 'milliseconds' && !showsWholeSecond(one, shows);
					const strangers = isExact ? one.strangers : [];
					const history = one.history.filter(({ before }) => isExact || before > 5_000);
					const { findings, requests } = findingsIn({ ...one, strangers, history }, shows);
					const found = findings.flatMap(({ job, finding }) =>
						finding.kind === 'found' ? [{ job, truth: finding.transaction.raw.truth }] : [],
					);
					expect(new Set(found.map(({ truth }) => truth)).size).toBe(found.length);
					for (const { job, truth } of found) {
						expect(typeof truth).toBe('number');
						expect(requests[Number(truth)]).toEqual(requests[job]);
					}
				}),
				cases(20_000),
			);
		},
		MAX_MS,
	);
});

describe('an honest server is believed', () => {
	const fate: Fate = { isLost: false, isMade: true, hasFinished: false, after: 20, device: '' };
	const FLEET = ['aB12', 'aB13', 'aB14', 'aB15', 'aB16'];

	/** Five devices, one of whose replies is lost. */
	function runLosing(nth: number, isMade: boolean, facts: Partial<Run> = {}): Run {
		return {
			operation: 'set',
			fates: FLEET.map((name, index) => ({
				...fate,
				device: name,
				isLost: index === nth,
				isMade: index !== nth || isMade,
			})),
			history: [{ before: 5 * 3_600_000, device: 'aB99', hasFinished: true }],
			strangers: [],
			readAfterMs: 2_000,
			...facts,
		};
	}

	const kinds = (one: Run, shows: Habits): string[] =>
		findingsIn(one, shows).findings.map(({ finding }) => finding.kind);

	it.each([0, 1, 2, 3, 4])('device %i: what it made is found', (nth) => {
		expect(kinds(runLosing(nth, true), HONEST)).toEqual(['found']);
	});

	it.each([0, 1, 2, 3])('device %i: what it did not make is absent', (nth) => {
		expect(kinds(runLosing(nth, false), HONEST)).toEqual(['absent']);
	});

	it('what was sent last has no witness after it', () => {
		expect(kinds(runLosing(4, false), HONEST)).toEqual(['undecided']);
	});

	it.each<[string, Partial<Habits>]>([
		['with a clock three hours behind', { skewMs: -3 * 3_600_000 }],
		['with a clock an hour ahead', { skewMs: 3_600_000 }],
		['with times without a zone', { time: 'no zone' }],
		['with times in whole seconds', { time: 'seconds' }],
		['with serial numbers in capital letters', { serial: 'upper' }],
		['with the OUI before serial numbers', { serial: 'with OUI' }],
		['with operations in other words', { operation: 'words' }],
		['with names in small letters', { names: 'lower' }],
		['with masked values', { values: 'masked' }],
		['with IDs that do not count up', { ids: 'random' }],
		['newest first', { newestFirst: true }],
	])('also %s', (_what, shows) => {
		expect(kinds(runLosing(2, true), { ...HONEST, ...shows })).toEqual(['found']);
		expect(kinds(runLosing(2, false), { ...HONEST, ...shows })).toEqual(['absent']);
	});

	it.each<[string, Partial<Habits>]>([
		['lags behind', { lagMs: 5_000 }],
		['is cut off', { limit: 3 }],
		['shows no serial numbers', { serial: 'none' }],
		['gives IDs that are unique per device only', { ids: 'per device' }],
	])('where the list %s, what was made is not decided', (_what, shows) => {
		expect(kinds(runLosing(2, true), { ...HONEST, ...shows })).toEqual(['undecided']);
	});

	it('what was sent in the same moment is no witness: the list may end between the two', () => {
		const atOnce = (isMade: boolean): Run => ({
			...runLosing(2, isMade),
			fates: [0, 1, 2].map((nth) => ({
				...fate,
				device: FLEET[nth] ?? '',
				after: 0,
				isLost: nth === 2,
				isMade: nth !== 2 || isMade,
			})),
		});
		// The history, and the first two.
		const shows: Habits = { ...HONEST, counts: false, limit: 3 };
		expect(kinds(atOnce(true), shows)).toEqual(['undecided']);
		expect(kinds(atOnce(false), shows)).toEqual(['undecided']);
		expect(kinds(atOnce(true), HONEST)).toEqual(['found']);
	});

	it('of one device alone, nothing is decided: there is no witness', () => {
		const alone = (isMade: boolean): Run => ({
			...runLosing(0, isMade),
			fates: [{ ...fate, device: 'aB12', isLost: true, isMade }],
		});
		expect(kinds(alone(true), HONEST)).toEqual(['undecided']);
		expect(kinds(alone(false), HONEST)).toEqual(['undecided']);
	});
});
