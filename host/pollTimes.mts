import type { WorkflowDraft } from './restClient.mts';

/** The type by which n8n knows the trigger. */
export const TRIGGER = 'n8n-nodes-zequenze.zequenzeControlTrigger';

/**
 * Poll Times of every so many seconds: n8n polls once a minute at most, but each of several times
 * at its own second.
 */
export function pollTimesEvery(seconds: number) {
	const item = Array.from({ length: 60 / seconds }, (_, nth) => ({
		mode: 'custom',
		cronExpression: `${nth * seconds} * * * * *`,
	}));
	return { item };
}

/** The workflow with other parameters of its trigger, which polls every so many seconds. */
export function polling(
	draft: WorkflowDraft,
	seconds: number,
	parameters: object = {},
): WorkflowDraft {
	const change = { pollTimes: pollTimesEvery(seconds), ...parameters };
	const nodes = draft.nodes.map((node) => {
		const isTrigger = 'type' in node && node.type === TRIGGER;
		if (!isTrigger || !('parameters' in node)) return node;
		return { ...node, parameters: { ...Object(node.parameters), ...change } };
	});
	return { ...draft, nodes };
}

const SCHEDULE = 'n8n-nodes-base.scheduleTrigger';

/** The workflow with schedules that come every so many seconds. */
export function scheduled(draft: WorkflowDraft, seconds: number): WorkflowDraft {
	const rule = { interval: [{ field: 'seconds', secondsInterval: seconds }] };
	const nodes = draft.nodes.map((node) =>
		'type' in node && node.type === SCHEDULE ? { ...node, parameters: { rule } } : node,
	);
	return { ...draft, nodes };
}
