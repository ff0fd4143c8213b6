import {
	readTransaction,
	type Transaction,
} from '../../../nodes/ZequenzeControl/control/answers/transaction.ts';
import { changesSince } from '../../../nodes/ZequenzeControl/follow/events/changes.ts';
import { transactionKind } from '../../../nodes/ZequenzeControl/follow/events/transactionKind.ts';
import type { Interest } from '../../../nodes/ZequenzeControl/follow/memory/snapshot.ts';
import {
	restoreMemory,
	storeMemory,
} from '../../../nodes/ZequenzeControl/follow/memory/storedMemory.ts';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json.ts';

/** What `follow/` takes for a list of this length, in milliseconds. */
export interface FollowTimes {
	transactions: number;
	read: number;
	unchanged: number;
	fewChanged: number;
	allChanged: number;
	restore: number;
	store: number;
	/** Of the stored state. */
	bytes: number;
}

const ROUNDS = 5;

const KIND = transactionKind();

const INTEREST: Interest<Transaction> = {
	events: new Set(['transaction.succeeded', 'transaction.failed']),
	isWanted: () => true,
	maxEvents: 500,
};

/** Times comparing without n8n and without requests; the median of several rounds. */
export function followTimes(transactions: number): FollowTimes {
	const list = answer(transactions, 0);
	const open = look(list);
	const few = look(answer(transactions, 1));
	const all = look(answer(transactions, 100));
	const { memory } = changesSince(KIND, undefined, open, INTEREST);
	const stored = JSON.stringify(storeMemory(memory));
	return {
		transactions,
		read: median(() => list.map(readTransaction)),
		unchanged: median(() => changesSince(KIND, memory, open, INTEREST)),
		fewChanged: median(() => changesSince(KIND, memory, few, INTEREST)),
		allChanged: median(() => changesSince(KIND, memory, all, INTEREST)),
		restore: median(() => restoreMemory(JSON.parse(stored))),
		store: median(() => storeMemory(memory)),
		bytes: stored.length,
	};
}

/** A list as the server sends it, with so many per cent of its transactions finished. */
function answer(transactions: number, finishedPercent: number): JsonObject[] {
	return Array.from({ length: transactions }, (_, nth) => ({
		id: String(10_000_000 + nth),
		serial_number: `SN${nth}`,
		operation: 'get',
		status: nth % 100 < finishedPercent ? 'completed' : 'in_progress',
		created_at: '2026-01-01T00:00:00.000Z',
		updated_at: '2026-01-01T00:00:00.000Z',
		variables: [{ variable_name: 'Device.DeviceInfo.SerialNumber', value: `SN${nth}` }],
	}));
}

function look(list: JsonObject[]) {
	return {
		subjects: list.map(readTransaction),
		complete: true,
		host: 'https://control.example/api/v1',
		credential: '1',
		scope: 'list',
	} as const;
}

function median(work: () => unknown): number {
	const times = Array.from({ length: ROUNDS }, () => {
		const startedAt = performance.now();
		work();
		return performance.now() - startedAt;
	});
	return times.sort((one, other) => one - other)[Math.floor(ROUNDS / 2)] ?? NaN;
}
