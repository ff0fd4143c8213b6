import type { FailureKind } from '../../../nodes/ZequenzeControl/control/failures/errors.ts';
import type { OperationName } from '../../../simulator/fleet/rpc.mts';
import type { Fault } from './faults.mts';

/** Whether a fault strikes only the first of the requests for the device, or all of them. */
export type Persistence = 'once' | 'lasting';

/**
 * What becomes of an operation that is to be scheduled: what the user sees, and how many operations
 * the server has made.
 */
export interface Scheduled {
	sees: 'scheduled' | FailureKind;
	operations: number;
}

/** How often a request may be sent again while a fault lasts; the matrix sets the option so. */
export const RETRIES = 1;

/**
 * What is promised for an operation that meets a fault, while those on other devices go well; the
 * list of operations can be read.
 */
export function scheduling(
	operation: OperationName,
	persistence: Persistence,
	{ taken, meaning }: Fault,
): Scheduled {
	const made = taken ? 1 : 0;
	// The list shows what was taken, and so it is found there.
	if (meaning.kind !== 'failure') return { sees: 'scheduled', operations: 1 };
	const { code, certain, passing } = meaning;
	const isSentAgain = passing && (certain || operation === 'get');
	if (isSentAgain) {
		return persistence === 'once'
			? { sees: 'scheduled', operations: made + 1 }
			: { sees: code, operations: made * (RETRIES + 1) };
	}
	// Reading again does no harm, but would not help either.
	if (certain || operation === 'get') return { sees: code, operations: made };
	if (taken) return { sees: 'scheduled', operations: 1 };
	// Nobody knows whether a server that timed out will still take it.
	if (code === 'timeout') return { sees: 'unknown_delivery', operations: 0 };
	// What is sent again last has no witness after it.
	return persistence === 'once'
		? { sees: 'scheduled', operations: 1 }
		: { sees: 'unknown_delivery', operations: 0 };
}

/** The operations by which Ensure Variables brings one device to what is wanted, in order. */
export const STEPS = ['read', 'set', 'verify'] as const;

export type Step = (typeof STEPS)[number];

/** What becomes of a device that is to be as wanted, and how many changes it was sent. */
export interface Ensured {
	sees: 'changed' | FailureKind;
	sets: number;
	/**
	 * How many changes there are where it stays unknown whether one was taken: no other device
	 * happens to be changed later, which would be a witness. Missing where that is known in any case.
	 */
	setsIfUnknown?: number;
}

/**
 * What is promised for Ensure Variables where the request of one step meets a fault, once. Whatever
 * it is, the next run finds the device changed or changes it, and it was sent one change in the end.
 */
export function ensuring(step: Step, fault: Fault): Ensured {
	const { sees } = scheduling(step === 'set' ? 'set' : 'get', 'once', fault);
	const made = { read: 0, set: Number(fault.taken), verify: 1 };
	const { meaning } = fault;
	const needsWitness = step === 'set' && meaning.kind === 'failure' && !meaning.certain;
	if (sees === 'scheduled') {
		return { sees: 'changed', sets: 1, ...(needsWitness && { setsIfUnknown: made.set }) };
	}
	return { sees, sets: made[step] };
}

/**
 * What becomes of an action on a device, e.g. a reboot, and how often the device is to do it in the
 * end.
 */
export interface Acted {
	sees: 'scheduled' | FailureKind;
	times: number;
}

/**
 * What is promised for an action that meets a fault: it is sent again only where it certainly was
 * refused.
 */
export function acting(persistence: Persistence, { taken, meaning }: Fault): Acted {
	if (meaning.kind !== 'failure') return { sees: 'scheduled', times: 1 };
	const { code, certain, passing } = meaning;
	const times = taken ? 1 : 0;
	if (!certain) return { sees: 'unknown_delivery', times };
	return passing && persistence === 'once'
		? { sees: 'scheduled', times: 1 }
		: { sees: code, times };
}

/** How the requests that only read treat what goes wrong. */
export const READERS = {
	'Transaction > Get Many': { nothingMatches: 'nothing', failing: 'error' },
	'Transaction > Get': { nothingMatches: 'not_found', failing: 'error' },
	'Device > Get Many': { nothingMatches: 'nothing', failing: 'error' },
	'Device > Get': { nothingMatches: 'not_found', failing: 'error' },
	'Device by its name': { nothingMatches: 'not_found', failing: 'error' },
	'Device > Server Report': { nothingMatches: 'result', failing: 'told in the result' },
	'Variable > Get Cached': { nothingMatches: 'result', failing: 'error' },
	'Search for variables': { nothingMatches: 'nothing', failing: 'nothing' },
	'Test of the credential': { nothingMatches: 'result', failing: 'error' },
	Trigger: { nothingMatches: 'nothing', failing: 'error unless it may pass' },
	'Trigger on devices': { nothingMatches: 'nothing', failing: 'error unless it may pass' },
} as const satisfies Record<string, Reader>;

interface Reader {
	/** What a 404 in JSON means. */
	nothingMatches: 'nothing' | 'not_found' | 'result';
	failing: 'error' | 'nothing' | 'error unless it may pass' | 'told in the result';
}

export type ReaderName = keyof typeof READERS;

/** What the user sees of something that is read: `nothing` is no item and no error. */
export type Seen = 'result' | 'nothing' | FailureKind;

/** Whether at least the beginning of an answer comes. */
function isAnswered(how: Fault['how']): boolean {
	if (how.place === 'answer') return how.effect.kind !== 'reset' && how.effect.kind !== 'hang';
	return how.place === 'habit';
}

/** What is promised for a request that reads and meets a fault that lasts. */
export function reading(reader: ReaderName, { meaning, how }: Fault): Seen {
	const { nothingMatches, failing }: Reader = READERS[reader];
	if (meaning.kind === 'harmless') return 'result';
	if (failing === 'told in the result') return isAnswered(how) ? 'result' : meaning.code;
	if (meaning.code === 'not_found') return nothingMatches;
	const isPassing = meaning.kind !== 'failure' || meaning.passing;
	const isQuiet = failing === 'nothing' || (failing === 'error unless it may pass' && isPassing);
	return isQuiet ? 'nothing' : meaning.code;
}
