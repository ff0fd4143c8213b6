import type { IDataObject } from 'n8n-workflow';

import type { ControlClient } from '../control/client';
import type { ControlError } from '../control/failures/errors';
import type { Memory } from '../follow/memory/memory';
import type { Changes } from '../follow/memory/snapshot';
import type { DeviceCursor } from './devices/deviceSnapshot';
import type { Cursor } from './transactions/snapshot';

/** Where the next poll goes on in what one poll had no time to read. */
export type PollCursor = Cursor | DeviceCursor;

/** One poll, as far as it is the same whatever is followed. */
export interface Round {
	client: ControlClient;
	/** What tells the server from others. */
	host: string;
	credential: string;
	before: Memory | undefined;
	/** This process knows of all that the trigger has seen. */
	isSure: boolean;
	/** The number of this poll. */
	turn: number;
	/** When the trigger was activated and when this poll began, in milliseconds since 1970. */
	activatedAt: number;
	startedAt: number;
	/** When to stop reading. */
	deadline: number;
	cursor: PollCursor | undefined;
}

/** What came of a poll. */
export interface Outcome extends Pick<Changes<unknown>, 'memory' | 'changed' | 'left'> {
	items: IDataObject[];
	complete: boolean;
	/** How much was read, in words for the log. */
	read: string;
	cursor?: PollCursor;
	/** The passing failure that ended reading early. */
	failure?: ControlError;
	/**
	 * What had to be asked for got no answer at all, so that without events the poll counts as
	 * failed.
	 */
	isUnanswered?: boolean;
}

/** What a trigger follows. */
export interface Source {
	/** What a cursor belongs to: with other settings, it leads nowhere. */
	key: string;
	poll: (round: Round) => Promise<Outcome>;
	/** An item of what could have caused an event. Throws InvalidInput where there is none. */
	sample: (client: ControlClient, deadline: number) => Promise<IDataObject[]>;
}

/**
 * The memory for what is followed now; where it is of other things, nothing of it counts but how
 * often it was written.
 */
export function memoryOf(
	before: Memory | undefined,
	isOfKind: (scope: Memory['scope']) => boolean,
): Memory | undefined {
	if (!before || isOfKind(before.scope)) return before;
	return {
		host: '',
		credential: '',
		scope: before.scope,
		lastSeen: new Map(),
		pending: new Map(),
		unproven: 0,
		sequence: before.sequence,
	};
}
