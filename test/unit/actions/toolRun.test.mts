import type { IExecuteFunctions } from 'n8n-workflow';

import { runAsTool } from '../../../nodes/ZequenzeControl/actions/toolRun';
import { strictFake } from './strictFake.mts';

const REFUSAL = new Error('Not allowed. Ask the builder.');

/**
 * Runs an operation that is refused; some versions of n8n do not tell on whose behalf a tool runs.
 */
async function refused(isToolExecution?: boolean, signal?: AbortSignal) {
	const context = {
		getExecutionCancelSignal: () => signal,
		isToolExecution: isToolExecution === undefined ? undefined : () => isToolExecution,
	};
	return await runAsTool(strictFake<IExecuteFunctions>(context), {
		execute: async () => await Promise.reject(REFUSAL),
	});
}

const ANSWER = [{ json: { error: REFUSAL.message }, pairedItem: { item: 0 } }];

it('an earlier agent gets a refusal as an answer, because it swallows what tools throw', async () => {
	expect(await refused(true)).toEqual(ANSWER);
});

it('so does an agent of an n8n that does not tell which kind it is', async () => {
	expect(await refused(undefined)).toEqual(ANSWER);
});

it('a newer agent shows the message itself, and people see the node fail', async () => {
	await expect(refused(false)).rejects.toBe(REFUSAL);
});

it('a run that the user has stopped ends', async () => {
	await expect(refused(true, AbortSignal.abort())).rejects.toBe(REFUSAL);
});
