import type { IExecuteFunctions } from 'n8n-workflow';

/** What n8n has to offer for a note; versions before 2 have no `customData` here. */
export type NotedContext = Partial<Pick<IExecuteFunctions, 'customData'>> &
	Pick<IExecuteFunctions, 'getNode'>;

// n8n takes no more for a key, and complains in its log about longer values.
const MAX_KEY = 50;
const MAX_VALUE = 255;

/**
 * Returns what keeps a line with the execution, under the name of the node. n8n shows it with the
 * execution, and keeps it where the user stops the run, when nothing else of the node remains.
 */
export function executionNote(context: NotedContext): (text: string) => void {
	// n8n copies the whole node each time that it is asked for it.
	const name = context.getNode().name.replace(/[^\p{L}\p{N}_]+/gu, '_');
	const key = [...name].slice(0, MAX_KEY).join('');
	return (text) => context.customData?.set(key, text.slice(0, MAX_VALUE));
}

/** Keeps one line with the execution. */
export function noteInExecution(context: NotedContext, text: string): void {
	executionNote(context)(text);
}
