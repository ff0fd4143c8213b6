import {
	sleep,
	type ICredentialsDecrypted,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type ILoadOptionsFunctions,
	type IPollFunctions,
} from 'n8n-workflow';

import { isJsonObject } from '../ground/json';
import { steadyTime } from '../ground/steadyTime';
import { incompleteAnswer } from './failures/answerFailures';
import type { ControlError } from './failures/errors';
import { networkCode, networkWords, refusalOfN8n } from './failures/networkCode';
import { blockedByN8n, failureFromNetwork } from './failures/networkFailures';
import { TokenRedactor } from './redaction/redaction';
import { requireAllowedHost } from './wire/allowedHost';
import { BodyReader, MAX_BYTES, type BodyLimits } from './wire/answerBody';
import { cleanToken } from './wire/authorization';
import { resolveBaseUrl } from './wire/baseUrl';
import {
	queryString,
	RunCancelled,
	type HttpAnswer,
	type HttpRequest,
	type Send,
} from './wire/http';

export const CREDENTIAL = 'zequenzeControlApi';

/** Milliseconds that a request may take where the user sets nothing else. */
export const DEFAULT_TIMEOUT_MS = 30_000;

/**
 * In so many times the time that a request may take, its answer must have begun, whatever n8n's own
 * time limit sees.
 */
const DEADLINE = 1.5;

/** Whatever n8n runs a part of a node in. */
export type Host = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** A way to one CONTROL server, with the user's credential. */
export interface Connection {
	send: Send;
	baseUrl: string;
}

/**
 * Opens the way to the server that the node's credential names. Throws InvalidInput where the
 * credential cannot work (no token, no address, a host that it does not allow). The `send` it
 * returns throws ControlError where no answer comes, and RunCancelled after the user stopped the
 * execution.
 */
export async function connect(host: Host, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<Connection> {
	const data = await host.getCredentials(CREDENTIAL);
	const token = cleanToken(data.token);
	const baseUrl = resolveBaseUrl(String(data.baseUrl ?? ''));
	requireAllowedHost(baseUrl, data);
	// Handed over decrypted, so that n8n does not read the database again for each of thousands of
	// requests.
	const decrypted: ICredentialsDecrypted = { id: '', name: CREDENTIAL, type: CREDENTIAL, data };
	const signal = 'getExecutionCancelSignal' in host ? host.getExecutionCancelSignal() : undefined;
	const reader = bodyReader();
	const redactor = new TokenRedactor(token);

	const call = async (from: Host, options: IHttpRequestOptions): Promise<unknown> =>
		await from.helpers.httpRequestWithAuthentication
			.call(from, CREDENTIAL, options, { credentialsDecrypted: decrypted })
			.catch((error: unknown) => {
				throw withoutAnswer(error, timeoutMs);
			});

	const ask = async (options: IHttpRequestOptions, maxBytes: number): Promise<HttpAnswer> => {
		const controller = new AbortController();
		const abort = (): void => controller.abort();
		signal?.addEventListener('abort', abort);
		try {
			const answer = call(withSignal(host, controller.signal), options);
			// n8n's own time limit does not end every request, e.g. not one that is answered by 101.
			const response = await reader.inTime(answer, { timeoutMs: DEADLINE * timeoutMs, abort });
			if (response === undefined) throw failureFromNetwork('ETIMEDOUT', timeoutMs);
			const limits = { timeoutMs, maxBytes, abort };
			return await answerFrom(response, { redactor, reader, limits });
		} finally {
			signal?.removeEventListener('abort', abort);
		}
	};

	const send: Send = async (request) => {
		if (signal?.aborted) throw new RunCancelled();
		const options = requestOptions(request, baseUrl, timeoutMs, data.ignoreSslIssues === true);
		try {
			return await ask(options, MAX_BYTES[request.method === 'POST' ? 'receipt' : 'list']);
		} catch (error) {
			throw signal?.aborted ? new RunCancelled() : error;
		}
	};
	return { send, baseUrl };
}

/**
 * The same host with a signal of our own: n8n's helper takes the one of the execution, and no
 * other, from the host it is called on, and that one cannot end a single request.
 */
function withSignal(host: Host, signal: AbortSignal): Host {
	const sameHost: Host = Object.create(host, { getExecutionCancelSignal: { value: () => signal } });
	return sameHost;
}

/** The failure behind what n8n's helper threw. */
export function withoutAnswer(error: unknown, timeoutMs: number): ControlError {
	const reason = refusalOfN8n(error);
	if (reason !== null) return blockedByN8n(reason);
	return failureFromNetwork(networkCode(error), timeoutMs, networkWords(error));
}

/** Lets n8n do other work: its editor and all executions share one thread. */
export async function rest(): Promise<void> {
	await sleep(1);
}

/** What reads the bodies of answers, in real time. */
export function bodyReader(): BodyReader {
	return new BodyReader({ now: steadyTime(), sleep });
}

/** A fresh object for each attempt: n8n's helper writes into what it is given. */
function requestOptions(
	request: HttpRequest,
	baseUrl: string,
	timeout: number,
	skipSslCertificateValidation: boolean,
): IHttpRequestOptions {
	return {
		method: request.method,
		url: `${baseUrl}${request.path}${queryString(request.query)}`,
		headers: {
			Accept: 'application/json',
			...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
		},
		body: request.body,
		// As it comes, so that reading can stop. n8n's own JSON parsing also rounds long integers and
		// hides what is no JSON.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// The token must not follow a redirect to another host.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		skipSslCertificateValidation,
		timeout,
	};
}

/** How an answer is read. */
interface AnswerReading {
	/** Blots the token out of a text. */
	redactor: TokenRedactor;
	reader: BodyReader;
	/** Of a good answer; a refusal is cut short. */
	limits: BodyLimits;
}

/**
 * The answer in what n8n's helper returns; the token is blotted out of whatever echoes it. Throws
 * ControlError where the body of a good answer does not arrive whole. A refusal is one by its
 * status, whatever becomes of its body.
 */
export async function answerFrom(
	response: unknown,
	{ redactor, reader, limits }: AnswerReading,
): Promise<HttpAnswer> {
	if (!isResponse(response)) throw failureFromNetwork('NO_ANSWER', limits.timeoutMs);
	const status = response.statusCode;
	const isGood = status >= 200 && status <= 299;
	const maxBytes = isGood ? limits.maxBytes : MAX_BYTES.refusal;
	const { end, text, json } = await reader.read(response.body, {
		...limits,
		maxBytes,
		redact: (slice) => redactor.redact(slice),
	});
	if (isGood && end !== 'whole') throw incompleteAnswer(status, end);
	return {
		status,
		headers: headerTexts(response.headers, redactor),
		text: await redactor.redactLong(text(), rest),
		...(json && { json }),
	};
}

interface Response {
	statusCode: number;
	headers?: unknown;
	body?: unknown;
}

function isResponse(value: unknown): value is Response {
	return (
		typeof value === 'object' &&
		value !== null &&
		'statusCode' in value &&
		typeof value.statusCode === 'number'
	);
}

function headerTexts(headers: unknown, redactor: TokenRedactor): Record<string, string> {
	if (!isJsonObject(headers)) return {};
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			redactor.redact(String(value)),
		]),
	);
}
