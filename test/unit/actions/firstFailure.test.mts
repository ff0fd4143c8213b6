import type { Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import { stoppingError } from '../../../nodes/ZequenzeControl/actions/deviceOperation/run/firstFailure';
import type { Dispatched } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/dispatched';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/failures/networkFailures';
import { shown } from '../follow/transactions.mts';
import { evaluated, nodeWith } from './nodeParameters.mts';

const context = { getNode: () => nodeWith({}) };
const error = failureFromNetwork('ECONNREFUSED', 30_000);

function jobFor(serial_number: string, many = true): Job {
	const plan = itemPlanner(evaluated({ device: serial_number }), 'get')(0);
	return { plan, request: { serial_number, operation: 'get', variables: [] }, many };
}

function accepted(transactionId: string | null): Dispatched {
	return { kind: 'accepted', receipt: { transactionId, transaction: shown() } };
}

/** The error that ends the node when the first of these jobs fails. */
function stopping(results: Array<[Job, Dispatched]>, failed = jobFor('SN1')): Error {
	return stoppingError(context, failed, error, new Map(results));
}

const GO_ON =
	'To have the other results as well, set On Error in the settings of the node to Continue (using error output).';

describe('the error that ends the node', () => {
	it('names the item', () => {
		expect(stopping([], jobFor('SN1', false)).message).toBe(`${error.message} [item 0]`);
	});

	it('names the device too where the item stands for many', () => {
		expect(stopping([]).message).toBe(`${error.message} [serial number SN1] [item 0]`);
	});

	it('tells what was accepted all the same', () => {
		const results: Array<[Job, Dispatched]> = [
			[jobFor('SN1'), { kind: 'refused', error }],
			[jobFor('SN2'), accepted('7')],
			[jobFor('SN3'), accepted(null)],
			[jobFor('SN4'), { kind: 'skipped', reason: 'stopped_after_failures' }],
		];
		expect(stopping(results)).toMatchObject({
			description: `${error.fix} Already scheduled: 1: 7 (CONTROL shows no ID of 1 more). All transaction IDs are in the log of n8n. ${GO_ON}`,
		});
	});

	it('tells the first 50 of many', () => {
		const results = Array.from({ length: 60 }, (_, nth): [Job, Dispatched] => [
			jobFor(`SN${nth}`),
			accepted(`id${nth}`),
		]);
		const { description } = { description: '', ...stopping(results) };
		expect(description).toContain('Already scheduled: 60, the first 50 of their IDs: id0, id1');
		expect(description).toContain('id49');
		expect(description).not.toContain('id50');
	});

	it('says once that no IDs are shown', () => {
		const results = Array.from({ length: 100 }, (_, nth): [Job, Dispatched] => [
			jobFor(`SN${nth}`),
			accepted(null),
		]);
		expect(stopping(results)).toMatchObject({
			description: `${error.fix} Already scheduled: 100, of which CONTROL shows no IDs. ${GO_ON}`,
		});
	});

	it('says so where nothing was accepted', () => {
		expect(stopping([])).toMatchObject({ description: `${error.fix} Nothing was scheduled.` });
	});
});
