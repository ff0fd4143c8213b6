import {
	changesInSlices,
	changesSince,
} from '../../../nodes/ZequenzeControl/follow/events/changes';
import { transactionKind } from '../../../nodes/ZequenzeControl/follow/events/transactionKind';
import { vocabulary } from '../../../nodes/ZequenzeControl/follow/states';
import { shown } from './transactions.mts';

const kind = transactionKind(vocabulary({}));
const account = { host: 'https://control.example/api/v1', credential: '1', scope: 'list' } as const;
const interest = {
	events: new Set(['transaction.succeeded'] as const),
	isWanted: () => true,
	maxEvents: 20_000,
};

const snapshot = (count: number, status: string) => ({
	...account,
	complete: true,
	subjects: Array.from({ length: count }, (_, nth) => shown({ id: String(nth), status })),
});

it('very many changes are the same in slices, between which other work goes on', async () => {
	let rests = 0;
	const rest = async (): Promise<void> => {
		rests += 1;
		await Promise.resolve();
	};
	const { memory } = changesSince(kind, undefined, snapshot(10_000, 'pending'), interest);
	const now = snapshot(10_000, 'completed');
	const changes = await changesInSlices(kind, memory, now, interest, rest);
	expect(changes.events).toHaveLength(10_000);
	expect(changes).toEqual(changesSince(kind, memory, now, interest));
	expect(rests).toBeGreaterThanOrEqual(10);
});

it('few changes need no rest', async () => {
	const rest = jest.fn();
	await changesInSlices(kind, undefined, snapshot(100, 'pending'), interest, rest);
	expect(rest).not.toHaveBeenCalled();
});
