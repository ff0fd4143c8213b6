import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';

import { editorHints } from './actions/editorHints';
import { properties, runOperation, subtitle } from './actions/router';
import { zequenzeControlApiTest } from './methods/credentialTest';
import { listSearches } from './methods/listSearches';

export class ZequenzeControl implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Zequenze CONTROL',
		name: 'zequenzeControl',
		icon: { light: 'file:../../icons/zequenze.svg', dark: 'file:../../icons/zequenze.dark.svg' },
		group: ['output'],
		version: [1],
		subtitle,
		description: 'Change, read and follow TR-069 devices through Zequenze CONTROL',
		defaults: { name: 'Zequenze CONTROL' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'zequenzeControlApi', required: true, testedBy: 'zequenzeControlApiTest' },
		],
		builderHint: {
			searchHint:
				'Changes, reads and reboots TR-069 (CWMP) devices such as routers, gateways and ONTs. A device acts when it next contacts the server: keep Wait for Completion on where the next step needs the result, and use the error output for devices that refuse. For what devices are to be like, prefer Ensure Variables to Set Variables.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-zequenze.zequenzeControlTrigger',
					relationHint: 'Starts a workflow when operations end and when devices come or go',
				},
			],
		},
		hints: editorHints,
		properties,
	};

	methods = {
		credentialTest: { zequenzeControlApiTest },
		listSearch: listSearches,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runOperation(this);
	}
}
