import type {
	IDataObject,
	IExecuteFunctions,
	ILoadOptionsFunctions,
	INodeExecutionData,
	INodeParameters,
} from 'n8n-workflow';

import { nodeWith } from '../actions/nodeParameters.mts';
import { strictFake } from '../actions/strictFake.mts';

type Anywhere = IExecuteFunctions & ILoadOptionsFunctions;

/**
 * What the platform answers when it is asked for its parameters: a list, a status, or nothing at
 * all.
 */
export type PlatformAnswer = IDataObject[] | number | 'no answer';

let accounts = 0;

/**
 * An n8n around a node whose platform lists parameters. Each has an account of its own, of which
 * nothing is known yet.
 */
export class PlatformHost {
	/** The addresses of all requests. */
	readonly requests: string[] = [];

	answer: PlatformAnswer;

	private readonly account = `account-${(accounts += 1)}`;

	constructor(answer: PlatformAnswer = []) {
		this.answer = answer;
	}

	/** What the node runs in: in a workflow, where `parameters` hold, or in the editor. */
	context(
		parameters: INodeParameters = {},
		items: INodeExecutionData[] = [{ json: {} }],
	): Anywhere {
		const request: jest.Mock = jest.fn(
			async (_credential: string, { url }: { url: string }) => await this.respond(url),
		);
		const getNodeParameter: jest.Mock = jest.fn((name: string) => parameters[name]);
		const getCredentials: jest.Mock = jest.fn(
			async () => await Promise.resolve({ token: 'secret-token', baseUrl: 'control.example' }),
		);
		return strictFake<Anywhere>({
			getNode: () => ({
				...nodeWith(parameters),
				credentials: { zequenzeControlApi: { id: this.account, name: 'CONTROL' } },
			}),
			getNodeParameter,
			getCredentials,
			getInputData: () => items,
			getExecutionCancelSignal: () => undefined,
			continueOnFail: () => true,
			helpers: strictFake<Anywhere['helpers']>({ httpRequestWithAuthentication: request }),
		});
	}

	private async respond(url: string): Promise<object> {
		this.requests.push(url);
		const { answer } = this;
		await Promise.resolve();
		if (answer === 'no answer') throw Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });
		return typeof answer === 'number'
			? { statusCode: answer, headers: {}, body: '{"detail": "No"}' }
			: { statusCode: 200, headers: {}, body: JSON.stringify({ results: answer, next: null }) };
	}
}
