import type { INodeProperties } from 'n8n-workflow';

import type { ActionForm } from '../../../control/endpoints';
import { deviceActions } from '../../../cwmp/deviceActions';
import { readChoice, readNumber, readSwitch, type SwitchField } from '../../../fields/readers';
import { readTarget, type Target } from '../../../fields/targets/target';
import { deviceLimit } from '../../../fields/targets/toolGuard';
import { InvalidInput } from '../../../ground/invalidInput';
import { asText } from '../../../ground/json';
import type { ItemParameters } from '../../../items/parameters';

export type ActionName = (typeof deviceActions)[number]['value'];

export type KnownAction = (typeof deviceActions)[number];

const RESETS: ActionName[] = deviceActions
	.filter(({ isReset }) => isReset)
	.map(({ value }) => value);

const PROVABLE: ActionName[] = deviceActions
	.filter(({ isProvable }) => isProvable)
	.map(({ value }) => value);

const ACTION = {
	displayName: 'Device Action',
	name: 'deviceAction',
	type: 'options',
	noDataExpression: true,
	default: 'reboot',
	options: deviceActions.map(({ label, value, description }) => ({
		name: label,
		value,
		description,
	})),
	description: 'What the devices are to do when they next contact CONTROL',
} satisfies INodeProperties;

const SEVERAL = {
	displayName: 'Allow Several Devices',
	name: 'allowSeveralDevices',
	type: 'boolean',
	noDataExpression: true,
	default: false,
	displayOptions: { show: { deviceAction: RESETS, target: ['list'] } },
	description: 'Whether a reset may go to more than one device at once',
} satisfies INodeProperties;

const PROOF = {
	displayName: 'Prove It',
	name: 'proveIt',
	type: 'boolean',
	default: false,
	displayOptions: { show: { deviceAction: PROVABLE } },
	description:
		'Whether to read the up time of the device before and after, and to wait until it shows the restart',
} satisfies INodeProperties;

/** What Run Action asks beside the devices. */
export const actionFields: INodeProperties[] = [ACTION, SEVERAL, PROOF];

const PROOF_DEADLINE = {
	displayName: 'Proof Deadline (Seconds)',
	name: 'proofDeadline',
	type: 'number',
	typeOptions: { minValue: 10, maxValue: 3600 },
	default: 600,
	description: 'How long Prove It waits for a device to come back',
} satisfies INodeProperties;

const FORM = {
	displayName: 'Request Form',
	name: 'requestForm',
	type: 'options',
	default: 'put',
	options: [
		{ name: 'POST', value: 'post', description: 'To the same path' },
		{ name: 'POST, Plural Path', value: 'postPlural', description: 'To …_operations/' },
		{ name: 'PUT', value: 'put', description: 'As the API reference has it' },
	] satisfies Array<{ name: string; value: ActionForm; description: string }>,
	description: 'The form in which the action is sent',
} as const satisfies INodeProperties;

/** How an action is asked for, where a server differs from the reference. */
export const actionOptions = {
	displayName: 'Options',
	name: 'actionOptions',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Action Code',
			name: 'actionCode',
			type: 'string',
			default: '',
			placeholder: 'e.g. reboot',
			description:
				'The code by which your CONTROL server knows the action, if it is another one than the usual',
		},
		PROOF_DEADLINE,
		FORM,
	],
} satisfies INodeProperties;

/** What is to be done for one input item, fully checked. */
export interface ActionPlan {
	itemIndex: number;
	action: KnownAction;
	code: string;
	form: ActionForm;
	target: Target;
	/** How many devices the item may be about. */
	maxDevices: number;
	provesIt: boolean;
	proofDeadlineMs: number;
}

/** The plan of an item. Throws InvalidInput. */
export function readActionPlan(parameters: ItemParameters, itemIndex: number): ActionPlan {
	const chosen = readChoice(parameters.given(itemIndex, ACTION.name), ACTION);
	const [first, ...others] = deviceActions;
	const action = others.find(({ value }) => value === chosen) ?? first;
	const isOn = (field: SwitchField): boolean =>
		readSwitch(parameters.given(itemIndex, field.name), field);
	const target = readTarget(parameters, itemIndex);
	if (action.isReset) {
		// The switch is there for lists alone.
		const isList = target.kind === 'devices' && target.many;
		refuseManyResets(action.label, target, isList && isOn(SEVERAL));
	}
	if (parameters.isTool) refuseAgents(parameters, action);
	const options = parameters.readCollection(actionOptions, itemIndex);
	return {
		itemIndex,
		action,
		target,
		maxDevices: deviceLimit(parameters, 'get'),
		code: readCode(options.actionCode, action),
		form: readChoice(options, FORM),
		provesIt: action.isProvable && isOn(PROOF),
		proofDeadlineMs: readNumber(options, PROOF_DEADLINE) * 1000,
	};
}

function refuseManyResets(label: string, target: Target, mayBeSeveral: boolean): void {
	if (target.kind === 'filter') {
		throw new InvalidInput(
			`Target: ${label} cannot go to whatever matches a filter`,
			'Name the devices one by one, or as a list with Allow Several Devices.',
		);
	}
	if (target.kind === 'devices' && target.serialNumbers.length > 1 && !mayBeSeveral) {
		throw new InvalidInput(
			`Target: ${label} would wipe ${target.serialNumbers.length} devices`,
			'Name one device, or switch on Allow Several Devices if that is what you want.',
		);
	}
}

function refuseAgents(parameters: ItemParameters, { isReset, label }: KnownAction): void {
	if (!isReset && parameters.readWritten('allowChanges') === true) return;
	throw new InvalidInput(
		`${label} is not allowed in this tool. Nothing was sent`,
		isReset
			? 'Do not try again: an AI agent may never reset a device. Tell the user.'
			: 'Do not try again. Whoever builds this workflow must switch on Allow Changes in the tool first.',
	);
}

const CODE = /^[\w.:-]{1,64}$/;

function readCode(typed: unknown, action: KnownAction): string {
	if (typed === undefined || typed === null || typed === '') return action.code;
	const code = asText(typed);
	if (CODE.test(code)) return code;
	throw new InvalidInput(
		'Action Code: A code has letters, digits, dots, hyphens and underscores, and no blanks',
		`Enter the code that your server knows, e.g. ${action.code}, or leave the option out.`,
	);
}
