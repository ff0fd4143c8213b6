import type { INodeProperties } from 'n8n-workflow';

import { triggerFilters, triggerOptions } from './settings';

const EVENTS = [
	{
		name: 'No Longer Listed',
		value: 'unlisted',
		action: 'On transaction no longer listed',
		description:
			'CONTROL has dropped it from its list. Filters count as they did when it was last listed.',
	},
	{
		name: 'Status Changed',
		value: 'statusChanged',
		action: 'On transaction status changed',
		description: 'CONTROL shows another status',
	},
	{
		name: 'Transaction Created',
		value: 'created',
		action: 'On transaction created',
		description: 'Scheduled, here or elsewhere',
	},
	{
		name: 'Transaction Failed',
		value: 'failed',
		action: 'On transaction failed',
		description: 'The device reported a fault',
	},
	{
		name: 'Transaction Finished',
		value: 'finished',
		action: 'On transaction finished',
		description: 'Succeeded or failed, whichever comes',
	},
	{
		name: 'Transaction Succeeded',
		value: 'succeeded',
		action: 'On transaction succeeded',
		description: 'The device has done what was asked',
	},
];

const ACTIONS = Object.fromEntries(EVENTS.map(({ value, action }) => [value, action]));

/** What the trigger waits for, below its name on the canvas, e.g. "On transaction finished". */
export const triggerSubtitle = `={{ (${JSON.stringify(ACTIONS)})[$parameter.triggerOn] }}`;

/** The trigger's parameters; how often it polls is n8n's own. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		noDataExpression: true,
		default: 'finished',
		options: EVENTS,
	},
	triggerFilters,
	triggerOptions,
];
