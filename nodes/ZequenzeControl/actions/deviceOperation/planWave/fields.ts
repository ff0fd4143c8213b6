import type { INodeProperties } from 'n8n-workflow';

import { readChoice, readNumber, readText } from '../../../fields/readers';
import type { ItemParameters } from '../../../items/parameters';
import type { RollOutPlan } from '../../../rollout/planWave';
import { minutes, readRollOutFields, rollOutFields } from '../fields/rollOutFields';

const MINUTE_MS = 60_000;

const { waves: WAVES, next: NEXT, stop: STOP, ...OF_OPTIONS } = rollOutFields;

const NAME = {
	displayName: 'Roll-Out Name',
	name: 'rollOutName',
	type: 'string',
	default: '',
	placeholder: 'e.g. firmware settings, week 12',
	description:
		'Another name gives another random order, so that not always the same devices go first',
} as const satisfies INodeProperties;

const DEADLINE = minutes(
	'waveDeadline',
	'Wave Deadline (Minutes)',
	1440,
	'When devices of a wave that have not ended count as timed out',
);

const CLAIM = minutes(
	'claimTimeout',
	'Claim Timeout (Minutes)',
	15,
	'When a device that was claimed, and of which nothing was heard, is reported as unclear',
);

const LAST_WAVE = {
	displayName: 'Last Wave',
	name: 'lastWave',
	type: 'options',
	default: 'send',
	options: [
		{ name: 'Hold for Approval', value: 'hold' },
		{ name: 'Send', value: 'send' },
	],
	description:
		'What to do when the last wave is due. An expression on a column of the table can hold it until a person has let it go; until then the decision is approval.',
} as const satisfies INodeProperties;

const OPTIONS = {
	displayName: 'Options',
	name: 'rollOutOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		CLAIM,
		LAST_WAVE,
		OF_OPTIONS.order,
		OF_OPTIONS.pause,
		OF_OPTIONS.counts,
		OF_OPTIONS.atLeast,
		DEADLINE,
	],
} satisfies INodeProperties;

/** What Plan Next Wave asks; the rows are the input items. */
export const planWaveFields: INodeProperties[] = [WAVES, NEXT, STOP, NAME, OPTIONS];

/** The roll-out that the parameters of the first item describe. Throws InvalidInput. */
export function readRollOutPlan(parameters: ItemParameters): RollOutPlan {
	const given = parameters.given(0, WAVES.name, NEXT.name, STOP.name, NAME.name);
	const options = parameters.readCollection(OPTIONS, 0);
	const { gate, ...described } = readRollOutFields({ ...options, ...given });
	return {
		...described,
		seed: readText(given, NAME),
		claimTimeoutMs: readNumber(options, CLAIM) * MINUTE_MS,
		holdsLastWave: readChoice(options, LAST_WAVE) === 'hold',
		gate: { ...gate, deadlineMs: readNumber(options, DEADLINE) * MINUTE_MS },
	};
}
