import axios, { type AxiosInstance } from 'axios';
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import {
	credentialAnswer,
	credentialTestAnswer,
	executionsAnswer,
	settingsAnswer,
	startedAnswer,
	workflowAnswer,
	type CredentialTestResult,
	type ExecutionSummary,
	type SavedCredential,
	type SavedWorkflow,
} from './answers.mts';
import { parseExecution, type Execution } from './execution.mts';

/** The account that every n8n of this project gets; it holds nothing worth protecting. */
export const OWNER = { email: 'operator@example.com', password: 'Simulated-fleet-1' };

const UNFINISHED = ['new', 'running', 'waiting', 'unknown'];
const DEFAULT_TIMEOUT_MS = 200_000;

// n8n ends the triggers of an archived workflow in the background, and refuses to delete it
// meanwhile.
const DELETE_ATTEMPTS = 40;
const DELETE_PAUSE_MS = 250;

export interface CredentialDraft {
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** A workflow as exported by n8n: the shape of the files in examples/. */
export interface WorkflowDraft {
	name: string;
	nodes: object[];
	connections: object;
	settings?: object;
	staticData?: object;
	pinData?: object;
}

/** What shows n8n who is calling: it ties the session's cookie to the `browser-id` header. */
export interface Session {
	browserId: string;
	/** As a Cookie header. */
	cookie: string;
}

/** n8n's REST API as its editor uses it, signed in as the owner. */
export class RestClient {
	private readonly http: AxiosInstance;
	readonly session: Session;

	constructor(http: AxiosInstance, session: Session) {
		this.http = http;
		this.session = session;
	}

	async createCredential(draft: CredentialDraft): Promise<SavedCredential> {
		return credentialAnswer.parse(await this.post('/credentials', draft)).data;
	}

	/**
	 * What the editor's test button says about a saved credential with this data; a failed test is an
	 * answer, not a throw.
	 */
	async testCredential(
		credentials: CredentialDraft & { id: string },
	): Promise<CredentialTestResult> {
		return credentialTestAnswer.parse(await this.post('/credentials/test', { credentials })).data;
	}

	async deleteCredential(id: string): Promise<void> {
		await this.http.delete(`/credentials/${id}`);
	}

	async createWorkflow(draft: WorkflowDraft): Promise<SavedWorkflow> {
		const body = { settings: {}, ...draft };
		return workflowAnswer.parse(await this.post('/workflows', body)).data;
	}

	/** Publishes a workflow, so that its trigger starts; `poll()` runs once at this moment. */
	async activate(workflowId: string): Promise<void> {
		const { versionId } = await this.workflow(workflowId);
		await this.post(`/workflows/${workflowId}/activate`, { versionId });
	}

	async deactivate(workflowId: string): Promise<void> {
		await this.post(`/workflows/${workflowId}/deactivate`, {});
	}

	/** Deletes a workflow, active or not; n8n deletes only what is archived. */
	async deleteWorkflow(workflowId: string): Promise<void> {
		await this.post(`/workflows/${workflowId}/archive`, {});
		for (let patience = DELETE_ATTEMPTS; ; patience -= 1) {
			const validateStatus = (status: number): boolean =>
				status < 300 || (status === 409 && patience > 1);
			const { status } = await this.http.delete(`/workflows/${workflowId}`, { validateStatus });
			if (status !== 409) return;
			await delay(DELETE_PAUSE_MS);
		}
	}

	/**
	 * Runs a workflow as "Execute workflow" does, from the named trigger; returns the execution's id.
	 */
	async run(workflowId: string, trigger = 'Manual'): Promise<string> {
		const body = { triggerToStartFrom: { name: trigger } };
		const answer = await this.post(`/workflows/${workflowId}/run`, body);
		return startedAnswer.parse(answer).data.executionId;
	}

	async stopExecution(executionId: string): Promise<void> {
		await this.post(`/executions/${executionId}/stop`, {});
	}

	/**
	 * Retries a failed execution as the button "Retry with original workflow" does, and waits for the
	 * end of the other one.
	 */
	async retryExecution(workflowId: string, executionId: string): Promise<Execution> {
		await this.post(`/executions/${executionId}/retry`, { loadWorkflow: false });
		const [latest] = await this.executions(workflowId);
		return await this.waitForExecution(latest?.id ?? executionId);
	}

	async execution(executionId: string): Promise<Execution> {
		return parseExecution((await this.http.get(`/executions/${executionId}`)).data);
	}

	/**
	 * Waits until an execution has ended, well or not.
	 * @throws when it is still running after `timeoutMs`.
	 */
	async waitForExecution(executionId: string, timeoutMs = DEFAULT_TIMEOUT_MS): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		while (Date.now() < deadline) {
			const execution = await this.execution(executionId);
			if (!UNFINISHED.includes(execution.status)) return execution;
			await delay(200);
		}
		throw new Error(`Execution ${executionId} is still running after ${timeoutMs / 1000} s`);
	}

	/** Runs a workflow by hand and waits for its end. */
	async runToEnd(workflowId: string, trigger?: string, timeoutMs?: number): Promise<Execution> {
		return await this.waitForExecution(await this.run(workflowId, trigger), timeoutMs);
	}

	/** The latest executions of a workflow, newest first, without their data. */
	async executions(workflowId: string): Promise<ExecutionSummary[]> {
		const params = { filter: JSON.stringify({ workflowId }), limit: 100 };
		const { data } = await this.http.get('/executions', { params });
		return executionsAnswer.parse(data).data.results;
	}

	private async workflow(workflowId: string): Promise<SavedWorkflow> {
		return workflowAnswer.parse((await this.http.get(`/workflows/${workflowId}`)).data).data;
	}

	private async post(path: string, body: object): Promise<unknown> {
		return (await this.http.post(path, body)).data;
	}
}

/** An HTTP client whose refusals say what was asked and what n8n answered. */
function explaining(url: string, browserId: string): AxiosInstance {
	const http = axios.create({
		baseURL: `${url}/rest`,
		headers: { 'browser-id': browserId },
		timeout: DEFAULT_TIMEOUT_MS,
		// n8n closes connections that rest for five seconds; on a busy machine the next request may
		// meet that moment.
		httpAgent: new Agent({ keepAlive: false }),
		proxy: false,
	});
	http.interceptors.response.use(undefined, (cause: unknown) => {
		if (!axios.isAxiosError(cause) || cause.response === undefined) throw cause;
		const { config, response } = cause;
		const asked = `${config?.method?.toUpperCase() ?? 'GET'} ${config?.url ?? ''}`;
		throw new Error(
			`n8n answered ${response.status} to ${asked}: ${JSON.stringify(response.data)}`,
			{ cause },
		);
	});
	return http;
}

/** Goes on with a session of an earlier sign-in: n8n allows only a few of those in a minute. */
export function resume(url: string, session: Session): RestClient {
	const http = explaining(url, session.browserId);
	http.defaults.headers.common.Cookie = session.cookie;
	return new RestClient(http, session);
}

/** Signs in at an n8n, setting its owner up when it is new. */
export async function connect(url: string): Promise<RestClient> {
	const browserId = randomUUID();
	const http = explaining(url, browserId);
	const settings = settingsAnswer.parse((await http.get('/settings')).data).data;
	if (settings.userManagement.showSetupOnFirstLoad) {
		await http.post('/owner/setup', { ...OWNER, firstName: 'Fleet', lastName: 'Operator' });
	}
	const { headers } = await http.post('/login', {
		emailOrLdapLoginId: OWNER.email,
		password: OWNER.password,
	});
	const cookies = headers['set-cookie'] ?? [];
	const cookie = cookies.map((setCookie) => setCookie.split(';')[0]).join('; ');
	return resume(url, { browserId, cookie });
}
