import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { DEVICES } from '../control/endpoints';
import { ControlError } from '../control/failures/errors';
import { askForPages } from '../control/lists/pages';
import { answerFrom, bodyReader, withoutAnswer } from '../control/n8nTransport';
import { TokenRedactor } from '../control/redaction/redaction';
import { requireAllowedHost } from '../control/wire/allowedHost';
import { MAX_BYTES } from '../control/wire/answerBody';
import { authorizationHeader, cleanToken } from '../control/wire/authorization';
import { resolveBaseUrl } from '../control/wire/baseUrl';
import type { HttpAnswer } from '../control/wire/http';
import { InvalidInput } from '../ground/invalidInput';

const TIMEOUT_MS = 15_000;

/**
 * Tests a credential by asking for one device, which also an account without any may do. A function
 * and not a declared request: only so can each cause (token, host, path, certificate) be told in
 * plain words.
 */
export async function zequenzeControlApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		const send = async (): Promise<HttpAnswer> =>
			await askForOneDevice(this.helpers, credential.data ?? {});
		await askForPages(DEVICES, send)({}, true);
		return { status: 'OK', message: 'Connection successful' };
	} catch (error) {
		return { status: 'Error', message: explain(error) };
	}
}

async function askForOneDevice(
	helpers: ICredentialTestFunctions['helpers'],
	data: Readonly<Record<string, unknown>>,
): Promise<HttpAnswer> {
	const token = cleanToken(data.token);
	const baseUrl = resolveBaseUrl(String(data.baseUrl ?? ''));
	requireAllowedHost(baseUrl, data);
	const options = {
		method: 'GET',
		headers: {
			Accept: 'application/json',
			Authorization: authorizationHeader(data.authorizationScheme, token),
		},
		timeout: TIMEOUT_MS,
		useStream: true,
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		rejectUnauthorized: data.ignoreSslIssues !== true,
	};
	let response: unknown;
	try {
		response = await helpers.request(`${baseUrl}${DEVICES}?limit=1`, options);
	} catch (error) {
		throw withoutAnswer(error, TIMEOUT_MS);
	}
	return await answerFrom(response, {
		redactor: new TokenRedactor(token),
		reader: bodyReader(),
		limits: { maxBytes: MAX_BYTES.receipt, timeoutMs: TIMEOUT_MS },
	});
}

function explain(error: unknown): string {
	if (error instanceof ControlError || error instanceof InvalidInput) {
		return `${error.message}. ${error.fix}`;
	}
	return 'The connection could not be tested';
}
