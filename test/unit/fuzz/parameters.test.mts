import fc from 'fast-check';
import type { INodeParameters, IPollFunctions } from 'n8n-workflow';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import { deviceFilters } from '../../../nodes/ZequenzeControl/fields/deviceFilters';
import { readLimit } from '../../../nodes/ZequenzeControl/fields/limit';
import { readSerialNumber } from '../../../nodes/ZequenzeControl/fields/serialNumber';
import { readTransactionId } from '../../../nodes/ZequenzeControl/fields/transactionField';
import { readWait } from '../../../nodes/ZequenzeControl/fields/waitFields';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { readTriggerSettings } from '../../../nodes/ZequenzeControl/trigger/settings';
import { cases } from '../../thoroughness.mts';
import { evaluated } from '../actions/nodeParameters.mts';
import { strictFake } from '../actions/strictFake.mts';
import { FakeClock } from '../control/fakeClock.mts';
import { anyJson, mutated } from './json.arbitrary.mts';

const RUNS = cases(350);
const OPERATIONS: OperationName[] = ['get', 'set', 'add.obj', 'del.obj'];

/** What an operation may be set to, in the editor's own shapes. */
const SCHEDULING = {
	target: 'list',
	device: { __rl: true, mode: 'serialNumber', value: 'SN000001' },
	serialNumbers: 'SN000001, SN000002',
	specifyVariables: 'fields',
	variables: {
		variable: [
			{
				variable_name: { __rl: true, mode: 'path', value: 'Device.WiFi.SSID.1.SSID' },
				instances: '1',
				value: 'Office',
				value_type: 'string',
			},
		],
	},
	variablesJson: '{"Device.Time.Enable": true}',
	variableSet: 'health',
	dataModel: 'device2',
	filters: { type: 1, status: true, pending: false },
	waitForCompletion: true,
	options: {
		requestsAtATime: 4,
		requestTimeout: 30,
		waitDeadline: 60,
		extraStatusWords: { words: { succeeded: 'fine' } },
		skipSameOperation: 'open',
		output: 'raw',
	},
};

/** Each parameter as it should be, or in another shape, or anything. */
const parameters = fc.record(
	Object.fromEntries(
		Object.entries(SCHEDULING).map(([name, value]) => [
			name,
			fc.oneof(fc.constant(value), mutated(value), anyJson, anyJson.map(written)),
		]),
	),
	{ requiredKeys: ['target', 'device'] },
);

function written(json: unknown): string {
	return JSON.stringify(json);
}

/** Runs what may complain; anything thrown but a complaint fails the test. */
function complainingAtMost<T>(work: () => T): T | undefined {
	try {
		return work();
	} catch (error) {
		if (error instanceof InvalidInput) {
			expect(error.message).not.toBe('');
			expect(error.fix).not.toBe('');
			return undefined;
		}
		throw error;
	}
}

describe('whatever a parameter holds', () => {
	it('an operation is planned as it can be sent, or there is a complaint that names a way out', () => {
		fc.assert(
			fc.property(parameters, fc.constantFrom(...OPERATIONS), (values, operation) => {
				const plan = complainingAtMost(() => itemPlanner(evaluated(values), operation)(0));
				if (!plan) return;
				expect(plan.operation).toBe(operation);
				for (const { variable_name: path, value, value_type: type } of plan.variables) {
					expect(path).toMatch(/^\S+$/);
					// The API knows values in a `set` only, as text, and each with its type.
					expect(typeof value).toBe(operation === 'set' ? 'string' : 'undefined');
					expect(type === undefined).toBe(operation !== 'set');
				}
				if (plan.target.kind === 'devices') {
					expect(plan.target.serialNumbers.length).toBeGreaterThan(0);
				}
				expect(plan.run.limitFor(new FakeClock()).atOnce).toBeGreaterThanOrEqual(1);
				expect(plan.run.timeoutMs).toBeGreaterThan(0);
			}),
			RUNS,
		);
	});

	it('a serial number or an ID is one that can be sent, or there is a complaint', () => {
		const read = [
			(value: unknown): string => readSerialNumber(value),
			(value: unknown): string => readTransactionId(value),
		];
		fc.assert(
			fc.property(anyJson, fc.constantFrom(...read), (value, reader) => {
				const text = complainingAtMost(() => reader(value));
				if (text === undefined) return;
				expect(text).toMatch(/^[^\p{Cc}\p{Cs}]{1,256}$/u);
				expect(() => encodeURIComponent(text)).not.toThrow();
			}),
			RUNS,
		);
	});

	it('filters, limits and waits are understood, or there is a complaint', () => {
		const collection = fc.dictionary(
			fc.constantFrom(
				...['type', 'status', 'organization', 'pending', 'last_status_change_from'],
				...[
					'update_status',
					'waitDeadline',
					'waitInterval',
					'whenDeadlinePasses',
					'whenDeviceRefuses',
					'updateStatus',
				],
			),
			anyJson,
		);
		fc.assert(
			fc.property(collection, anyJson, (values, limit) => {
				complainingAtMost(() => deviceFilters(values, () => 'Europe/Berlin'));
				complainingAtMost(() => readWait(values, values, { isTool: false }));
				const most = complainingAtMost(() => readLimit(evaluated({ limit }), 0));
				if (most !== undefined) expect(most).toBeGreaterThanOrEqual(1);
			}),
			RUNS,
		);
	});

	it('the trigger understands its settings, or there is a complaint', () => {
		const settings = fc.record(
			{
				triggerOn: fc.oneof(fc.constantFrom('finished', 'created'), anyJson),
				filters: fc.oneof(mutated({ transactionIds: '1,2', serialNumbers: 'SN1' }), anyJson),
				options: fc.oneof(mutated({ lookBack: 5, mostItems: 10, output: 'raw' }), anyJson),
			},
			{ requiredKeys: [] },
		);
		fc.assert(
			fc.property(settings, (values) => {
				const given: Readonly<Record<string, unknown>> = values;
				const getNodeParameter: jest.Mock = jest.fn(
					(name: keyof INodeParameters, fallback: unknown) => given[name] ?? fallback,
				);
				const context = strictFake<IPollFunctions>({ getNodeParameter });
				const read = complainingAtMost(() => readTriggerSettings(context));
				if (read) expect(read.maxItems).toBeGreaterThanOrEqual(1);
			}),
			RUNS,
		);
	});
});
