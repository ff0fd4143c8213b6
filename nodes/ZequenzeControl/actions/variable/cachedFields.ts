import type { INodeProperties } from 'n8n-workflow';

import { readPathPattern, type PathPattern } from '../../cwmp/paths/pathPattern';
import { variableSet, variableSets } from '../../cwmp/variableSets';
import { inField } from '../../fields/inField';
import { flatShape, instancesShape, showSecretsOption } from '../../fields/outputFields';
import { readChoice, readList, readNumber, readSwitch, type Given } from '../../fields/readers';
import { readTarget, type Target } from '../../fields/targets/target';
import { deviceLimit } from '../../fields/targets/toolGuard';
import { InvalidInput } from '../../ground/invalidInput';
import type { ItemParameters } from '../../items/parameters';

const SPECIFY = {
	displayName: 'Specify Variables',
	name: 'specifyCached',
	type: 'options',
	noDataExpression: true,
	default: 'paths',
	options: [
		{ name: 'By Paths', value: 'paths' },
		{ name: 'Ready-Made Set', value: 'set', description: 'In the data model of each device' },
	],
} as const satisfies INodeProperties;

const PATHS = {
	displayName: 'Paths',
	name: 'cachedPaths',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. Device.WiFi.SSID.*.SSID, Device.Hosts.',
	displayOptions: { show: { specifyCached: ['paths'] } },
	description:
		'Parameters, branches that end in a dot, and paths with * for any characters, separated by commas or new lines',
} as const satisfies INodeProperties;

const SET = {
	displayName: 'Set',
	name: 'cachedSet',
	type: 'options',
	noDataExpression: true,
	default: 'health',
	displayOptions: { show: { specifyCached: ['set'] } },
	options: variableSets.map(({ name, value, description }) => ({ name, value, description })),
	description: 'Variables that are often read together',
} satisfies INodeProperties;

/** What Get Cached asks beside the devices. */
export const cachedFields: INodeProperties[] = [SPECIFY, PATHS, SET];

const FORCE_UPDATE = {
	displayName: 'Force Update',
	name: 'forceUpdate',
	type: 'boolean',
	default: false,
	description: 'Whether CONTROL asks the device before it answers, which is slow',
} as const satisfies INodeProperties;

const FRESHER_THAN = {
	displayName: 'Fresher Than (Minutes)',
	name: 'fresherThan',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 525_600 },
	default: 0,
	description:
		'How old a value may be, by the times that the server shows; older ones are listed as stale. 0 is any age.',
} as const satisfies INodeProperties;

const MAX_VALUES = {
	displayName: 'Max Values per Device',
	name: 'maxValues',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 50_000, numberPrecision: 0 },
	default: 1_000,
	description: 'More of them are a failure: a branch was named that is larger than meant',
} as const satisfies INodeProperties;

const OUTPUT = {
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'device',
	options: [
		flatShape,
		{ name: 'One Item per Device', value: 'device', description: 'With its values by path' },
		instancesShape,
		{ name: 'One Item per Variable', value: 'variable', description: 'With its type and time' },
	],
	description: 'The shape of the output items',
} as const satisfies INodeProperties;

const PENDING = {
	displayName: 'Pending Only',
	name: 'pendingOnly',
	type: 'boolean',
	default: false,
	description: 'Whether to read only values that wait for the device',
} as const satisfies INodeProperties;

/** How cached values are read and shown. */
export const cachedOptions = {
	displayName: 'Options',
	name: 'cachedOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [FORCE_UPDATE, FRESHER_THAN, MAX_VALUES, OUTPUT, PENDING, showSecretsOption],
} satisfies INodeProperties;

/** The shapes in which cached values are put out. */
export type CachedShape = (typeof OUTPUT)['options'][number]['value'];

/** What is to be read for one input item, fully checked. */
export interface CachedPlan {
	itemIndex: number;
	target: Target;
	maxDevices: number;
	patterns: readonly PathPattern[];
	forceUpdate: boolean;
	pendingOnly: boolean;
	/** In milliseconds; 0 is any age. */
	maxAgeMs: number;
	maxValues: number;
	shape: CachedShape;
	showSecrets: boolean;
}

/** The plan of an item. Throws InvalidInput. */
export function readCachedPlan(parameters: ItemParameters, itemIndex: number): CachedPlan {
	const options = parameters.readCollection(cachedOptions, itemIndex);
	const given = (name: string): Given => parameters.given(itemIndex, name);
	const how = readChoice(given(SPECIFY.name), SPECIFY);
	return {
		itemIndex,
		target: readTarget(parameters, itemIndex),
		maxDevices: deviceLimit(parameters, 'get'),
		patterns: how === 'set' ? patternsOfSet(given(SET.name)) : typedPatterns(given(PATHS.name)),
		forceUpdate: readSwitch(options, FORCE_UPDATE),
		pendingOnly: readSwitch(options, PENDING),
		maxAgeMs: readNumber(options, FRESHER_THAN) * 60_000,
		maxValues: readNumber(options, MAX_VALUES),
		shape: readChoice(options, OUTPUT),
		showSecrets: readSwitch(options, showSecretsOption),
	};
}

function typedPatterns(given: Given): PathPattern[] {
	const paths = [...readList(given, PATHS)];
	if (paths.length === 0) {
		throw new InvalidInput(
			'Paths: No path is given',
			'Name parameters, branches that end in a dot, or paths with *, or choose a ready-made set.',
		);
	}
	return paths.map((path, index) =>
		inField(`Paths, entry ${index + 1}`, () => readPathPattern(path)),
	);
}

/** In both data models: a device knows only one of them. */
function patternsOfSet(given: Given): PathPattern[] {
	const set = variableSet(readChoice(given, SET));
	return [...(set?.device2 ?? []), ...(set?.igd1 ?? [])].map(readPathPattern);
}
