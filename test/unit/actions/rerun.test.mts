import type { IExecuteFunctions, IWorkflowDataProxyData } from 'n8n-workflow';

import type { Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan';
import {
	acceptedBefore,
	forgetAccepted,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/rerun';
import type { Receipt } from '../../../nodes/ZequenzeControl/control/client';
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

const receipt: Receipt = { transactionId: '7', transaction: shown({ id: '7' }) };

describe('what the server accepted', () => {
	it('is known when n8n runs the node again', () => {
		acceptedBefore(runOf('a')).set(jobFor('SN1'), receipt);
		expect(acceptedBefore(runOf('a')).get(jobFor('SN1'))).toBe(receipt);
	});

	it('is not known of another device', () => {
		acceptedBefore(runOf('b')).set(jobFor('SN1'), receipt);
		expect(acceptedBefore(runOf('b')).get(jobFor('SN2'))).toBeUndefined();
	});

	it('is not known of another item that asks for the same', () => {
		acceptedBefore(runOf('c')).set(jobFor('SN1', 0), receipt);
		expect(acceptedBefore(runOf('c')).get(jobFor('SN1', 1))).toBeUndefined();
	});

	it.each<[string, IExecuteFunctions]>([
		['another execution', runOf('other')],
		['the next round of a loop', runOf('d', 1)],
		['another node', runOf('d', 0, 'node-2')],
	])('is not known in %s', (_what, run) => {
		acceptedBefore(runOf('d')).set(jobFor('SN1'), receipt);
		expect(acceptedBefore(run).get(jobFor('SN1'))).toBeUndefined();
	});

	it('is forgotten when there is no reason to run again', () => {
		acceptedBefore(runOf('e')).set(jobFor('SN1'), receipt);
		forgetAccepted(runOf('e'));
		expect(acceptedBefore(runOf('e')).get(jobFor('SN1'))).toBeUndefined();
	});

	it('is forgotten after a while', () => {
		jest.useFakeTimers();
		acceptedBefore(runOf('f')).set(jobFor('SN1'), receipt);
		jest.advanceTimersByTime(16 * 60_000);
		expect(acceptedBefore(runOf('f')).get(jobFor('SN1'))).toBeUndefined();
		jest.useRealTimers();
	});
});
