import { z } from 'zod';

/** The parts of n8n's REST answers that this project reads; everything else is dropped. */

const id = z.union([z.string(), z.number()]).transform(String);

export const settingsAnswer = z.object({
	data: z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) }),
});

export const credentialAnswer = z.object({
	data: z.object({ id, name: z.string(), type: z.string() }),
});
export type SavedCredential = z.infer<typeof credentialAnswer>['data'];

export const credentialTestAnswer = z.object({
	data: z.object({ status: z.enum(['OK', 'Error']), message: z.string() }),
});
export type CredentialTestResult = z.infer<typeof credentialTestAnswer>['data'];

export const workflowAnswer = z.object({
	data: z.object({
		id,
		name: z.string(),
		versionId: z.string(),
		nodes: z.array(z.object({ name: z.string(), type: z.string() })),
	}),
});
export type SavedWorkflow = z.infer<typeof workflowAnswer>['data'];

export const startedAnswer = z.object({ data: z.object({ executionId: id }) });

const summary = z.object({
	id,
	workflowId: id,
	status: z.string(),
	mode: z.string(),
	startedAt: z.string().nullish(),
	stoppedAt: z.string().nullish(),
});
export const executionsAnswer = z.object({ data: z.object({ results: z.array(summary) }) });
export type ExecutionSummary = z.infer<typeof summary>;

export const executionAnswer = z.object({
	data: summary.extend({ data: z.string(), customData: z.record(z.string()).nullish() }),
});
