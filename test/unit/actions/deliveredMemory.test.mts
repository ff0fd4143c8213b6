import type { IExecuteFunctions, IWorkflowDataProxyData } from 'n8n-workflow';

import type { Delivered } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/dispatch';
import type { Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import {
	beginTry,
	endTry,
	forgetRun,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/deliveredMemory';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/networkFailures';
import { shown } from '../follow/transactions.mts';
import { evaluated, nodeWith } from './nodeParameters.mts';
import { strictFake } from './strictFake.mts';

function runOf(executionId: string, runIndex = 0, nodeId = 'node-1'): IExecuteFunctions {
	return strictFake<IExecuteFunctions>({
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
const unknown: Delivered = { kind: 'unknown', error: failureFromNetwork('ETIMEDOUT', 30_000) };

/** A try that spends a job, and fails. */
function failedTry(run: IExecuteFunctions, job = jobFor('SN1'), result = accepted): void {
	beginTry(run).set(job, result);
	endTry(run);
}

/** What a try that begins now knows of a job. */
function knownIn(run: IExecuteFunctions, job = jobFor('SN1')): Delivered | undefined {
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
