import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { fixedLimit, Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import type { HttpRequest } from '../../../nodes/ZequenzeControl/control/wire/http';
import { Follower } from '../../../nodes/ZequenzeControl/follow/waiting/follower';
import { jsonAnswer } from '../control/answers.mts';
import { FakeClock } from '../control/fakeClock.mts';

/** A server on which each transaction is done at its own time. */
function followed(doneAt: Record<string, number>): { follower: Follower; clock: FakeClock } {
	const clock = new FakeClock();
	const begin = clock.now();
	const send = async ({ query = {} }: HttpRequest) => {
		const ids = query.id === undefined ? Object.keys(doneAt) : [query.id];
		const results = ids.map((id) => ({
			id,
			serial_number: `SN${id}`,
			operation: 'set',
			status: clock.now() - begin >= (doneAt[id] ?? Infinity) ? 'completed' : 'pending',
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
		deadlineMs: 60_000,
		firstPauseMs: 2_000,
		updateStatus: false,
	});
	return { follower, clock };
}

describe('transactions that come up one after the other', () => {
	it('are followed together, and each ends by itself', async () => {
		const { follower } = followed({ a: 1_000, b: 30_000 });
		const first = await follower.waitFor('a');
		const second = await follower.waitFor('b');
		follower.close();
		expect([first.kind, second.kind]).toEqual(['finished', 'finished']);
	});

	it('have a deadline each, counted from when they are waited for', async () => {
		const { follower } = followed({ a: 10_000, never: Infinity });
		const late = follower.waitFor('never');
		const done = await follower.waitFor('a');
		expect(done.kind).toBe('finished');
		expect((await late).kind).toBe('timed_out');
		follower.close();
	});
});
