import { parse } from 'flatted';
import { z } from 'zod';
import { executionAnswer, type ExecutionSummary } from './answers.mts';

const json = z.record(z.unknown());

const errorShape = z
	.object({
		message: z.string(),
		description: z.string().nullish(),
		httpCode: z.union([z.string(), z.number()]).nullish(),
		context: json.optional(),
		node: z.object({ name: z.string() }).nullish(),
	})
	.passthrough();
export type ExecutionError = z.infer<typeof errorShape>;

const pairedItem = z.union([
	z.number(),
	z.object({ item: z.number(), input: z.number().optional() }),
	z.array(z.object({ item: z.number(), input: z.number().optional() })),
]);

const itemShape = z.object({ json, pairedItem: pairedItem.optional() });
export type ExecutionItem = z.infer<typeof itemShape>;

const hintShape = z.object({ message: z.string(), type: z.string().optional() });

const runShape = z
	.object({
		executionStatus: z.string().optional(),
		executionTime: z.number(),
		error: errorShape.optional(),
		hints: z.array(hintShape).default([]),
		data: z
			.object({ main: z.array(z.array(itemShape).nullable()).optional() })
			.passthrough()
			.optional(),
	})
	.transform(({ data, executionStatus, executionTime, error, hints }) => ({
		status: executionStatus,
		milliseconds: executionTime,
		error,
		hints,
		outputs: (data?.main ?? []).map((items) => items ?? []),
	}));

/** One run of one node inside an execution: its outputs in n8n's order, each a list of items. */
export type NodeRun = z.infer<typeof runShape>;

/** An execution that has not begun has no data yet. */
const resultShape = z
	.object({
		resultData: z.object({
			error: errorShape.optional(),
			runData: z.record(z.array(runShape)).default({}),
		}),
	})
	.default({ resultData: {} });

/** A finished execution as n8n stored it. */
export interface Execution extends ExecutionSummary {
	error: ExecutionError | undefined;
	runs: Record<string, NodeRun[]>;
	/** What nodes keep with it, by n8n's `customData`. */
	notes: Record<string, string>;
}

/**
 * Reads n8n's answer about one execution, whose data is text in the `flatted` notation.
 * @throws ZodError when the answer is not what n8n 2.41 sends.
 */
export function parseExecution(answer: unknown): Execution {
	const { data, customData, ...about } = executionAnswer.parse(answer).data;
	const { error, runData } = resultShape.parse(parse(data)).resultData;
	return { ...about, error, runs: runData, notes: customData ?? {} };
}

/**
 * The items that a node put out: by default those of its first run on its first output.
 * @throws when the node did not run, with the execution's own error beside it.
 */
export function itemsOf(
	execution: Execution,
	node: string,
	{ output = 0, run = 0 } = {},
): ExecutionItem[] {
	return runOf(execution, node, run).outputs[output] ?? [];
}

/**
 * One run of a node, its hints and error included.
 * @throws when the node did not run, with the execution's own error beside it.
 */
export function runOf(execution: Execution, node: string, run = 0): NodeRun {
	const found = execution.runs[node]?.[run];
	if (found !== undefined) return found;
	const why = execution.error?.message ?? `status ${execution.status}`;
	throw new Error(`"${node}" did not run in execution ${execution.id} (${why})`);
}
