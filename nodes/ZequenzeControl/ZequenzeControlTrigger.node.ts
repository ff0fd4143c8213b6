import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';

import { zequenzeControlApiTest } from './methods/credentialTest';
import { searchOrganizations, searchTypes } from './methods/groupSearch';
import { triggerProperties, triggerSubtitle } from './trigger/fields';
import { poll } from './trigger/poll';

export class ZequenzeControlTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zequenze CONTROL Trigger',
		name: 'zequenzeControlTrigger',
		icon: { light: 'file:../../icons/zequenze.svg', dark: 'file:../../icons/zequenze.dark.svg' },
		group: ['trigger'],
		version: [1],
		subtitle: triggerSubtitle,
		description:
			'Starts when operations on TR-069 devices finish or fail, and when devices come online, go offline or are added',
		defaults: { name: 'Zequenze CONTROL Trigger' },
		polling: true,
		builderHint: {
			searchHint:
				'Starts when operations on TR-069 (CWMP) devices succeed or fail, and when devices are added, come online, go offline or have applied their settings. An event may come again after a crash: event_key tells repeats.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-zequenze.zequenzeControl',
					relationHint: 'Changes, reads and reboots the devices of the events',
				},
			],
		},
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'zequenzeControlApi', required: true, testedBy: 'zequenzeControlApiTest' },
		],
		properties: triggerProperties,
	};

	methods = {
		credentialTest: { zequenzeControlApiTest },
		listSearch: { searchOrganizations, searchTypes },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll(this);
	}
}
