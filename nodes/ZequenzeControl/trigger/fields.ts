import type { INodeProperties } from 'n8n-workflow';

import { TRIGGER_EVENTS } from './events';
import { triggerFilters, triggerOptions } from './settings';

const ACTIONS = Object.fromEntries(TRIGGER_EVENTS.map(({ value, action }) => [value, action]));

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
		options: TRIGGER_EVENTS.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
	},
	triggerFilters,
	triggerOptions,
];
