import type { IPollFunctions } from 'n8n-workflow';

import { takenBack, type Memory } from '../follow/memory/memory';
import type { PollState } from './pollState';

// A registration that is gone for so long does not come back for what this process knew of it.
const KEPT_MS = 600_000;
const MAX_STRAYS = 100;

/** What one process of n8n knows of the triggers that poll in it. */
export class TriggerProcess {
	private readonly pollStates = new Map<string, PollState>();

	/**
	 * Memories that n8n gave to another node than their own, because two nodes had swapped their
	 * names; by node.
	 */
	private readonly strays = new Map<string, Memory>();

	private readonly id = randomText();

	private polls = 0;

	/** The state of the node that polls. */
	pollStateOf(context: IPollFunctions): PollState {
		const { id, name } = context.getNode();
		const node = `${context.getWorkflow().id ?? ''} ${id}`;
		const key = `${node} ${name}`;
		let pollState = this.pollStates.get(key);
		if (!pollState) {
			this.dropOld();
			pollState = {
				node,
				name,
				busy: false,
				failures: 0,
				notBefore: 0,
				startedAt: Date.now(),
				base: 0,
				stamp: { owner: id, line: randomText(), writer: this.id },
				isWaiting: false,
				turn: 0,
				firstPolls: 0,
				lastPoll: 0,
				polledAt: 0,
			};
			this.pollStates.set(key, pollState);
		}
		this.tellApart(pollState, context);
		pollState.lastPoll = this.polls += 1;
		pollState.polledAt = Date.now();
		return pollState;
	}

	/** Whether a poll of this node is under way, perhaps under the name that it had before. */
	isBusy(pollState: PollState): boolean {
		if (pollState.busy) return true;
		return pollState.memory === undefined && this.sharing(pollState).some(({ busy }) => busy);
	}

	/**
	 * The memory that a poll goes on from, given the one that n8n has stored under the name of the
	 * node.
	 */
	recall(pollState: PollState, context: IPollFunctions, stored: Memory | undefined): Recalled {
		const found = this.ownIn(pollState, stored);
		if (pollState.context?.deref() !== context) this.takeFromRenamed(pollState, found);
		const own = pollState.memory;
		if (own && !this.isFromElsewhere(pollState, found)) {
			this.strays.delete(pollState.node);
			const isBehind = found !== undefined && found.sequence < own.sequence;
			// With a poll whose result it threw away, n8n threw away the memory, too.
			pollState.memory = isBehind ? takenBack(own) : own;
			const isStored = found !== undefined && !isBehind;
			return { memory: pollState.memory, isStored, isSure: true };
		}
		const memory = found ?? this.stray(pollState);
		if (memory?.stamp) pollState.stamp = { ...pollState.stamp, line: memory.stamp.line };
		pollState.base = memory?.sequence ?? 0;
		const isOwnWriting = memory?.stamp?.writer === this.id;
		pollState.memory = memory && !isOwnWriting ? takenBack(memory) : memory;
		return {
			memory: pollState.memory,
			isStored: found !== undefined,
			isSure: memory === undefined,
		};
	}

	/** Whether a node found the memory of another one in its place, and its own may still turn up. */
	isWaitingForOwn(
		pollState: PollState,
		stored: Memory | undefined,
		own: Memory | undefined,
	): boolean {
		if (own || pollState.isWaiting || !this.isForeign(pollState, stored)) return false;
		pollState.isWaiting = true;
		return true;
	}

	private ownIn(pollState: PollState, stored: Memory | undefined): Memory | undefined {
		if (!stored || !this.isForeign(pollState, stored)) return stored;
		const [workflow] = pollState.node.split(' ', 1);
		if (this.strays.size < MAX_STRAYS) {
			this.strays.set(`${workflow} ${stored.stamp?.owner}`, stored);
		}
		return undefined;
	}

	private isForeign(pollState: PollState, stored: Memory | undefined): boolean {
		return stored?.stamp !== undefined && stored.stamp.owner !== pollState.stamp.owner;
	}

	private stray(pollState: PollState): Memory | undefined {
		const memory = this.strays.get(pollState.node);
		this.strays.delete(pollState.node);
		return memory;
	}

	/** Whether another process has polled since this one did. */
	private isFromElsewhere(pollState: PollState, stored: Memory | undefined): boolean {
		if (!stored) return false;
		return stored.stamp?.writer !== this.id && stored.sequence > pollState.base;
	}

	/** Goes on from what is known of the same node under the name that it had before. */
	private takeFromRenamed(pollState: PollState, stored: Memory | undefined): void {
		const known = pollState.memory ?? stored;
		const line = pollState.memory ? pollState.stamp.line : stored?.stamp?.line;
		const [latest] = this.sharing(pollState)
			.filter(
				({ memory, stamp }) =>
					memory !== undefined &&
					(!known || (stamp.line === line && memory.sequence > known.sequence)),
			)
			.sort((one, other) => other.lastPoll - one.lastPoll);
		if (!latest) return;
		const { memory, base, stamp, startedAt, notBefore, failures } = latest;
		Object.assign(pollState, { memory, base, stamp, startedAt, notBefore, failures });
	}

	/**
	 * Two nodes with one id, both of which poll: they are not one that was renamed, and have a memory
	 * each.
	 */
	private tellApart(pollState: PollState, context: IPollFunctions): void {
		if (pollState.context?.deref() !== context) return;
		const isShared = this.sharing(pollState).some(
			({ lastPoll, stamp }) => lastPoll > pollState.lastPoll && stamp.line === pollState.stamp.line,
		);
		if (isShared) pollState.stamp = { ...pollState.stamp, line: randomText() };
	}

	private sharing(pollState: PollState): PollState[] {
		return [...this.pollStates.values()].filter(
			(other) => other.node === pollState.node && other !== pollState,
		);
	}

	/**
	 * Forgets triggers that are no longer registered; what n8n has stored for them is found again.
	 */
	private dropOld(): void {
		const before = Date.now() - KEPT_MS;
		for (const [key, { context, busy, polledAt }] of this.pollStates) {
			if (!busy && context?.deref() === undefined && polledAt < before) this.pollStates.delete(key);
		}
	}
}

/** What a poll goes on from. */
export interface Recalled {
	memory: Memory | undefined;
	/** It is what n8n has stored under the name of the node, or went on from that. */
	isStored: boolean;
	/**
	 * This process knows of all that the trigger has seen: nothing of what is wanted was seen by
	 * another one.
	 */
	isSure: boolean;
}

function randomText(): string {
	return Math.random().toString(36).slice(2, 10);
}

/** The triggers of this process. */
export const thisProcess = new TriggerProcess();
