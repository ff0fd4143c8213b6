import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { fixedLimit, Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import type { HttpRequest } from '../../../nodes/ZequenzeControl/control/wire/http';
import { Follower } from '../../../nodes/ZequenzeControl/follow/waiting/follower';
import { jsonAnswer } from '../control/answers.mts';
import { FakeClock } from '../control/fakeClock.mts';

/** A server on which each transaction is done at its own time. */
function followed(doneAt: Record<string, number>): {
	follower: Follower;
	clock: FakeClock;
	/** From then on, the server also lists this one, as done. */
	list: (id: string, at: number) => void;
	/** From now on, the server refuses everything. */
	refuse: () => void;
} {
	const clock = new FakeClock();
	const begin = clock.now();
	const listedAt = new Map<string, number>();
	let refuses = false;
	const send = async ({ query = {} }: HttpRequest) => {
		if (refuses) return jsonAnswer(429, {}, { 'retry-after': '3600' });
		const late = [...listedAt].filter(([, at]) => clock.now() >= at).map(([id]) => id);
		const listed = [...Object.keys(doneAt), ...late];
		const ids = listed.filter((id) => query.id === undefined || query.id === id);
		const results = ids.map((id) => ({
			id,
			serial_number: `SN${id}`,
			operation: 'set',
			status: clock.now() - begin >= (doneAt[id] ?? 0) ? 'completed' : 'pending',
			variables: [],
		}));
		return await Promise.resolve(
			jsonAnswer(200, { count: results.length, next: null, previous: null, results }),
		);
	};
	const client = new ControlClient(send, 'https://control.example/api/v1', () => clock.now());
	const follower = new Follower(client, {
		clock,
		pacer: new Pacer(clock, 0, fixedLimit(4)),
		firstPauseMs: 2_000,
		updateStatus: false,
	});
	return {
		follower,
		clock,
		list: (id, at) => listedAt.set(id, at),
		refuse: () => {
			refuses = true;
		},
	};
}

describe('transactions that come up one after the other', () => {
	it('are followed together, and each ends by itself', async () => {
		const { follower } = followed({ a: 1_000, b: 30_000 });
		const first = await follower.waitFor('a', 60_000);
		const second = await follower.waitFor('b', 60_000);
		follower.close();
		expect([first.kind, second.kind]).toEqual(['finished', 'finished']);
	});

	it('have a deadline each, counted from when they are waited for', async () => {
		const { follower } = followed({ a: 10_000, never: Infinity });
		const late = follower.waitFor('never', 60_000);
		const done = await follower.waitFor('a', 60_000);
		expect(done.kind).toBe('finished');
		expect((await late).kind).toBe('timed_out');
		follower.close();
	});

	it('are not held up by what has a longer deadline', async () => {
		const { follower, clock } = followed({ never: Infinity, stubborn: Infinity });
		const begin = clock.now();
		void follower.waitFor('stubborn', 600_000);
		expect((await follower.waitFor('never', 30_000)).kind).toBe('timed_out');
		expect(clock.now() - begin).toBeLessThan(40_000);
		follower.close();
	});

	it('are looked at when their deadline comes, so what is done by then is known', async () => {
		const { follower } = followed({ a: 59_500 });
		expect((await follower.waitFor('a', 60_000)).kind).toBe('finished');
		follower.close();
	});

	it('may be listed late, however long the run has gone on', async () => {
		const { follower, clock, list } = followed({ a: 1_000 });
		expect((await follower.waitFor('a', 60_000)).kind).toBe('finished');
		await clock.sleep(100_000);
		const late = follower.waitFor('b', 60_000);
		list('b', clock.now() + 20_000);
		expect((await late).kind).toBe('finished');
		follower.close();
	});

	it('end at their deadline although the server wants to be left alone for an hour', async () => {
		const { follower, clock, refuse } = followed({ a: 1_000 });
		refuse();
		const begin = clock.now();
		expect((await follower.waitFor('a', 60_000)).kind).toBe('timed_out');
		expect(clock.now() - begin).toBeLessThan(75_000);
		follower.close();
	});
});
