import type { IDataObject, INodeParameters, IPollFunctions, Logger } from 'n8n-workflow';

import { TriggerProcess } from '../../../nodes/ZequenzeControl/trigger/process';
import { nodeWith } from '../actions/nodeParameters.mts';
import { strictFake } from '../actions/strictFake.mts';

type ActivationMode = ReturnType<IPollFunctions['getActivationMode']>;

/** What the server does with a request. */
export type Answer =
	{ status: number; json?: unknown; headers?: Record<string, string> } | { code: string };

let nodes = 0;

/**
 * A trigger node in an n8n of its own: nothing is known of it yet, unless it shares its `id` with
 * another.
 */
export class PollHost {
	readonly warnings: string[] = [];

	/** The addresses of all requests. */
	readonly requests: string[] = [];

	/** The trigger's static data; assigning to it counts as a write. */
	state: IDataObject = {};

	writes = 0;

	answer: Answer | ((url: string) => Answer) = { status: 200, json: [] };

	/** What newer versions of n8n tell of the time for a poll. */
	budgetMs?: number;

	/** Set by a test to hold an answer back. */
	beforeAnswer: () => Promise<void> = async () => {};

	parameters: INodeParameters = { triggerOn: 'finished' };

	credential: IDataObject = { token: 'secret-token', baseUrl: 'https://control.example' };

	constructor(
		readonly id = `trigger-${(nodes += 1)}`,
		public name = 'Zequenze CONTROL Trigger',
	) {}

	/** The same node in a new process, with what n8n has stored. */
	restarted(): { host: PollHost; process: TriggerProcess } {
		const host = new PollHost(this.id, this.name);
		host.state = structuredClone(this.state);
		return { host, process: new TriggerProcess() };
	}

	/** A registration of the trigger, or a manual run: n8n makes a new context for each. */
	context(
		activation: ActivationMode = 'activate',
		mode: 'trigger' | 'manual' = 'trigger',
	): IPollFunctions {
		const getNodeParameter: jest.Mock = jest.fn(
			(name: string, fallback: unknown) => this.parameters[name] ?? fallback,
		);
		const request: jest.Mock = jest.fn(async (_type: string, { url }: { url: string }) => {
			this.requests.push(url);
			const answer = typeof this.answer === 'function' ? this.answer(url) : this.answer;
			await this.beforeAnswer();
			if ('code' in answer) throw Object.assign(new Error('no answer'), { code: answer.code });
			const { status, json, headers = {} } = answer;
			return { statusCode: status, headers, body: json === undefined ? '' : JSON.stringify(json) };
		});
		const getCredentials: jest.Mock = jest.fn(async () => await Promise.resolve(this.credential));
		const getWorkflowStaticData = (): IDataObject => this.observedState();
		return strictFake<IPollFunctions>({
			getMode: () => mode,
			getActivationMode: () => activation,
			getWorkflow: () => ({ id: 'workflow', active: true }),
			getNode: () => ({
				...nodeWith({}),
				id: this.id,
				name: this.name,
				credentials: { zequenzeControlApi: { id: '1', name: 'CONTROL' } },
			}),
			getNodeParameter,
			getCredentials,
			...(mode === 'trigger' ? { getWorkflowStaticData } : {}),
			getPollBudgetMs: this.budgetMs === undefined ? undefined : () => this.budgetMs ?? 0,
			helpers: strictFake<IPollFunctions['helpers']>({ httpRequestWithAuthentication: request }),
			logger: strictFake<Logger>({
				info: () => {},
				warn: (message) => void this.warnings.push(message),
			}),
		});
	}

	private observedState(): IDataObject {
		return new Proxy(this.state, {
			set: (state, name, value) => {
				this.writes += 1;
				return Reflect.set(state, name, value);
			},
		});
	}
}

/** A list with one transaction of this status. */
export function listing(status: string, id = '1'): Answer {
	return { status: 200, json: [{ id, serial_number: 'SN1', operation: 'set', status }] };
}
