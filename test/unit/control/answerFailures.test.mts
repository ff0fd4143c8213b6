import {
	failureFromAnswer,
	incompleteAnswer,
	retryAfterMs,
	unreadableAnswer,
} from '../../../nodes/ZequenzeControl/control/answerFailures';
import type { Delivery, FailureKind } from '../../../nodes/ZequenzeControl/control/errors';
import {
	blockedByN8n,
	failureFromNetwork,
} from '../../../nodes/ZequenzeControl/control/networkFailures';
import { quotable } from '../../../nodes/ZequenzeControl/control/quotes';
import { jsonAnswer, textAnswer } from './answers.mts';

const PAGE = '<!doctype html><title>nginx</title>';

describe('an answer', () => {
	it.each<[number, FailureKind, Delivery, boolean]>([
		[301, 'redirected', 'refused', false],
		[302, 'redirected', 'refused', false],
		[400, 'bad_request', 'refused', false],
		[401, 'unauthorized', 'refused', false],
		[403, 'forbidden', 'refused', false],
		[404, 'not_found', 'refused', false],
		[405, 'wrong_address', 'refused', false],
		[408, 'timeout', 'lost', true],
		[409, 'conflict', 'refused', false],
		[418, 'unexpected_status', 'refused', false],
		[422, 'unprocessable', 'refused', false],
		[429, 'rate_limited', 'refused', true],
		[500, 'server_error', 'lost', true],
		[502, 'server_error', 'lost', true],
		[503, 'unavailable', 'lost', true],
		[504, 'timeout', 'lost', true],
		[524, 'timeout', 'lost', true],
	])('with status %i is %s, %s, passing: %p', (status, kind, delivery, transient) => {
		const failure = failureFromAnswer(jsonAnswer(status, { detail: 'No' }));
		expect(failure).toMatchObject({ kind, delivery, transient, httpCode: status });
		expect(failure.message).toContain(`[HTTP ${status}]`);
		expect(failure.fix).not.toBe('');
	});

	it('with status 404 that is a page comes from no API', () => {
		expect(failureFromAnswer(textAnswer(404, PAGE))).toMatchObject({
			kind: 'wrong_address',
			fix: expect.stringContaining('Base URL'),
		});
	});

	it('with status 503 and a Retry-After was certainly not taken', () => {
		const headers = { 'retry-after': '2' };
		expect(failureFromAnswer(textAnswer(503, PAGE, headers))).toMatchObject({
			delivery: 'refused',
			retryAfterMs: 2000,
		});
	});

	it.each(['soon', '', 'maybe tomorrow'])(
		'with status 503 and "%s" for a Retry-After may have been taken',
		(words) => {
			const failure = failureFromAnswer(textAnswer(503, PAGE, { 'retry-after': words }));
			expect(failure).toMatchObject({ delivery: 'lost', retryAfterMs: null });
		},
	);

	it('with status 404 names what was asked for', () => {
		const missing = { message: 'There is no device X', fix: 'Look for it' };
		const failure = failureFromAnswer(jsonAnswer(404, { detail: 'Not found.' }), missing);
		expect(failure).toMatchObject({
			message: 'There is no device X [HTTP 404]',
			fix: 'Look for it',
		});
	});

	it('that is a page is not quoted', () => {
		expect(failureFromAnswer(textAnswer(500, PAGE)).message).not.toContain('nginx');
	});
});

describe('the server’s own words are quoted from', () => {
	it.each<[string, unknown, string]>([
		['detail', { detail: 'Invalid token.' }, 'Invalid token.'],
		[
			'fields',
			{ serial_number: ['Required.', 'Too short.'] },
			'serial_number: Required. serial_number: Too short.',
		],
		['fields inside fields', { variables: [{ value: ['Bad.'] }] }, 'variables.value: Bad.'],
		['errors of no field', { non_field_errors: ['Nothing to do.'] }, 'Nothing to do.'],
		['an error object', { error: { message: 'Broken' } }, 'Broken'],
		['a list', ['One.', 'Two.'], 'One. Two.'],
		['a text', 'Simply no', 'Simply no'],
	])('%s', (_what, body, words) => {
		expect(failureFromAnswer(jsonAnswer(400, body)).message).toBe(
			`CONTROL rejected the request as malformed: ${words} [HTTP 400]`,
		);
	});

	it('nothing, where it says nothing', () => {
		expect(failureFromAnswer(jsonAnswer(400, {})).message).toBe(
			'CONTROL rejected the request as malformed [HTTP 400]',
		);
	});
});

describe('quoted words', () => {
	it('are short', () => {
		expect(quotable('x'.repeat(10_000)).length).toBeLessThanOrEqual(301);
	});

	it('are one line without control characters', () => {
		expect(quotable(' a\r\n\tb\u0000\u001bc ')).toBe('a b c');
	});

	it('do not make n8n believe that the user stopped the execution', () => {
		expect(quotable('Transaction 5 was canceled. CANCELED!')).not.toMatch(/canceled/i);
	});
});

describe('a request without an answer', () => {
	it.each<[string, FailureKind, Delivery, boolean]>([
		['ECONNREFUSED', 'unreachable', 'refused', true],
		['ENOTFOUND', 'unreachable', 'refused', true],
		['EAI_AGAIN', 'unreachable', 'refused', true],
		['EHOSTUNREACH', 'unreachable', 'refused', true],
		['ETIMEDOUT', 'timeout', 'lost', true],
		['ECONNABORTED', 'timeout', 'lost', true],
		['ECONNRESET', 'connection_lost', 'lost', true],
		['EPIPE', 'connection_lost', 'lost', true],
		['NO_ANSWER', 'connection_lost', 'lost', true],
		['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate', 'refused', false],
		['CERT_HAS_EXPIRED', 'certificate', 'refused', false],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate', 'refused', false],
		['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate', 'refused', false],
	])('because of %s is %s, %s, passing: %p', (code, kind, delivery, transient) => {
		const failure = failureFromNetwork(code, 30_000);
		expect(failure).toMatchObject({ kind, delivery, transient, code, httpCode: null });
	});

	it('in time says how long it waited', () => {
		expect(failureFromNetwork('ETIMEDOUT', 2500).message).toMatch(/within 2\.5 s/);
	});
});

describe('a good status with a body that is no JSON', () => {
	it.each<[string, string, boolean, RegExp]>([
		['a page', PAGE, false, /web page/],
		['nothing', '  ', true, /empty/],
		['cut off', '[{"id": 1', true, /not complete/],
	])('(%s) may have been taken', (_what, text, transient, message) => {
		expect(unreadableAnswer(textAnswer(200, text))).toMatchObject({
			kind: 'not_json',
			delivery: 'lost',
			transient,
			message: expect.stringMatching(message),
		});
	});
});

describe('a good status whose body does not arrive whole', () => {
	it.each<[Parameters<typeof incompleteAnswer>[1], FailureKind, boolean]>([
		['too_large', 'too_large', false],
		['too_slow', 'timeout', true],
		['broken', 'connection_lost', true],
	])('(%s) may have been taken', (end, kind, transient) => {
		const failure = incompleteAnswer(201, end);
		expect(failure).toMatchObject({ kind, transient, delivery: 'lost', httpCode: 201 });
		expect(failure.message).toContain('[HTTP 201]');
	});
});

it('a request that n8n does not let out was certainly not taken', () => {
	expect(blockedByN8n('The destination is restricted')).toMatchObject({
		kind: 'blocked',
		delivery: 'refused',
		transient: false,
		message: 'n8n did not send the request: The destination is restricted',
	});
});

it('JSON that is nested too deeply does not get better by trying again', () => {
	const failure = unreadableAnswer(textAnswer(200, '['.repeat(200)));
	expect(failure).toMatchObject({ kind: 'not_json', transient: false, delivery: 'lost' });
	expect(failure.message).toContain('nested too deeply');
});

it('what must not be shown is taken out of the server’s words before they are cut', () => {
	const answer = jsonAnswer(400, { detail: `${'x'.repeat(296)} hunter2` });
	const { message } = failureFromAnswer(answer, undefined, (words) =>
		words.replaceAll('hunter2', '***'),
	);
	expect(message).not.toContain('hunt');
});

describe('Retry-After', () => {
	const now = Date.parse('2026-03-01T10:00:00Z');

	it.each<[string | undefined, number | undefined]>([
		['0', 0],
		['120', 120_000],
		[' 5 ', 5000],
		['Sun, 01 Mar 2026 10:00:30 GMT', 30_000],
		['Sun, 01 Mar 2026 09:00:00 GMT', 0],
		['soon', undefined],
		['', undefined],
		[undefined, undefined],
	])('%p is %p milliseconds', (header, wait) => {
		expect(retryAfterMs(header, now)).toBe(wait);
	});
});
