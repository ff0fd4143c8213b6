import type { CredentialReference } from '../../e2e/harness/control.mts';
import type { NodeDraft } from '../../e2e/harness/workflow.mts';
import { grouped } from '../../optionGroups.mts';
import type { ControlProcess } from '../controlProcess.mts';

/** The name of the node under test in its workflow. */
export const TESTED = 'Tested';

/** Of the bare helper, which finds out nothing by itself. */
const AT_A_TIME = 64;

/** A number that somebody typed. */
const TYPED = 50;

/** The greatest number that automatic may come to. */
const MAX_AT_A_TIME = 500;

const POSTS = '/inventory_device_serial_headless_operation/';
const CACHED = '/inventory_device_serial_variables/';

/** What every contender has each device do. */
const OPERATION = {
	operation: 'set',
	variables: [
		{
			variable_name: 'Device.ManagementServer.PeriodicInformInterval',
			value: '300',
			value_type: 'integer',
		},
	],
};

/** What the contenders that only read ask the server for. */
const CACHED_PATH = 'Device.ManagementServer.PeriodicInformInterval';

/** What the node gets: one item for each device, or one item that holds all serial numbers. */
type Feed = 'items' | 'list';

/** What the node does about failures. */
export type OnFailure = 'stop' | 'retry' | 'errorOutput';

/** A node with its parameters, made to schedule one operation on each device. */
export interface Contender {
	title: string;
	feed: Feed;
	node: (place: Place) => Pick<NodeDraft, 'type' | 'typeVersion' | 'parameters' | 'credentials'>;
}

/** Which server the node talks to. */
export interface Place {
	control: Pick<ControlProcess, 'url' | 'token' | 'isSelfSigned'>;
	credentials: CredentialReference;
}

/** Our node with these options; on automatic where they say nothing else. */
function ours(target: Record<string, unknown>, options: Record<string, unknown> = {}) {
	return ({ credentials }: Place) => ({
		type: 'n8n-nodes-zequenze.zequenzeControl',
		parameters: grouped({
			resource: 'deviceOperation',
			operation: OPERATION.operation,
			...target,
			variables: { variable: OPERATION.variables },
			options,
		}),
		credentials,
	});
}

const LIST = { target: 'list', serialNumbers: '={{ $json.serial_numbers }}' };

/** Our node reading what the server knows of a device. */
function oursCached(target: Record<string, unknown>) {
	return ({ credentials }: Place) => ({
		type: 'n8n-nodes-zequenze.zequenzeControl',
		parameters: {
			resource: 'variable',
			operation: 'getCached',
			...target,
			specifyCached: 'paths',
			cachedPaths: CACHED_PATH,
		},
		credentials,
	});
}

const device = { __rl: true, mode: 'serialNumber', value: '={{ $json.serial_number }}' };

/** Everything that a bench may compare. */
export const contenders = {
	oursItems: {
		title: 'ours, items',
		feed: 'items',
		node: ours({ target: 'device', device }),
	},
	oursList: {
		title: 'ours, list',
		feed: 'list',
		node: ours(LIST),
	},
	oursListSkip: {
		title: 'ours, list, skip option',
		feed: 'list',
		node: ours(LIST, { skipSameOperation: 'open' }),
	},
	oursItemsTyped: {
		title: `ours, items, ${TYPED} at a time`,
		feed: 'items',
		node: ours({ target: 'device', device }, { requestsAtATime: TYPED }),
	},
	oursListTyped: {
		title: `ours, list, ${TYPED} at a time`,
		feed: 'list',
		node: ours(LIST, { requestsAtATime: TYPED }),
	},
	oursItemsAtMost: {
		title: `ours, items, at most ${MAX_AT_A_TIME} at a time`,
		feed: 'items',
		node: ours({ target: 'device', device }, { maxAtATime: MAX_AT_A_TIME }),
	},
	oursListAtMost: {
		title: `ours, list, at most ${MAX_AT_A_TIME} at a time`,
		feed: 'list',
		node: ours(LIST, { maxAtATime: MAX_AT_A_TIME }),
	},
	oursListFile: {
		title: 'ours, list, results in a CSV file',
		feed: 'list',
		node: ours(LIST, { resultsIn: 'csv' }),
	},
	oursAllFile: {
		title: 'ours, all devices, results in a CSV file',
		feed: 'list',
		node: ours({ target: 'all' }, { resultsIn: 'csv' }),
	},
	oursAll: {
		title: 'ours, all devices',
		feed: 'list',
		node: ours({ target: 'all' }),
	},
	httpRequest: {
		title: 'HTTP Request',
		feed: 'items',
		node: ({ control, credentials }) => ({
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				method: 'POST',
				url: control.url + POSTS,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'zequenzeControlApi',
				sendBody: true,
				specifyBody: 'json',
				jsonBody: `=${JSON.stringify({ serial_number: '{{ $json.serial_number }}', ...OPERATION })}`,
				options: { allowUnauthorizedCerts: control.isSelfSigned },
			},
			credentials,
		}),
	},
	oursCachedItems: {
		title: 'ours, items',
		feed: 'items',
		node: oursCached({ target: 'device', device }),
	},
	oursCachedList: {
		title: 'ours, list',
		feed: 'list',
		node: oursCached(LIST),
	},
	httpRequestCached: {
		title: 'HTTP Request',
		feed: 'items',
		node: ({ control, credentials }) => ({
			type: 'n8n-nodes-base.httpRequest',
			typeVersion: 4.2,
			parameters: {
				url: control.url + CACHED,
				authentication: 'predefinedCredentialType',
				nodeCredentialType: 'zequenzeControlApi',
				sendQuery: true,
				queryParameters: {
					parameters: [
						{ name: 'parent__serial_number', value: '={{ $json.serial_number }}' },
						{ name: 'parameter__variable_name', value: CACHED_PATH },
					],
				},
				options: {},
			},
			credentials,
		}),
	},
	bareHelper: {
		title: 'bare helper',
		feed: 'list',
		node: ({ control }) => ({
			type: 'CUSTOM.bareHelper',
			parameters: {
				url: control.url + POSTS,
				token: control.token,
				operation: JSON.stringify(OPERATION),
				serialNumbers: '={{ $json.serial_numbers }}',
				atATime: AT_A_TIME,
			},
		}),
	},
} as const satisfies Record<string, Contender>;
