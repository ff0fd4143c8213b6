import type { FailureKind } from '../../../nodes/ZequenzeControl/control/failures/errors.ts';
import type { Effect } from '../../../simulator/faults/injection.mts';
import type { SettingsChange } from '../../../simulator/settings.mts';

/** Where a fault sits: in the network before the server, or in how the server answers. */
type Place =
	| { place: 'no connection' }
	| { place: 'no such host' }
	| { place: 'answer'; effect: Effect }
	| { place: 'habit'; settings: SettingsChange };

/** What a fault leaves for the client to know. */
export type Meaning =
	/** The answer is usable all the same. */
	| { kind: 'harmless' }
	/** The operation was taken, but the answer to it is empty; read, it is no answer. */
	| { kind: 'receipt without content'; code: FailureKind; says: string }
	/** Something went wrong. */
	| {
			kind: 'failure';
			code: FailureKind;
			/** Part of the message that the user reads. */
			says: string;
			/** Whether the server certainly did nothing. */
			certain: boolean;
			/** Whether it may pass by itself. */
			passing: boolean;
	  };

export interface Fault {
	name: string;
	how: Place;
	/** Whether the server does what was asked, whatever becomes of its answer. */
	taken: boolean;
	meaning: Meaning;
	/** What is worth knowing beside the table's cells. */
	remark?: string;
}

const answering = (effect: Effect): Place => ({ place: 'answer', effect });

const refusal = (
	status: number,
	code: FailureKind,
	says: string,
	{ passing = false, certain = true, more = {} }: Refusal = {},
): Fault => ({
	name: String(status),
	how: answering({ kind: 'status', status, ...more }),
	taken: false,
	meaning: { kind: 'failure', code, says, certain, passing },
});

interface Refusal {
	passing?: boolean;
	certain?: boolean;
	more?: { retryAfter?: number; body?: string };
}

const lost = (name: string, effect: Effect, taken: boolean, code: FailureKind, says: string) =>
	({
		name,
		how: answering(effect),
		taken,
		meaning: { kind: 'failure', code, says, certain: false, passing: code !== 'too_large' },
	}) satisfies Fault;

const harmless = (name: string, how: Place, remark?: string): Fault => ({
	name,
	how,
	taken: true,
	meaning: { kind: 'harmless' },
	remark,
});

const LATER = { passing: true, certain: false };

const UNREACHABLE: Meaning = {
	kind: 'failure',
	code: 'unreachable',
	says: 'The CONTROL server cannot be reached',
	certain: true,
	passing: true,
};

const BUSY = 'CONTROL asks for fewer requests';
const AWAY = 'CONTROL is not available at the moment';
const FAILED = 'CONTROL failed while handling the request';
const BROKE = 'The connection to CONTROL broke before its answer arrived';
const NO_ANSWER = 'CONTROL did not answer within';
const TOO_LARGE = 'The answer of CONTROL is too large to be read';

/** More than is read of any answer. */
const ENDLESS = 65;

/** Everything that may happen to a request, in the order of its way. */
export const FAULTS: readonly Fault[] = [
	{
		name: 'connection refused',
		how: { place: 'no connection' },
		taken: false,
		meaning: UNREACHABLE,
	},
	{
		name: 'host unknown (DNS)',
		how: { place: 'no such host' },
		taken: false,
		meaning: UNREACHABLE,
	},
	lost('reset before', { kind: 'reset', when: 'before' }, false, 'connection_lost', BROKE),
	lost('reset after', { kind: 'reset', when: 'after' }, true, 'connection_lost', BROKE),
	lost('time-out, not taken', { kind: 'hang', when: 'before' }, false, 'timeout', NO_ANSWER),
	lost('time-out, taken', { kind: 'hang', when: 'after' }, true, 'timeout', NO_ANSWER),
	lost(
		'time-out in the body',
		{ kind: 'truncate', keep: 0.5, ends: 'stalled' },
		true,
		'timeout',
		'The answer of CONTROL began, but did not come to its end in time',
	),
	harmless('slow body', answering({ kind: 'slowBody', ms: 400 })),
	lost(
		'body broken off',
		{ kind: 'truncate', keep: 0.5, ends: 'broken' },
		true,
		'connection_lost',
		'The connection to CONTROL broke in the middle of its answer',
	),
	lost(
		'body cut, looks complete',
		{ kind: 'truncate', keep: 0.5, ends: 'complete' },
		true,
		'not_json',
		'Instead of data, the server sent text that is not complete JSON',
	),
	{
		name: 'empty body',
		how: answering({ kind: 'truncate', keep: 0, ends: 'complete' }),
		taken: true,
		meaning: {
			kind: 'receipt without content',
			code: 'not_json',
			says: 'Instead of data, the server sent an empty answer',
		},
		remark: 'A 201 without a body is an acceptance; the ID is looked up in the list.',
	},
	harmless('JSON called text/html', answering({ kind: 'contentType', value: 'text/html' })),
	{
		...refusal(200, 'not_json', 'Instead of data, the server sent a web page', {
			certain: false,
			more: { body: 'html' },
		}),
		name: 'a web page with 200',
	},
	{
		name: '302 to another host',
		how: answering({ kind: 'redirect', url: 'http://elsewhere.invalid/api/v1/' }),
		taken: false,
		meaning: {
			kind: 'failure',
			code: 'redirected',
			says: 'The server redirects to another address; the token was not sent there',
			certain: true,
			passing: false,
		},
	},
	refusal(400, 'bad_request', 'CONTROL rejected the request as malformed'),
	refusal(401, 'unauthorized', 'CONTROL did not accept the API token'),
	refusal(403, 'forbidden', 'The API token may not do this'),
	refusal(404, 'not_found', 'CONTROL'),
	{
		...refusal(404, 'wrong_address', 'There is no CONTROL API at this address', {
			more: { body: 'html' },
		}),
		name: '404 with a web page',
	},
	{
		...refusal(404, 'wrong_address', 'There is no CONTROL API at this address', {
			more: { body: '{"message":"no Route matched with those values"}' },
		}),
		name: '404 of a gateway, in JSON',
	},
	{
		...refusal(408, 'timeout', 'CONTROL gave up waiting for the request', LATER),
		remark: 'The server may have taken what it read until then, or may do so even later.',
	},
	refusal(409, 'conflict', 'CONTROL refuses this because of something else'),
	refusal(422, 'unprocessable', 'CONTROL understood the request but does not accept its values'),
	refusal(429, 'rate_limited', BUSY, { passing: true }),
	{
		...refusal(429, 'rate_limited', BUSY, { passing: true, more: { retryAfter: 1 } }),
		name: '429 with Retry-After',
	},
	refusal(500, 'server_error', FAILED, LATER),
	{
		...refusal(502, 'server_error', FAILED, { ...LATER, more: { body: 'html' } }),
		name: '502 with a web page',
	},
	refusal(503, 'unavailable', AWAY, LATER),
	{
		...refusal(503, 'unavailable', AWAY, { passing: true, more: { retryAfter: 1 } }),
		name: '503 with Retry-After',
		remark: 'Who says when to come back has not taken the request.',
	},
	{
		...refusal(504, 'timeout', 'A proxy in front of CONTROL gave up waiting for its answer', LATER),
		remark: 'CONTROL may still be working on what the proxy gave up on.',
	},
	lost('huge body', { kind: 'pad', mebibytes: ENDLESS }, true, 'too_large', TOO_LARGE),
	{
		...lost(
			'gzip bomb',
			{ kind: 'pad', mebibytes: ENDLESS, encoding: 'gzip' },
			true,
			'too_large',
			TOO_LARGE,
		),
		remark:
			'What counts is the size after decompression: 64 MiB for lists, 2 MiB for one operation.',
	},
	{
		...refusal(200, 'not_json', 'Instead of data, the server sent JSON that is nested too deeply', {
			certain: false,
			more: { body: `{"results":${'['.repeat(20_000)}${']'.repeat(20_000)}}` },
		}),
		name: 'JSON 20,000 levels deep',
	},
	harmless(
		'invalid UTF-8',
		answering({ kind: 'rewrite', find: '\\{"', replace: '{"note":"ÿþ","', charset: 'latin1' }),
		'Bytes that are no text are shown as U+FFFD; the rest is read.',
	),
	harmless(
		'a key twice',
		answering({
			kind: 'rewrite',
			find: '("(?:serial_number|variable_name)":)',
			replace: '$1"first",$1',
		}),
		'The last one counts, as in most readers of JSON.',
	),
	harmless(
		'prototype keys',
		answering({
			kind: 'rewrite',
			find: '"(serial_number|variable_name)":',
			replace: '"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"$1":',
		}),
		'They are keys like any other.',
	),
	harmless(
		'integers beyond 2^53',
		{ place: 'habit', settings: { ids: 'big' } },
		'They are kept digit for digit, as text.',
	),
];

/**
 * The faults of single answers that do some harm: a name that leads nowhere strikes the first
 * request alone, and what is harmless to one request is so to each step of several.
 */
export const HARMFUL_ANSWERS = FAULTS.filter(
	({ how, meaning }) =>
		(how.place === 'answer' || how.place === 'habit') && meaning.kind !== 'harmless',
);
