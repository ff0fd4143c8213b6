import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import { readTransaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import {
	isFinal,
	stateOf,
	vocabulary,
	type State,
} from '../../../nodes/ZequenzeControl/follow/states';
import { shown } from './transactions.mts';

describe('the server’s word', () => {
	it.each<[string, State]>([
		['scheduled', 'scheduled'],
		['pending', 'scheduled'],
		['in_progress', 'running'],
		['completed', 'succeeded'],
		['failed', 'failed'],
		['cancelled', 'failed'],
		['In Progress', 'running'],
		['IN-PROGRESS', 'running'],
		[' Completed ', 'succeeded'],
		['completado', 'unknown'],
		['', 'unknown'],
	])('%p means %s', (status, state) => {
		expect(stateOf(shown({ status }))).toBe(state);
	});

	it('means what the user says, where that is another thing', () => {
		const words = vocabulary({ succeeded: 'completado, Listo ya', running: 'completed' });
		const states = ['Completado', 'listo_ya', 'completed', 'failed'].map((status) =>
			stateOf(shown({ status }), words),
		);
		expect(states).toEqual(['succeeded', 'succeeded', 'running', 'failed']);
	});
});

describe('a fault', () => {
	const fault = { code: '9005', message: null, variableName: null };

	it.each<[string, Partial<Transaction>, State]>([
		['makes a "completed" a failure', { status: 'completed', fault }, 'failed'],
		['counted by the server does so, too', { status: 'completed', failedDevices: 1 }, 'failed'],
		['without a word is a failure', { fault }, 'failed'],
		['beside an unknown word is a failure', { status: 'completado', fault }, 'failed'],
		[
			'of an earlier attempt does not end what is running',
			{ status: 'in_progress', fault },
			'running',
		],
	])('%s', (_what, facts, state) => {
		expect(stateOf(shown(facts))).toBe(state);
	});
});

describe('without a word', () => {
	const variables = [{ variable_name: 'Device.DeviceInfo.UpTime', value: '5' }];
	const open = [{ variable_name: 'Device.DeviceInfo.UpTime' }];

	it.each<[string, Partial<Transaction>, State]>([
		['a get with all its values has succeeded', { operation: 'get', variables }, 'succeeded'],
		['a get without values is unknown', { operation: 'get', variables: open }, 'unknown'],
		[
			'a get with some values is unknown',
			{ operation: 'get', variables: [...variables, ...open] },
			'unknown',
		],
		[
			'a get whose value is null is unknown',
			{ operation: 'get', variables: [{ variable_name: 'Device.A', value: null }] },
			'unknown',
		],
		[
			'a get of an empty text has succeeded',
			{ operation: 'get', variables: [{ variable_name: 'Device.A', value: '' }] },
			'succeeded',
		],
		['a get that names nothing is unknown', { operation: 'get' }, 'unknown'],
		[
			'a set is unknown: its values are those of the request',
			{ operation: 'set', variables },
			'unknown',
		],
	])('%s', (_what, facts, state) => {
		expect(stateOf(shown(facts))).toBe(state);
	});

	it('a get with values and an unknown word is unknown: the word says more than nothing', () => {
		expect(stateOf(shown({ operation: 'get', variables, status: 'completado' }))).toBe('unknown');
	});
});

describe('in the dialect that shows', () => {
	const variables = [{ variable_name: 'Device.DeviceInfo.UpTime' }];
	const values = [{ variable_name: 'Device.DeviceInfo.UpTime', value: '5' }];

	it.each<[string, object, State]>([
		['id and status', { id: '12345', operation: 'set', status: 'completed' }, 'succeeded'],
		[
			'counters',
			{ operation: 'set', status: 'completed', processed_devices: 1, failed_devices: 1 },
			'failed',
		],
		['other names', { id: 'txn_1', operation_type: 'set', status: 'scheduled' }, 'scheduled'],
		['no status, a get under way', { operation: 'get', variables }, 'unknown'],
		['no status, a get with values', { operation: 'get', variables: values }, 'succeeded'],
		['no status, a set', { operation: 'set', variables: values }, 'unknown'],
		['no status, an error', { operation: 'set', error: 'Invalid value' }, 'failed'],
	])('%s', (_what, json, state) => {
		expect(stateOf(readTransaction({ serial_number: 'SN1', ...json }))).toBe(state);
	});
});

it.each<[State, boolean]>([
	['scheduled', false],
	['running', false],
	['unknown', false],
	['succeeded', true],
	['failed', true],
	['not_sent', true],
])('whether nothing more comes after %s: %p', (state, final) => {
	expect(isFinal(state)).toBe(final);
});
