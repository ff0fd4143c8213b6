import { waited, type Waited } from '../../../nodes/ZequenzeControl/actions/waiting';
import { failureFromAnswer } from '../../../nodes/ZequenzeControl/control/failures/answerFailures';
import { acceptedOutcome, type Outcome } from '../../../nodes/ZequenzeControl/follow/outcome';
import type { WaitEnd } from '../../../nodes/ZequenzeControl/follow/waiting/waitEnd';
import { Hints } from '../../../nodes/ZequenzeControl/items/hints';
import { jsonAnswer } from '../control/answers.mts';
import { shown } from '../follow/transactions.mts';
import { shownHints } from './remarks.mts';

const UPTIME = 'Device.DeviceInfo.UpTime';

const before: Outcome = acceptedOutcome(shown(), '7', {
	serial_number: 'SN1',
	operation: 'get',
	variables: [{ variable_name: UPTIME }],
});

interface Told {
	result: Waited;
	hints: Array<[string | undefined, string]>;
}

function after(end: WaitEnd, failLate = false): Told {
	const hints = new Hints();
	const result = waited(end, before, {}, { failLate, failRefused: false, hints });
	return { result, hints: shownHints(hints).map(({ type, message }) => [type, message]) };
}

const finished = shown({
	id: '7',
	serialNumber: 'SN1',
	operation: 'get',
	status: 'completed',
	variables: [{ variable_name: UPTIME, value: '86400', value_type: 'integer' }],
	updatedAt: '2026-03-01T10:00:00Z',
});

describe('after a wait', () => {
	it('a finished transaction is shown as the server shows it', () => {
		expect(after({ kind: 'finished', transaction: finished })).toEqual({
			result: {
				outcome: {
					...before,
					state: 'succeeded',
					status: 'completed',
					variables: finished.variables,
					values: { [UPTIME]: 86400 },
					updated_at: '2026-03-01T10:00:00Z',
				},
			},
			hints: [],
		});
	});

	it('what the server does not repeat is filled in from what was known before', () => {
		const silent = shown({ status: 'completed' });
		expect(after({ kind: 'finished', transaction: silent }).result).toEqual({
			outcome: { ...before, state: 'succeeded', status: 'completed' },
		});
	});

	describe('a device that refused', () => {
		const transaction = shown({
			...finished,
			status: 'failed',
			variables: [{ variable_name: UPTIME }],
			fault: { code: '9005', message: 'no such thing', variableName: UPTIME },
		});
		const end: WaitEnd = { kind: 'finished', transaction };

		it('is an outcome like any other where that is wanted', () => {
			expect(after(end).result).toMatchObject({
				outcome: { state: 'failed', fault: { code: '9005' } },
			});
		});

		it('has failed otherwise, with what it was asked, its fault and what to do', () => {
			const result = waited(
				end,
				before,
				{},
				{ failLate: false, failRefused: true, hints: new Hints() },
			);
			expect(result).toMatchObject({
				error: {
					kind: 'device_refused',
					message: `The device refused: 9005 Invalid parameter name at "${UPTIME}"`,
					fix: expect.stringContaining('Check path'),
					transient: false,
				},
				subject: {
					serial_number: 'SN1',
					transaction_id: '7',
					operation: 'get',
					variables: [{ variable_name: UPTIME }],
					fault: { code: '9005', message: 'no such thing', transient: false },
				},
			});
		});
	});

	it('secret values are masked, or shown where the user wants it', () => {
		const path = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
		const transaction = shown({
			...finished,
			variables: [{ variable_name: path, value: 'correct horse' }],
		});
		const hints = new Hints();
		const [masked, open] = [false, true].map((showSecrets) =>
			waited(
				{ kind: 'finished', transaction },
				before,
				{ showSecrets },
				{ failLate: false, failRefused: false, hints },
			),
		);
		expect(JSON.stringify(masked)).not.toContain('correct horse');
		expect(open).toMatchObject({ outcome: { values: { [path]: 'correct horse' } } });
	});

	it('a server without states gives what it shows, and a remark', () => {
		const { result, hints } = after({ kind: 'no_status', transaction: shown({ id: '7' }) });
		expect(result).toEqual({ outcome: { ...before, state: 'unknown' } });
		expect(hints).toEqual([['info', expect.stringContaining('shows no status')]]);
	});

	it('a transaction that is not listed any more is shown as it was last seen, but its end is unknown', () => {
		const last = shown({ id: '7', status: 'in_progress' });
		const { result, hints } = after({ kind: 'unlisted', transaction: last });
		expect(result).toEqual({
			outcome: { ...before, state: 'unknown', status: 'in_progress', listed: false },
		});
		expect(hints).toEqual([['warning', expect.stringContaining('no longer lists')]]);
	});

	it('a transaction that was never seen is shown as it was scheduled', () => {
		expect(after({ kind: 'unlisted', transaction: null }).result).toEqual({
			outcome: { ...before, state: 'unknown', listed: false },
		});
	});

	it.each([
		['9007', [['warning', expect.stringMatching(/^Fault 9007, Invalid parameter value: Check/)]]],
		['9801', [['warning', expect.stringMatching(/^Fault 9801, Vendor fault: Look it up/)]]],
		['E_17', []],
	])('what to do about the fault %s is said where that is known', (code, said) => {
		const transaction = shown({
			...finished,
			status: 'failed',
			fault: { code, message: null, variableName: UPTIME },
		});
		expect(after({ kind: 'finished', transaction }).hints).toEqual(said);
	});

	it('a refusal is a failure', () => {
		const error = failureFromAnswer(jsonAnswer(401, {}));
		expect(after({ kind: 'refused', error })).toEqual({
			result: { error, subject: { serial_number: 'SN1', transaction_id: '7' } },
			hints: [],
		});
	});
});

describe('when the deadline came first', () => {
	it.each<[string, WaitEnd, object]>([
		[
			'as it was last seen',
			{ kind: 'timed_out', transaction: shown({ status: 'in_progress' }) },
			{ state: 'running', status: 'in_progress' },
		],
		[
			'as it was scheduled, where nothing was seen',
			{ kind: 'timed_out', transaction: null },
			{ state: 'scheduled', status: null },
		],
	])('the transaction is shown %s', (_what, end, facts) => {
		const { result, hints } = after(end);
		expect(result).toEqual({ outcome: { ...before, ...facts, timed_out: true } });
		expect(hints).toEqual([['info', expect.stringContaining('Trigger node')]]);
	});

	it('it is a failure where the user wants that; the operation stays scheduled', () => {
		const { result, hints } = after({ kind: 'timed_out', transaction: null }, true);
		expect(result).toMatchObject({
			error: {
				kind: 'deadline_passed',
				message: expect.stringContaining('7'),
				fix: expect.stringContaining('stays scheduled'),
				transient: true,
			},
		});
		expect(hints).toEqual([]);
	});

	it('only that is a failure: a finished transaction is none', () => {
		expect(after({ kind: 'finished', transaction: finished }, true).result).toHaveProperty(
			'outcome',
		);
	});
});
