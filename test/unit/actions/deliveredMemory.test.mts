import type { IContextObject, IExecuteFunctions, IWorkflowDataProxyData } from 'n8n-workflow';

import type { Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import type { Settled } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/delivered/deliveredJobs';
import {
	beginTry,
	endTry,
	forgetRun,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/delivered/deliveredMemory';
import type { Delivered } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/dispatched';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/failures/networkFailures';
import { shown } from '../follow/transactions.mts';
import { evaluated, nodeWith } from './nodeParameters.mts';
import { strictFake } from './strictFake.mts';

function runOf(
	executionId: string,
	runIndex = 0,
	nodeId = 'node-1',
	stored: IContextObject = {},
): IExecuteFunctions {
	return strictFake<IExecuteFunctions>({
		getContext: () => stored,
		getExecutionId: () => executionId,
		getNode: () => ({ ...nodeWith({}), id: nodeId }),
		getWorkflowDataProxy: () => strictFake<IWorkflowDataProxyData>({ $runIndex: runIndex }),
	});
}

function jobFor(serialNumber: string, itemIndex = 0): Job {
	const parameters = evaluated({ device: serialNumber });
	return {
		plan: itemPlanner(parameters, 'get')(itemIndex),
		request: { serial_number: serialNumber, operation: 'get', variables: [] },
		many: false,
	};
}

const accepted: Delivered = {
	kind: 'accepted',
	receipt: { transactionId: '7', transaction: shown({ id: '7' }) },
};
const unknown: Extract<Delivered, { kind: 'unknown' }> = {
	kind: 'unknown',
	error: failureFromNetwork('ETIMEDOUT', 30_000),
};

/** A try that spends a job, and fails. */
function failedTry(
	run: IExecuteFunctions,
	job = jobFor('SN1'),
	result: Delivered = accepted,
): void {
	beginTry(run).set(job, result);
	endTry(run);
}

/** What a try that begins now knows of a job. */
function knownIn(run: IExecuteFunctions, job = jobFor('SN1')): Settled | undefined {
	const known = beginTry(run).get(job);
	endTry(run);
	return known;
}

describe('a job that must not be sent again', () => {
	it.each([
		['the server took it', accepted],
		['nobody can tell whether the server took it', unknown],
	])('because %s is known when n8n runs the node again', (_why, result) => {
		failedTry(runOf('a'), jobFor('SN1'), result);
		expect(knownIn(runOf('a'))).toBe(result);
		forgetRun(runOf('a'));
	});

	it('is not known of another device', () => {
		failedTry(runOf('b'), jobFor('SN1'));
		expect(knownIn(runOf('b'), jobFor('SN2'))).toBeUndefined();
	});

	it('is not known of another item that asks for the same', () => {
		failedTry(runOf('c'), jobFor('SN1', 0));
		expect(knownIn(runOf('c'), jobFor('SN1', 1))).toBeUndefined();
	});

	it.each<[string, IExecuteFunctions]>([
		['another execution', runOf('other')],
		['the next round of a loop', runOf('d', 1)],
		['another node', runOf('d', 0, 'node-2')],
	])('is not known in %s', (_what, run) => {
		failedTry(runOf('d'));
		expect(knownIn(run)).toBeUndefined();
	});

	it('is forgotten when there is no reason to run again', () => {
		failedTry(runOf('e'));
		forgetRun(runOf('e'));
		expect(knownIn(runOf('e'))).toBeUndefined();
	});
});

describe('when the user retries a failed execution', () => {
	/** What n8n stores of an execution and gives to the one that retries it. */
	function throughStorage(stored: IContextObject): IContextObject {
		return JSON.parse(JSON.stringify(stored));
	}

	it.each([
		['the server took', accepted],
		['the server may have taken', unknown],
	])('what %s is known in the other execution', (_what, result) => {
		const stored: IContextObject = {};
		failedTry(runOf(`failed ${result.kind}`, 0, 'node-1', stored), jobFor('SN1'), result);
		const retry = runOf(`retry ${result.kind}`, 0, 'node-1', throughStorage(stored));
		const known = knownIn(retry);
		expect(known).toMatchObject(
			result.kind === 'accepted'
				? { kind: 'accepted', receipt: { transactionId: '7' } }
				: { kind: 'unknown', error: { message: unknown.error.message } },
		);
	});

	it('what was refused is sent', () => {
		const stored: IContextObject = {};
		const run = runOf('m', 0, 'node-1', stored);
		beginTry(run).set(jobFor('SN1'), { kind: 'refused', error: unknown.error });
		endTry(run);
		expect(knownIn(runOf('n', 0, 'node-1', throughStorage(stored)))).toBeUndefined();
	});

	it('another round of a loop knows nothing of it', () => {
		const stored: IContextObject = {};
		failedTry(runOf('o', 0, 'node-1', stored));
		expect(knownIn(runOf('p', 1, 'node-1', throughStorage(stored)))).toBeUndefined();
	});

	it('no value is stored', () => {
		const stored: IContextObject = {};
		const job = jobFor('SN1');
		job.request.variables = [{ variable_name: 'Device.X', value: 'opensesame' }];
		failedTry(runOf('q', 0, 'node-1', stored), job);
		expect(JSON.stringify(stored)).not.toContain('opensesame');
	});

	it('nothing is left to be known where there is no reason to run again', () => {
		const stored: IContextObject = {};
		failedTry(runOf('r', 0, 'node-1', stored));
		forgetRun(runOf('r', 0, 'node-1', stored));
		expect(knownIn(runOf('s', 0, 'node-1', throughStorage(stored)))).toBeUndefined();
	});

	it.each([null, 5, { 0: 5 }, { 0: { SN1: 5 } }, { 0: { x: { unknown: 1 } } }])(
		'what somebody else stored there (%j) is passed over',
		(found) => {
			expect(knownIn(runOf('t', 0, 'node-1', { zequenzeDelivered: found }))).toBeUndefined();
			forgetRun(runOf('t', 0, 'node-1', {}));
		},
	);
});

describe('however long a run takes,', () => {
	beforeEach(() => void jest.useFakeTimers());
	afterEach(() => void jest.useRealTimers());

	const anHourPasses = (): void => void jest.advanceTimersByTime(60 * 60_000);

	it('what it has spent is known to its next try', () => {
		beginTry(runOf('f')).set(jobFor('SN1'), accepted);
		anHourPasses();
		endTry(runOf('f'));
		expect(knownIn(runOf('f'))).toBe(accepted);
	});

	it('no other run makes it forget while it goes on', () => {
		failedTry(runOf('g'));
		beginTry(runOf('g'));
		anHourPasses();
		knownIn(runOf('another'));
		endTry(runOf('g'));
		expect(knownIn(runOf('g'))).toBe(accepted);
	});

	it('nor while one of two tries at once goes on', () => {
		beginTry(runOf('h'));
		failedTry(runOf('h'));
		anHourPasses();
		knownIn(runOf('another'));
		expect(knownIn(runOf('h'))).toBe(accepted);
	});

	it('what it has spent is known for some minutes after its end, whatever else runs', () => {
		anHourPasses();
		failedTry(runOf('j'));
		jest.advanceTimersByTime(10 * 60_000);
		knownIn(runOf('another'));
		expect(knownIn(runOf('j'))).toBe(accepted);
	});

	it('what it has spent is forgotten a while after its end, when another run begins', () => {
		failedTry(runOf('i'));
		anHourPasses();
		knownIn(runOf('another'));
		expect(knownIn(runOf('i'))).toBeUndefined();
	});
});
