import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

import { authorizationHeader, cleanToken } from '../control/authorization';
import { resolveBaseUrl } from '../control/baseUrl';
import { readJson, readPage } from '../control/dialects';
import { DEVICES } from '../control/endpoints';
import { ControlError, failureFromNetwork } from '../control/errors';
import type { HttpAnswer } from '../control/http';
import { answerFrom, networkCode } from '../control/n8nTransport';
import { InvalidInput } from '../cwmp/invalidInput';

const TIMEOUT_MS = 15_000;

/**
 * Tests a credential by asking for one device, which also an account without any operation may do. A function
 * and not a declared request: only so can each cause (token, host, path, certificate) be told in plain words.
 */
export async function zequenzeControlApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	try {
		readPage(readJson(await askForOneDevice(this.helpers, credential.data ?? {})));
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
	const url = `${resolveBaseUrl(String(data.baseUrl ?? ''))}${DEVICES}?limit=1`;
	const options = {
		method: 'GET',
		headers: {
			Accept: 'application/json',
			Authorization: authorizationHeader(data.authorizationScheme, token),
		},
		timeout: TIMEOUT_MS,
		resolveWithFullResponse: true,
		simple: false,
		followRedirect: false,
		rejectUnauthorized: data.ignoreSslIssues !== true,
	};
	let response: unknown;
	try {
		response = await helpers.request(url, options);
	} catch (error) {
		throw failureFromNetwork(networkCode(error), TIMEOUT_MS);
	}
	return answerFrom(response, token);
}

function explain(error: unknown): string {
	if (error instanceof ControlError || error instanceof InvalidInput) {
		return `${error.message}. ${error.fix}`;
	}
	return 'The connection could not be tested';
}
