import type { WorkflowDraft } from '../../../host/restClient.mts';
import type { CredentialReference } from '../../e2e/harness/control.mts';
import { chain, type NodeDraft } from '../../e2e/harness/workflow.mts';
import type { ControlProcess } from '../controlProcess.mts';
import type { Scenario } from './scenarios.mts';

const LIST = '/inventory_device_serial_headless_operation/';

// What the nodes put out is not stored: with 100,000 items that alone would take n8n longer than
// all nodes together.
const UNSAVED = {
	executionOrder: 'v1',
	saveManualExecutions: false,
	saveDataSuccessExecution: 'none',
	saveDataErrorExecution: 'all',
};

/** Our trigger alone, reporting as much as it may at once. */
export function ourWorkflow(credentials: CredentialReference): WorkflowDraft {
	const draft = chain('Ours', {
		name: 'Trigger',
		type: 'n8n-nodes-zequenze.zequenzeControlTrigger',
		parameters: {
			pollTimes: { item: [{ mode: 'everyX', value: 20, unit: 'hours' }] },
			options: { mostItems: 10_000 },
		},
		credentials,
	});
	return { ...draft, settings: UNSAVED };
}

/** In place of the Schedule Trigger: Remove Duplicates remembers nothing in manual runs. */
function onCall(path: string): NodeDraft {
	return {
		name: 'Start',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2,
		parameters: { httpMethod: 'POST', path, options: {} },
	};
}

/** The last node of the generic alternative. */
export const GENERIC_END = 'RemoveDuplicatesV2';

/**
 * What one would build of n8n's own nodes: read the list, in pages as large as the server allows,
 * and drop each transaction that was there before with the same status. It runs when `path` of
 * n8n's webhooks is called.
 */
export function genericWorkflow(
	path: string,
	{ dialect, transactions }: Scenario,
	{ url }: Pick<ControlProcess, 'url'>,
	credentials: CredentialReference,
): WorkflowDraft {
	const paged = dialect === 'paged';
	const pagination = {
		paginationMode: 'responseContainsNextURL',
		nextURL: '={{ $response.body.next }}',
		paginationCompleteWhen: 'other',
		completeExpression: '={{ !$response.body.next }}',
	};
	const request = {
		name: 'List',
		type: 'n8n-nodes-base.httpRequest',
		typeVersion: 4.2,
		parameters: {
			url: `${url}${LIST}${paged ? '?limit=1000' : ''}`,
			authentication: 'predefinedCredentialType',
			nodeCredentialType: 'zequenzeControlApi',
			options: { timeout: 300_000, ...(paged && { pagination: { pagination } }) },
		},
		credentials,
	};
	const split = {
		name: 'Split',
		type: 'n8n-nodes-base.splitOut',
		parameters: { fieldToSplitOut: 'results', options: {} },
	};
	const dedupe = {
		name: 'New',
		type: 'n8n-nodes-base.removeDuplicates',
		typeVersion: 2,
		parameters: {
			operation: 'removeItemsSeenInPreviousExecutions',
			dedupeValue: '={{ $json.id }}:{{ $json.status }}',
			options: { historySize: transactions * 4 },
		},
	};
	return { ...chain('Generic', onCall(path), request, split, dedupe), settings: UNSAVED };
}
