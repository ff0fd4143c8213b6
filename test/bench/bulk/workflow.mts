import type { WorkflowDraft } from '../../../host/restClient.mts';
import { chain, MANUAL, type NodeDraft } from '../../e2e/harness/workflow.mts';
import { TESTED, type Contender, type OnFailure, type Place } from './contenders.mts';

const ON_FAILURE: Readonly<Record<OnFailure, Partial<NodeDraft>>> = {
	stop: {},
	retry: { retryOnFail: true, maxTries: 2, waitBetweenTries: 0 },
	errorOutput: { onError: 'continueErrorOutput' },
};

/** Made by n8n's own Code node when it runs, as a workflow of thousands of devices would. */
const FEED_CODE = {
	items: (serials: string) =>
		`return ${serials}.map((serial_number) => ({ json: { serial_number } }));`,
	list: (serials: string) => `return [{ json: { serial_numbers: ${serials} } }];`,
};

function codeNode(name: string, jsCode: string): NodeDraft {
	return { name, type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } };
}

/** The serial numbers of the simulator's first devices, as an expression of JavaScript. */
function serialsCode(devices: number): string {
	return `Array.from({ length: ${devices} }, (_, nth) => 'SN' + String(nth + 1).padStart(6, '0'))`;
}

/** A workflow that has the contender schedule one operation on each of so many devices. */
export function benchWorkflow(
	contender: Contender,
	devices: number,
	onFailure: OnFailure,
	place: Place,
): WorkflowDraft {
	const tested = { name: TESTED, ...contender.node(place), ...ON_FAILURE[onFailure] };
	const feed = codeNode('Devices', FEED_CODE[contender.feed](serialsCode(devices)));
	return chain(`${contender.title}, ${devices} devices`, MANUAL, feed, tested);
}

/** The same, with the error output leading into a Code node that looks at every item. */
export function withErrorsIntoCode(workflow: WorkflowDraft): WorkflowDraft {
	const reader = 'Failures';
	const code = codeNode(
		reader,
		'return items.map(({ json }) => ({ json: { code: json.error.code } }));',
	);
	const failures = [{ node: reader, type: 'main', index: 0 }];
	return {
		...workflow,
		nodes: [...workflow.nodes, { id: 'failures', position: [0, 220], ...code }],
		connections: { ...workflow.connections, [TESTED]: { main: [[], failures] } },
	};
}
