import type { INodeProperties } from 'n8n-workflow';

import { optionGroup } from '../../../fields/optionGroups';
import { readChoice, readNumber, readSwitch, readText, type Given } from '../../../fields/readers';
import { InvalidInput } from '../../../ground/invalidInput';
import type { Gate, StopRule } from '../../../rollout/gate';
import type { RollOut } from '../../../rollout/inWaves';
import type { RollOutOrder } from '../../../rollout/order';
import { parseWaves, type WaveSize } from '../../../rollout/waves';

const MINUTE_MS = 60_000;

const WAVES = {
	displayName: 'Waves',
	name: 'waves',
	type: 'string',
	required: true,
	default: '1, 10, 5 %, 25 %, rest',
	placeholder: 'e.g. 1, 10, 5 %, 25 %, rest',
	description: 'The size of each wave: a number of devices, a share of all, or the rest',
} as const satisfies INodeProperties;

const NEXT = {
	displayName: 'Next Wave When (%)',
	name: 'nextWhenPercent',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: 95,
	description: 'How many percent of a wave must have succeeded before the next one begins',
} as const satisfies INodeProperties;

const ORDER = {
	displayName: 'Order',
	name: 'order',
	type: 'options',
	default: 'spread',
	options: [
		{ name: 'As Given', value: 'given' },
		{ name: 'Random', value: 'random', description: 'The same each time for one roll-out name' },
		{
			name: 'Spread Over Types',
			value: 'spread',
			description: 'Random, and the first wave has every type as far as it is large enough',
		},
	],
	description: 'In which order devices get their turn',
} as const satisfies INodeProperties;

const COUNTS = {
	displayName: 'Stop Counts',
	name: 'stopCounts',
	type: 'options',
	default: 'either',
	options: [
		{ name: 'Either', value: 'either' },
		{ name: 'Failed', value: 'failed' },
		{ name: 'Timed Out', value: 'timed_out' },
	],
	description: 'Which devices count for Stop When',
} as const satisfies INodeProperties;

const STOP = {
	displayName: 'Stop When',
	name: 'stopWhen',
	type: 'string',
	default: '10 %',
	placeholder: 'e.g. 10 %, or 3',
	description:
		'So many devices of a wave, or so many percent of those that have ended, stop the roll-out. CONTROL cannot take back what is scheduled: small waves are the brake.',
} as const satisfies INodeProperties;

const AT_LEAST = {
	displayName: 'Stop Only After',
	name: 'stopAfterAtLeast',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000_000, numberPrecision: 0 },
	default: 1,
	description: 'How many devices of a wave must have ended before a share is looked at',
} as const satisfies INodeProperties;

/** A field for minutes, up to a year. */
export const minutes = (name: string, displayName: string, initial: number, description: string) =>
	({
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 525_600 },
		default: initial,
		description,
	}) as const satisfies INodeProperties;

const PAUSE = minutes(
	'pauseBetweenWaves',
	'Pause (Minutes)',
	0,
	'How long to wait after the last device of a wave',
);

const SECOND_TRY = {
	displayName: 'Second Try',
	name: 'secondTry',
	type: 'boolean',
	default: false,
	displayOptions: { show: { '/operation': ['set', 'add.obj', 'del.obj'] } },
	description:
		'Whether a device that refuses for a passing reason, e.g. because it is busy, is asked once more within its wave',
} as const satisfies INodeProperties;

/** What a roll-out is, whether one run takes it to its end or a table keeps it for weeks. */
export const rollOutFields = {
	waves: WAVES,
	next: NEXT,
	stop: STOP,
	order: ORDER,
	counts: COUNTS,
	atLeast: AT_LEAST,
	pause: PAUSE,
} as const;

// Its fields show at once with their defaults, so none of them can be forgotten.
export const rollOutGroup = optionGroup(
	'Roll Out',
	'rollOut',
	[WAVES, NEXT, STOP, COUNTS, AT_LEAST, ORDER, PAUSE, SECOND_TRY],
	{
		show: { '/operation': ['set', 'add.obj', 'del.obj', 'ensure'] },
		hide: { '/waitForCompletion': [false] },
	},
);

/** The part of a roll-out that its fields describe, wherever they stand. */
export interface DescribedRollOut {
	waves: readonly WaveSize[];
	order: RollOutOrder;
	gate: Omit<Gate, 'deadlineMs'>;
}

/**
 * Reads the fields of a roll-out; each has its default where it is not given. Throws InvalidInput.
 */
export function readRollOutFields(given: Given): DescribedRollOut {
	const stopWhen = STOP.name in given ? readText(given, STOP) : STOP.default;
	return {
		waves: parseWaves(WAVES.name in given ? given[WAVES.name] : WAVES.default),
		order: readChoice(given, ORDER),
		gate: {
			nextShare: readNumber(given, NEXT) / 100,
			stop: readStopRule(stopWhen, {
				counts: readChoice(given, COUNTS),
				afterAtLeast: readNumber(given, AT_LEAST),
			}),
			pauseMs: readNumber(given, PAUSE) * MINUTE_MS,
		},
	};
}

/** How the options of an item would have the whole run rolled out. */
export interface RollOutChoice extends Omit<RollOut, 'seed'> {
	/** Whether a device is asked again after a passing fault. */
	secondTry: boolean;
}

/**
 * Reads the group Roll Out; undefined where it was not added. The gate goes by what devices report,
 * so the run has to wait for them. Throws InvalidInput.
 */
export function readRollOut(options: Given, waits: boolean): RollOutChoice | undefined {
	if (!(rollOutGroup.name in options)) return undefined;
	if (!waits) {
		throw new InvalidInput(
			'Roll Out: The node does not wait for the devices',
			'Turn on Wait for Completion: the next wave goes by what devices of this one report.',
		);
	}
	return { ...readRollOutFields(options), secondTry: readSwitch(options, SECOND_TRY) };
}

function readStopRule(
	text: string,
	rest: Pick<StopRule, 'counts' | 'afterAtLeast'>,
): StopRule | undefined {
	if (text.trim() === '') return undefined;
	const [, digits = '', percent] = /^(\d{1,9}(?:\.\d{1,6})?) ?(%)?$/.exec(text.trim()) ?? [];
	const number = digits === '' ? NaN : Number(digits);
	if (percent !== undefined && number > 0 && number <= 100) {
		return { ...rest, limit: { kind: 'percent', share: number / 100 } };
	}
	if (percent === undefined && Number.isInteger(number) && number > 0) {
		return { ...rest, limit: { kind: 'devices', count: number } };
	}
	throw new InvalidInput(
		'Stop When: This is neither a number of devices nor a share',
		'Use e.g. 3 or 10 %; leave it empty to go on whatever devices report.',
	);
}
