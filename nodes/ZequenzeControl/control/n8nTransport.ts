import type {
	ICredentialsDecrypted,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';

import { cleanToken } from './authorization';
import { resolveBaseUrl } from './baseUrl';
import { failureFromNetwork } from './errors';
import { queryString, RunCancelled, type HttpAnswer, type HttpRequest, type Send } from './http';
import { isJsonObject, textOf } from './json';

export const CREDENTIAL = 'zequenzeControlApi';

/** Milliseconds that a request may take where the user sets nothing else. */
export const DEFAULT_TIMEOUT_MS = 30_000;

/** Whatever n8n runs a part of a node in. */
export type Host = IExecuteFunctions | IPollFunctions | ILoadOptionsFunctions;

/** A way to one CONTROL server, with the user's credential. */
export interface Connection {
	send: Send;
	baseUrl: string;
}

/**
 * Opens the way to the server that the node's credential names. Throws InvalidInput where the credential
 * cannot work (no token, no address). The `send` it returns throws ControlError where no answer comes,
 * and RunCancelled after the user stopped the execution.
 */
export async function connect(host: Host, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<Connection> {
	const data = await host.getCredentials(CREDENTIAL);
	const token = cleanToken(data.token);
	const baseUrl = resolveBaseUrl(String(data.baseUrl ?? ''));
	// Handed over decrypted, so that n8n does not read the database again for each of thousands of requests.
	const decrypted: ICredentialsDecrypted = { id: '', name: CREDENTIAL, type: CREDENTIAL, data };
	const signal = 'getExecutionCancelSignal' in host ? host.getExecutionCancelSignal() : undefined;

	const send: Send = async (request) => {
		if (signal?.aborted) throw new RunCancelled();
		const options = requestOptions(request, baseUrl, timeoutMs, data.ignoreSslIssues === true);
		let response: unknown;
		try {
			response = await host.helpers.httpRequestWithAuthentication.call(host, CREDENTIAL, options, {
				credentialsDecrypted: decrypted,
			});
		} catch (error) {
			throw noAnswer(error, signal, timeoutMs);
		}
		return answerFrom(response, token);
	};
	return { send, baseUrl };
}

function noAnswer(error: unknown, signal: AbortSignal | undefined, timeoutMs: number): Error {
	return signal?.aborted ? new RunCancelled() : failureFromNetwork(networkCode(error), timeoutMs);
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
		// The text as it came: n8n's own JSON parsing rounds long integers and hides what is no JSON.
		encoding: 'text',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// The token must not follow a redirect to another host.
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		skipSslCertificateValidation,
		timeout,
	};
}

/** The exact shape of what n8n's helper returns; the token is blotted out of whatever echoes it. */
export function answerFrom(response: unknown, token: string): HttpAnswer {
	if (!isJsonObject(response)) return { status: 0, headers: {}, text: '' };
	const { statusCode, headers, body } = response;
	const text = typeof body === 'string' ? body : body === undefined ? '' : JSON.stringify(body);
	return {
		status: typeof statusCode === 'number' ? statusCode : 0,
		headers: headerTexts(headers, token),
		text: withoutToken(text, token),
	};
}

function headerTexts(headers: unknown, token: string): Record<string, string> {
	if (!isJsonObject(headers)) return {};
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [
			name.toLowerCase(),
			withoutToken(String(value), token),
		]),
	);
}

// A shorter text is no token but would blot out half of every answer.
const SHORTEST_TOKEN = 6;

function withoutToken(text: string, token: string): string {
	if (token.length < SHORTEST_TOKEN) return text;
	return text.includes(token) ? text.split(token).join('***') : text;
}

const SYSTEM_CODE =
	/\b(?:E[A-Z]{3,}(?:_[A-Z]+)*|ERR_[A-Z_]+|CERT_[A-Z_]+|DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_[A-Z_]+)\b/;

/**
 * The system's word for a failure that n8n reports, e.g. ECONNREFUSED. n8n 2.x keeps the cause, 1.x only
 * texts; where neither names a code, it is `NO_ANSWER`.
 */
export function networkCode(error: unknown): string {
	for (let current = error, depth = 0; isErrorLike(current) && depth < 5; depth += 1) {
		const code = textOf(current.code);
		if (code !== null && SYSTEM_CODE.test(code)) return code;
		current = current.cause;
	}
	const texts = isErrorLike(error) ? [error.message, error.description, error.messages] : [];
	return SYSTEM_CODE.exec(JSON.stringify(texts))?.[0] ?? 'NO_ANSWER';
}

interface ErrorLike {
	code?: unknown;
	cause?: unknown;
	message?: unknown;
	description?: unknown;
	messages?: unknown;
}

function isErrorLike(value: unknown): value is ErrorLike {
	return typeof value === 'object' && value !== null;
}
