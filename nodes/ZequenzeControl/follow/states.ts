import type { Transaction } from '../control/answers/transaction';

/**
 * Where an operation stands. `unknown`: the server does not say, or says it in a word that is not
 * in the table. `not_sent`: the node decided not to schedule it.
 */
export type State = 'scheduled' | 'running' | 'succeeded' | 'failed' | 'unknown' | 'not_sent';

/** A state that a word of the server can mean. */
export type WordState = Exclude<State, 'unknown' | 'not_sent'>;

/**
 * The server's words and what they mean. Documented or seen are scheduled, pending, in_progress,
 * completed and failed; the rest are the usual names of the same things. Spelling is compared
 * without case, and with spaces and hyphens as underscores. Users add words of their server by the
 * option Extra Status Words.
 */
export const STATUS_WORDS: Readonly<Record<WordState, readonly string[]>> = {
	scheduled: ['scheduled', 'pending', 'queued', 'waiting', 'created', 'new', 'accepted'],
	running: ['in_progress', 'running', 'processing', 'executing', 'started', 'active'],
	succeeded: ['completed', 'complete', 'succeeded', 'success', 'successful', 'done', 'finished'],
	failed: [
		'failed',
		'failure',
		'error',
		'fault',
		'faulted',
		'rejected',
		'expired',
		'timeout',
		'timed_out',
		'aborted',
		'cancelled',
		'canceled',
	],
};

/** Which state a word of the server means: STATUS_WORDS and what the user added to it. */
export type Vocabulary = ReadonlyMap<string, WordState>;

/** The words that users add, each list separated by commas. */
export type ExtraWords = Partial<Record<WordState, string>>;

/** The table of words with the user's own on top, so that these win. */
export function vocabulary(extra: ExtraWords = {}): Vocabulary {
	const words = new Map<string, WordState>();
	for (const state of WORD_STATES) {
		for (const word of STATUS_WORDS[state]) words.set(spelling(word), state);
	}
	for (const state of WORD_STATES) {
		for (const word of (extra[state] ?? '').split(',')) {
			if (spelling(word)) words.set(spelling(word), state);
		}
	}
	return words;
}

const WORD_STATES: readonly WordState[] = ['scheduled', 'running', 'succeeded', 'failed'];

const DOCUMENTED = vocabulary();

/**
 * In which words a vocabulary differs from the documented one, as a text to compare with; empty
 * where it does not.
 */
export function additionsOf(words: Vocabulary = DOCUMENTED): string {
	const added = [...words].filter(([word, state]) => DOCUMENTED.get(word) !== state);
	return added
		.map((entry) => entry.join('='))
		.sort()
		.join(' ');
}

function spelling(word: string): string {
	return word
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
}

/**
 * The state of a transaction. The word decides, but a "completed" with a fault or with failed
 * devices has failed. Without a word that is known: a fault means failed, a `get` whose variables
 * all carry values has succeeded, all else is unknown.
 */
export function stateOf(transaction: Transaction, words: Vocabulary = DOCUMENTED): State {
	const { status, fault, failedDevices } = transaction;
	const said = status === null ? undefined : words.get(spelling(status));
	const wentWrong = fault !== null || failedDevices > 0;
	if (said === 'succeeded' && wentWrong) return 'failed';
	if (said !== undefined) return said;
	if (wentWrong) return 'failed';
	return status === null && carriesItsValues(transaction) ? 'succeeded' : 'unknown';
}

function carriesItsValues({ operation, variables }: Transaction): boolean {
	return (
		operation === 'get' &&
		variables.length > 0 &&
		variables.every(({ value }) => value !== undefined && value !== null)
	);
}

/** Whether nothing more is to come from this state. */
export function isFinal(state: State): boolean {
	return state === 'succeeded' || state === 'failed' || state === 'not_sent';
}
