import {
	failureFromAnswer,
	incompleteAnswer,
	unreadableAnswer,
} from '../../../nodes/ZequenzeControl/control/failures/answerFailures';
import type { Delivery, FailureKind } from '../../../nodes/ZequenzeControl/control/failures/errors';
import {
	blockedByN8n,
	failureFromNetwork,
} from '../../../nodes/ZequenzeControl/control/failures/networkFailures';
import { quotable } from '../../../nodes/ZequenzeControl/control/failures/quotes';
import { retryAfterMs } from '../../../nodes/ZequenzeControl/control/failures/retryAfter';
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

	it('with status 503 says when to come back, if it does', () => {
		const shown = (value: string) =>
			failureFromAnswer(textAnswer(503, PAGE, { 'retry-after': value })).retryAfterMs;
		expect([shown('2'), shown('soon')]).toEqual([2000, null]);
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

describe('what stands in front of CONTROL is told from CONTROL', () => {
	const html = (words: string): string =>
		`<!doctype html><html><body><h1>${words}</h1></body></html>`;
	const json = (detail: string): string => JSON.stringify({ detail });

	it.each<[number, string, FailureKind, RegExp]>([
		[400, html('Bad Request (400)'), 'wrong_address', /ALLOWED_HOSTS/],
		[400, 'Invalid host header', 'wrong_address', /ALLOWED_HOSTS/],
		[400, html('The plain HTTP request was sent to HTTPS port'), 'wrong_address', /https:/],
		[400, html('No required SSL certificate was sent'), 'tls', /cannot show/],
		[400, html('Request Header Or Cookie Too Large'), 'request_too_large', /token alone/],
		[400, json('Bad value.'), 'bad_request', /values of this item/],
		[403, json('Authentication credentials were not provided.'), 'unauthorized', /API Token/],
		[403, json('Invalid token.'), 'unauthorized', /API Token/],
		[403, json('CSRF Failed: CSRF token missing.'), 'unauthorized', /Base URL/],
		[403, html('403 Forbidden'), 'proxy', /let this n8n through/],
		[403, json('You do not have permission to perform this action.'), 'forbidden', /right/],
		[407, html('Proxy Authentication Required'), 'proxy', /HTTPS_PROXY/],
		[413, html('413 Request Entity Too Large'), 'request_too_large', /fewer variables/],
		[
			415,
			json('Unsupported media type "application/json" in request.'),
			'wrong_address',
			/Base URL/,
		],
		[426, '', 'wrong_address', /https:/],
		[521, html('Web server is down'), 'unavailable', /later/],
	])('%i %s is %s', (status, text, kind, fix) => {
		const failure = failureFromAnswer(textAnswer(status, text));
		expect(failure).toMatchObject({ kind, fix: expect.stringMatching(fix), delivery: 'refused' });
		expect(failure.message).toContain(`[HTTP ${status}]`);
		expect(failure.message).not.toContain('<');
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

	it.each<[string, string, RegExp]>([
		[
			'EPROTO',
			'write EPROTO error:0A00010B:SSL routines:ssl3_get_record:wrong version number',
			/http:/,
		],
		[
			'EPROTO',
			'error:0A00042E:SSL routines:ssl3_read_bytes:tlsv1 alert protocol version',
			/TLS 1.2/,
		],
		['EPROTO', 'error:0A000102:SSL routines::unsupported protocol', /TLS 1.2/],
		[
			'EPROTO',
			'error:0A000410:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure',
			/encryption/,
		],
		['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', '', /client certificate/],
		['ERR_SSL_WRONG_VERSION_NUMBER', '', /http:/],
		[
			'ECONNRESET',
			'Client network socket disconnected before secure TLS connection was established',
			/https/,
		],
	])('because no encryption came about (%s: %s) was certainly not taken', (code, words, fix) => {
		expect(failureFromNetwork(code, 30_000, words)).toMatchObject({
			kind: 'tls',
			delivery: 'refused',
			transient: false,
			fix: expect.stringMatching(fix),
		});
	});

	it.each([
		['EPROTO', 'error:0A000119:SSL routines::decryption failed or bad record mac'],
		['ECONNRESET', 'read ECONNRESET'],
	])('that broke later (%s: %s) may have been taken', (code, words) => {
		expect(failureFromNetwork(code, 30_000, words)).toMatchObject({ delivery: 'lost' });
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
		['1.5', 1500],
		['12.3', 12_300],
		['30.5', 30_500],
		['2.0', 2000],
		['292.052427053', 292_053],
		['2, 2', 2000],
		['2, 30', 30_000],
		['Sunday, 01-Mar-26 10:00:30 GMT', 30_000],
		['soon', undefined],
		['1e9', undefined],
		['-5', undefined],
		['2026-03-01', undefined],
		['March 7', undefined],
		['1.', undefined],
		['5 seconds', undefined],
		['9'.repeat(1000), undefined],
		['', undefined],
		[undefined, undefined],
	])('%p is %p milliseconds', (header, wait) => {
		expect(retryAfterMs(header, now)).toBe(wait);
	});
});
