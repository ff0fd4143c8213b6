import type { IPollFunctions } from 'n8n-workflow';

import type { Memory, SentEvent } from '../../../nodes/ZequenzeControl/follow/memory/memory';
import { untaggedKey } from '../../../nodes/ZequenzeControl/follow/packing/subjectKey';
import { isActivationPoll, type PollState } from '../../../nodes/ZequenzeControl/trigger/pollState';
import { TriggerProcess } from '../../../nodes/ZequenzeControl/trigger/process';
import { PollHost } from './pollContext.mts';

const KEY = untaggedKey('1');
const SENT = new Map<string, SentEvent>([
	[KEY, { event: 'transaction.succeeded', updatedAt: null }],
]);

function memory(sequence: number, facts: Partial<Memory> = {}): Memory {
	return {
		host: 'h',
		credential: 'c',
		scope: 'list',
		lastSeen: new Map(),
		pending: new Map(),
		unproven: 0,
		sequence,
		...facts,
	};
}

/** A process with one trigger, and the memory of a poll that it ended with. */
function polled(ended: Memory, host = new PollHost(), process = new TriggerProcess()) {
	const context = host.context();
	const pollState = process.pollStateOf(context);
	isActivationPoll(pollState, context);
	pollState.memory = { ...ended, stamp: pollState.stamp };
	return { host, process, context, pollState, stored: pollState.memory };
}

function pendingIds({ memory: from }: { memory: Memory | undefined }): string[] {
	return [...(from?.pending.keys() ?? [])];
}

describe('what is known of a trigger', () => {
	it('is the same for all registrations of a node', () => {
		const process = new TriggerProcess();
		const host = new PollHost();
		const pollState = process.pollStateOf(host.context('update'));
		expect(process.pollStateOf(host.context('init'))).toBe(pollState);
	});

	it('is its own for each node', () => {
		const process = new TriggerProcess();
		const pollState = process.pollStateOf(new PollHost().context());
		expect(process.pollStateOf(new PollHost().context())).not.toBe(pollState);
	});

	it('is its own for two nodes that share an id', () => {
		const process = new TriggerProcess();
		const one = process.pollStateOf(new PollHost('shared', 'One').context());
		expect(process.pollStateOf(new PollHost('shared', 'Other').context())).not.toBe(one);
	});

	it('is dropped some time after its registration has gone', () => {
		const process = new TriggerProcess();
		const now = jest.spyOn(Date, 'now').mockReturnValue(0);
		const pollState = process.pollStateOf(new PollHost('old').context());
		isActivationPoll(pollState, new PollHost('old').context());
		jest.spyOn(WeakRef.prototype, 'deref').mockReturnValue(undefined);
		now.mockReturnValue(700_000);
		process.pollStateOf(new PollHost('new').context());
		expect(process.pollStateOf(new PollHost('old').context())).not.toBe(pollState);
		jest.restoreAllMocks();
	});
});

describe('the poll at activation', () => {
	const activations = (pollState: PollState, polls: IPollFunctions[]): boolean[] =>
		polls.map((context) => isActivationPoll(pollState, context));

	it('is the first one of a registration', () => {
		const host = new PollHost();
		const pollState = new TriggerProcess().pollStateOf(host.context());
		const [first, second] = [host.context(), host.context('update')];
		const polls = [first, first, second, second];
		expect(activations(pollState, polls)).toEqual([true, false, true, false]);
	});

	it('is not each one of a scheduler that registers for each poll', () => {
		const host = new PollHost();
		const pollState = new TriggerProcess().pollStateOf(host.context());
		const polls = [1, 2, 3, 4].map(() => host.context('update'));
		expect(activations(pollState, polls).slice(2)).toEqual([false, false]);
	});
});

describe('a poll goes on from', () => {
	it('nothing, where nothing is known', () => {
		const process = new TriggerProcess();
		const context = new PollHost().context();
		const recalled = process.recall(process.pollStateOf(context), context, undefined);
		expect(recalled.memory).toBeUndefined();
	});

	it('what n8n stored, with what was reported pending again, because nobody knows whether it arrived', () => {
		const process = new TriggerProcess();
		const context = new PollHost().context();
		const recalled = process.recall(
			process.pollStateOf(context),
			context,
			memory(3, { sent: SENT }),
		);
		expect(pendingIds(recalled)).toEqual([KEY]);
		expect(recalled).toMatchObject({ isStored: true, isSure: false });
	});

	it('what this process learned, which n8n does not always store', () => {
		const { process, pollState, context } = polled(memory(4));
		const stored = { ...memory(4), stamp: pollState.stamp };
		expect(process.recall(pollState, context, stored)).toMatchObject({
			memory: { sequence: 4 },
			isSure: true,
		});
	});

	it('what this process learned, also where n8n registers the trigger anew with an older state', () => {
		const { process, pollState, host } = polled(memory(9));
		const context = host.context('update');
		const recalled = process.recall(pollState, context, { ...memory(2), stamp: pollState.stamp });
		expect(recalled).toMatchObject({ memory: { sequence: 9 }, isStored: false, isSure: true });
	});

	it('events that are pending again, where n8n threw the poll away that returned them', () => {
		const { process, pollState, host } = polled(memory(9, { sent: SENT }));
		const context = host.context('update');
		const recalled = process.recall(pollState, context, { ...memory(8), stamp: pollState.stamp });
		expect(pendingIds(recalled)).toEqual([KEY]);
	});

	it('what another process stored since', () => {
		const { process, pollState, context } = polled(memory(4));
		const stamp = { ...pollState.stamp, writer: 'another' };
		const recalled = process.recall(pollState, context, memory(7, { stamp, sent: SENT }));
		expect(recalled).toMatchObject({ memory: { sequence: 7 }, isSure: false });
		expect(pendingIds(recalled)).toEqual([KEY]);
	});

	it('what it knew by its former name', () => {
		const { process, host } = polled(memory(4, { sent: SENT }));
		host.name = 'Renamed';
		const context = host.context('update');
		const recalled = process.recall(process.pollStateOf(context), context, undefined);
		expect(recalled).toMatchObject({ memory: { sequence: 4 }, isStored: false });
		expect(pendingIds(recalled)).toEqual([]);
	});

	it('what it knew by its latest name, where it gets its first one back', () => {
		const { process, host, stored } = polled(memory(4), new PollHost('id', 'First'));
		host.name = 'Second';
		const context = host.context('update');
		const second = process.pollStateOf(context);
		process.recall(second, context, undefined);
		isActivationPoll(second, context);
		second.memory = { ...memory(6), stamp: second.stamp };
		host.name = 'First';
		const back = host.context('update');
		const recalled = process.recall(process.pollStateOf(back), back, stored);
		expect(recalled).toMatchObject({ memory: { sequence: 6 }, isStored: false });
	});
});

describe('two nodes with swapped names', () => {
	it('go on from what each of them knew', () => {
		const process = new TriggerProcess();
		const a = polled(memory(4), new PollHost('a', 'A'), process);
		const b = polled(memory(7), new PollHost('b', 'B'), process);
		[a.host.name, b.host.name] = ['B', 'A'];
		const [asB, asA] = [a.host.context('update'), b.host.context('update')];
		const first = process.recall(process.pollStateOf(asB), asB, b.stored);
		const second = process.recall(process.pollStateOf(asA), asA, a.stored);
		expect([first, second]).toMatchObject([
			{ memory: { sequence: 4 }, isStored: false },
			{ memory: { sequence: 7 }, isStored: false },
		]);
	});

	it('find their own again after a restart: the first one waits until the other one has polled', () => {
		const { stored: ofA } = polled(memory(4), new PollHost('a', 'A'));
		const { stored: ofB } = polled(memory(7), new PollHost('b', 'B'));
		const process = new TriggerProcess();
		const asB = new PollHost('a', 'B').context('init');
		const asA = new PollHost('b', 'A').context('init');
		const [watchA, watchB] = [process.pollStateOf(asB), process.pollStateOf(asA)];
		const first = process.recall(watchA, asB, ofB);
		expect(first.memory).toBeUndefined();
		expect(process.isWaitingForOwn(watchA, ofB, first.memory)).toBe(true);
		expect(process.recall(watchB, asA, ofA).memory).toMatchObject({ sequence: 7 });
		expect(process.recall(watchA, asB, ofB).memory).toMatchObject({ sequence: 4 });
	});

	it('do not wait for long: the state may be that of a node that is no more', () => {
		const { stored } = polled(memory(7), new PollHost('b', 'B'));
		const process = new TriggerProcess();
		const context = new PollHost('a', 'B').context();
		const pollState = process.pollStateOf(context);
		process.recall(pollState, context, stored);
		expect(process.isWaitingForOwn(pollState, stored, undefined)).toBe(true);
		process.recall(pollState, context, stored);
		expect(process.isWaitingForOwn(pollState, stored, undefined)).toBe(false);
	});
});
