import type { INodeProperties } from 'n8n-workflow';

import { readChoice, readNumber, readText } from '../../../fields/readers';
import { InvalidInput } from '../../../ground/invalidInput';
import type { ItemParameters } from '../../../items/parameters';
import type { StopRule } from '../../../rollout/gate';
import type { RollOutPlan } from '../../../rollout/planWave';
import { parseWaves } from '../../../rollout/waves';

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
	displayName: 'Next Wave When (Percent Succeeded)',
	name: 'nextWhenPercent',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	default: 95,
	description: 'How many percent of a wave must have succeeded before the next one begins',
} as const satisfies INodeProperties;

const NAME = {
	displayName: 'Roll-Out Name',
	name: 'rollOutName',
	type: 'string',
	default: '',
	placeholder: 'e.g. firmware settings, week 12',
	description:
		'Another name gives another random order, so that not always the same devices go first',
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
	description: 'In which order devices without a wave are given theirs',
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
	displayName: 'Stop Only After (Devices)',
	name: 'stopAfterAtLeast',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1_000_000, numberPrecision: 0 },
	default: 1,
	description: 'How many devices of a wave must have ended before a share is looked at',
} as const satisfies INodeProperties;

const minutes = (name: string, displayName: string, initial: number, description: string) =>
	({
		displayName,
		name,
		type: 'number',
		typeOptions: { minValue: 0, maxValue: 525_600 },
		default: initial,
		description,
	}) as const satisfies INodeProperties;

const DEADLINE = minutes(
	'waveDeadline',
	'Wave Deadline (Minutes)',
	1440,
	'When devices of a wave that have not ended count as timed out',
);

const PAUSE = minutes(
	'pauseBetweenWaves',
	'Pause Between Waves (Minutes)',
	0,
	'How long to wait after the last device of a wave',
);

const CLAIM = minutes(
	'claimTimeout',
	'Claim Timeout (Minutes)',
	15,
	'When a device that was claimed, and of which nothing was heard, is reported as unclear',
);

const OPTIONS = {
	displayName: 'Options',
	name: 'rollOutOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [CLAIM, ORDER, PAUSE, COUNTS, AT_LEAST, DEADLINE],
} satisfies INodeProperties;

/** What Plan Next Wave asks; the rows are the input items. */
export const planWaveFields: INodeProperties[] = [WAVES, NEXT, STOP, NAME, OPTIONS];

/** The roll-out that the parameters of the first item describe. Throws InvalidInput. */
export function readRollOutPlan(parameters: ItemParameters): RollOutPlan {
	const given = parameters.given(0, WAVES.name, NEXT.name, STOP.name, NAME.name);
	const options = parameters.readCollection(OPTIONS, 0);
	const stopWhen = STOP.name in given ? readText(given, STOP) : STOP.default;
	return {
		waves: parseWaves(WAVES.name in given ? given[WAVES.name] : WAVES.default),
		order: readChoice(options, ORDER),
		seed: readText(given, NAME),
		claimTimeoutMs: readNumber(options, CLAIM) * MINUTE_MS,
		gate: {
			nextShare: readNumber(given, NEXT) / 100,
			stop: readStopRule(stopWhen, {
				counts: readChoice(options, COUNTS),
				afterAtLeast: readNumber(options, AT_LEAST),
			}),
			deadlineMs: readNumber(options, DEADLINE) * MINUTE_MS,
			pauseMs: readNumber(options, PAUSE) * MINUTE_MS,
		},
	};
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
