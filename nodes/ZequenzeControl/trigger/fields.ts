import type { INodeProperties } from 'n8n-workflow';

import { numberField } from '../actions/optionTable';
import { extraStatusWords, outputOption, showSecretsOption } from '../actions/outputFields';
import { updateStatusOption } from '../actions/updateStatusOption';
import { operationsFilter, serialNumbersFilter } from '../actions/transaction/filters';
import { LOOK_BACK, MOST_ITEMS } from './settings';

/** The trigger's parameters; how often it polls is n8n's own. */
export const triggerProperties: INodeProperties[] = [
	{
		displayName: 'Trigger On',
		name: 'triggerOn',
		type: 'options',
		noDataExpression: true,
		default: 'finished',
		options: [
			{
				name: 'No Longer Listed',
				value: 'unlisted',
				description: 'CONTROL has dropped it from its list',
			},
			{
				name: 'Status Changed',
				value: 'statusChanged',
				description: 'CONTROL shows another status',
			},
			{
				name: 'Transaction Created',
				value: 'created',
				description: 'Scheduled, here or elsewhere',
			},
			{ name: 'Transaction Failed', value: 'failed', description: 'The device reported a fault' },
			{
				name: 'Transaction Finished',
				value: 'finished',
				description: 'Succeeded or failed, whichever comes',
			},
			{
				name: 'Transaction Succeeded',
				value: 'succeeded',
				description: 'The device has done what was asked',
			},
		],
	},
	{
		displayName: 'Filters',
		name: 'filters',
		type: 'collection',
		placeholder: 'Add Filter',
		default: {},
		options: [
			operationsFilter,
			serialNumbersFilter,
			{
				displayName: 'Transaction IDs',
				name: 'transactionIds',
				type: 'string',
				default: '',
				placeholder: 'e.g. 67890, 67891',
				description:
					'Only these transactions, separated by commas. Needed for a server whose list shows no IDs.',
			},
		],
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [
			extraStatusWords,
			numberField('lookBack', LOOK_BACK),
			numberField('mostItems', MOST_ITEMS),
			outputOption,
			showSecretsOption,
			updateStatusOption,
		],
	},
];
