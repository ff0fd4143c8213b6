import { Capacity } from '../../../simulator/faults/capacity.mts';

/** In which order things end that begin in the order of their numbers. */
async function order(works: ReadonlyArray<() => Promise<void>>): Promise<number[]> {
	const ended: number[] = [];
	await Promise.all(works.map(async (work, nth) => await work().then(() => void ended.push(nth))));
	return ended;
}

it('requests wait in line for a free worker', async () => {
	const capacity = new Capacity();
	const slow = { kind: 'workers', count: 1, ms: 30 } as const;
	const other = { kind: 'workers', count: 1, ms: 1 } as const;
	const work = async () => await capacity.work(slow);
	expect(await order([work, work, async () => await capacity.work(other)])).toEqual([2, 0, 1]);
});

it('an overloaded server is the slower the more there are at once', async () => {
	const capacity = new Capacity();
	const busy = { kind: 'overload', beyond: 1, ms: 20 } as const;
	const share = async () => await capacity.share(busy);
	expect(await order([share, share, share])).toEqual([0, 1, 2]);
});
