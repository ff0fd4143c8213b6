import type { Memory } from '../../../nodes/ZequenzeControl/follow/memory';
import {
	isActivationPoll,
	keepMemory,
	memoryToStartFrom,
	pollStateOf,
} from '../../../nodes/ZequenzeControl/trigger/pollState';
import { PollHost } from './pollContext.mts';

function memory(sequence: number, facts: Partial<Memory> = {}): Memory {
	return {
		host: 'h',
		credential: 'c',
		scope: 'list',
		lastSeen: new Map(),
		pending: new Map(),
		emptyLists: 0,
		sequence,
		...facts,
	};
}

const sent: Memory['sent'] = new Map([['1', { event: 'transaction.succeeded', updatedAt: null }]]);

describe('what is known of a trigger', () => {
	it('is the same for all registrations of a node', () => {
		const host = new PollHost();
		expect(pollStateOf(host.context('update'))).toBe(pollStateOf(host.context('init')));
	});

	it('is its own for each node', () => {
		expect(pollStateOf(new PollHost().context())).not.toBe(pollStateOf(new PollHost().context()));
	});
});

describe('the poll at activation', () => {
	it('is the first one of a registration', () => {
		const host = new PollHost();
		const watch = pollStateOf(host.context());
		const [first, second] = [host.context(), host.context('update')];
		const polls = [first, first, second, second];
		expect(polls.map((context) => isActivationPoll(watch, context))).toEqual([
			true,
			false,
			true,
			false,
		]);
	});

	it('is not each one of a scheduler that registers for each poll', () => {
		const host = new PollHost();
		const watch = pollStateOf(host.context());
		const polls = [1, 2, 3, 4].map(() => isActivationPoll(watch, host.context('update')));
		expect(polls.slice(2)).toEqual([false, false]);
	});
});

describe('a poll goes on from', () => {
	it('nothing, where nothing is known', () => {
		expect(memoryToStartFrom(pollStateOf(new PollHost().context()), undefined)).toBeUndefined();
	});

	it('what n8n stored', () => {
		const stored = memory(3);
		expect(memoryToStartFrom(pollStateOf(new PollHost().context()), stored)).toBe(stored);
	});

	it('what quiet polls learned since then, which n8n does not store', () => {
		const watch = pollStateOf(new PollHost().context());
		const quiet = memory(4);
		keepMemory(watch, quiet, 3);
		expect(memoryToStartFrom(watch, memory(3))).toBe(quiet);
	});

	it('what n8n stored, where that is another state than the quiet polls went on from', () => {
		const watch = pollStateOf(new PollHost().context());
		keepMemory(watch, memory(4), 3);
		const rolledBack = memory(2);
		expect(memoryToStartFrom(watch, rolledBack)).toBe(rolledBack);
	});

	it('events that are pending again, where another process reported them', () => {
		const start = memoryToStartFrom(pollStateOf(new PollHost().context()), memory(3, { sent }));
		expect([...(start?.pending ?? [])]).toEqual([['1', 'transaction.succeeded']]);
	});

	it('events that arrived, where this process reported them', () => {
		const watch = pollStateOf(new PollHost().context());
		const stored = memory(3, { sent });
		keepMemory(watch, stored, 2);
		expect(memoryToStartFrom(watch, stored)?.pending.size).toBe(0);
	});
});
