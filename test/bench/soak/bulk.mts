import { itemsOf, type Execution } from '../../../host/execution.mts';
import type { WorkflowDraft } from '../../../host/restClient.mts';
import type { CredentialReference } from '../../e2e/harness/control.mts';
import { chain, MANUAL } from '../../e2e/harness/workflow.mts';
import { grouped } from '../../optionGroups.mts';

export const DEVICES = 50;

const VARIABLE = 'Device.WiFi.SSID.1.SSID';
const NODE = 'Change';

/**
 * The value that a round sets: another one each time, so that its operations can be told from all
 * others.
 */
export function valueOf(round: number): string {
	return `Round ${round}`;
}

/** A change of one variable on every device; what fails goes to the error output. */
export function bulkWorkflow(round: number, credentials: CredentialReference): WorkflowDraft {
	const serialNumbers = Array.from(
		{ length: DEVICES },
		(_, nth) => `SN${String(nth + 1).padStart(6, '0')}`,
	);
	return chain(`Soak ${round}`, MANUAL, {
		name: NODE,
		type: 'n8n-nodes-zequenze.zequenzeControl',
		parameters: grouped({
			resource: 'deviceOperation',
			operation: 'set',
			target: 'list',
			serialNumbers: serialNumbers.join(', '),
			specifyVariables: 'json',
			variablesJson: JSON.stringify({ [VARIABLE]: valueOf(round) }),
			options: { requestsAtATime: 8 },
		}),
		credentials,
		onError: 'continueErrorOutput',
	});
}

/** What a run told: the ids that it reported, and the codes of its failures. */
export interface Told {
	ids: string[];
	codes: string[];
}

/** Reads what a run of the workflow above told. Throws when the node did not run. */
export function toldBy(execution: Execution): Told {
	const failures = itemsOf(execution, NODE, { output: 1 });
	return {
		ids: itemsOf(execution, NODE).map(({ json }) => String(json.transaction_id)),
		codes: failures.map(({ json }) => String(Object(json.error).code)),
	};
}
