import fc from 'fast-check';

import { dispatch } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/dispatch';
import { SentOperations } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/sentOperations';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import { fixedLimit, Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import { FakeClock } from '../control/fakeClock.mts';
import { FakeControl, type Dialect, type Fate } from './fakeControl.mts';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

const request: fc.Arbitrary<OperationRequest> = fc.record({
	serial_number: fc.constantFrom('SN1', 'SN2', 'SN3'),
	operation: fc.constantFrom<OperationName[]>('set', 'add.obj', 'del.obj'),
	variables: fc
		.constantFrom('Device.NAT.PortMapping.1.', 'Device.NAT.PortMapping.2.')
		.map((variable_name) => [{ variable_name }]),
});

const fate = fc.constantFrom<Fate[]>(
	'taken',
	'reply lost',
	'request lost',
	'taken late',
	'timeout',
	'timeout before',
	'unreachable',
	429,
	503,
	500,
	400,
);

const dialect: fc.Arbitrary<Dialect> = fc.record({
	postShowsId: fc.boolean(),
	listShowsId: fc.boolean(),
	listShowsTime: fc.boolean(),
	keepsFinished: fc.boolean(),
	listIsReadable: fc.boolean(),
	listRepeats: fc.boolean(),
	listLimit: fc.constantFrom(Infinity, Infinity, 3, 6),
	listLagsMs: fc.constantFrom(0, 0, 5_000, 60_000),
	answersAfterMs: fc.constant(10),
});

function countOf(entries: readonly OperationRequest[], wanted: OperationRequest): number {
	return entries.map(textOf).filter((text) => text === textOf(wanted)).length;
}

function textOf({ serial_number, operation, variables }: OperationRequest): string {
	return JSON.stringify([serial_number, operation, variables]);
}

it('whatever happens, no change is made more often than it was asked for, and ids are those of what was asked', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(request, { minLength: 1, maxLength: 8 }),
			fc.array(fate, { maxLength: 16 }),
			dialect,
			fc.integer({ min: 1, max: 3 }),
			async (requests, fates, shows, requestsAtATime) => {
				const clock = new FakeClock();
				const control = new FakeControl(clock, shows, fates);
				const client = new ControlClient(control.send, 'https://control.example', clock.now);
				const jobs = requests.map((one) => ({ request: one }));
				const results = await dispatch(client, jobs, {
					timeoutMs: 30_000,
					sent: new SentOperations(),
					pacer: new Pacer(clock, 0, fixedLimit(requestsAtATime)),
					clock,
					limits: { retries: 2, budgetMs: 600_000 },
					shouldStop: () => false,
					onDelivered: () => {},
				});
				expect(results.size).toBe(jobs.length);
				for (const one of requests) {
					expect(countOf(control.made, one)).toBeLessThanOrEqual(countOf(requests, one));
				}
				const ids = jobs.flatMap((job) => {
					const result = results.get(job);
					const id = result?.kind === 'accepted' ? result.receipt.transactionId : null;
					if (id === null) return [];
					const made = control.made.find((entry) => entry.id === id);
					expect(made).toMatchObject(job.request);
					return [id];
				});
				expect(new Set(ids).size).toBe(ids.length);
			},
		),
		{ numRuns: 300 },
	);
});
