import type { NodeHint } from 'n8n-workflow';

/** A choice that may do or take more than meant, and what to know of it before the first run. */
interface Risk {
	/** In the language of n8n's expressions; `$parameter` is what the node is set to. */
	when: string;
	message: string;
	type: NonNullable<NodeHint['type']>;
}

const SCHEDULES = '$parameter.resource === "deviceOperation"';
const CHANGES = `${SCHEDULES} && (["set", "add.obj", "del.obj"].includes($parameter.operation) || ($parameter.operation === "ensure" && $parameter.ensureMode === "apply"))`;
const MANY = '["list", "filter", "all"].includes($parameter.target)';
const OPTIONS = '($parameter.options ?? {})';

const RISKS: readonly Risk[] = [
	{
		when: `${CHANGES} && $parameter.target === "all" && !${OPTIONS}.dryRun`,
		message:
			'This changes every device that the token may see. Dry Run in the options shows what would be sent.',
		type: 'warning',
	},
	{
		when: `${SCHEDULES} && $parameter.operation === "del.obj"`,
		message: 'Deleting an object also deletes all that belongs to it. It cannot be undone.',
		type: 'warning',
	},
	{
		when: `${SCHEDULES} && ${MANY} && $parameter.waitForCompletion`,
		message:
			'Waiting for many devices takes as long as the slowest of them, at most until Wait Deadline. The Zequenze CONTROL Trigger node can report them instead.',
		type: 'info',
	},
	{
		when: `${OPTIONS}.updateStatus || ${OPTIONS}.wait?.values?.updateStatus || ($parameter.filters ?? {}).update_status`,
		message: 'Update Status has CONTROL refresh every device that is asked for, which is slow.',
		type: 'info',
	},
	{
		when: `${OPTIONS}.showSensitiveValues || ${OPTIONS}.presentation?.values?.showSensitiveValues`,
		message: 'Passwords and keys will be visible to everybody who may see the executions.',
		type: 'warning',
	},
];

/**
 * What the editor shows beside a node that has not run yet, where its settings are dangerous or
 * slow.
 */
export const editorHints: NodeHint[] = RISKS.map(({ when, message, type }) => ({
	message,
	type,
	// The editor wants true or false, and not what is as good as that.
	displayCondition: `={{ Boolean(${when}) }}`,
	whenToDisplay: 'beforeExecution',
	location: 'outputPane',
}));
