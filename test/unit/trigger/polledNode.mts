import type { INodeParameters } from 'n8n-workflow';

import { isJsonObject } from '../../../nodes/ZequenzeControl/ground/json';
import { poll } from '../../../nodes/ZequenzeControl/trigger/poll';
import { TriggerProcess } from '../../../nodes/ZequenzeControl/trigger/process';
import { PollHost, type Answer } from './pollContext.mts';

type Items = Awaited<ReturnType<typeof poll>>;

/**
 * Where n8n is killed in a poll: before it has done anything with the result, or between the two
 * things that it does independently of each other, in either order: start the workflow and save the
 * state.
 */
export const CRASHES = ['beforeBoth', 'onlyStarted', 'onlySaved'] as const;

export type Crash = (typeof CRASHES)[number];

/** What a workflow gets of one poll, and whether n8n stored the state with it. */
export interface Outcome {
	keys: string[];
	arrives: boolean;
	isSaved: boolean;
}

/** The trigger in an n8n that can be killed: of its state, it finds again what was saved. */
export class PolledNode {
	private host: PollHost;

	private context: ReturnType<PollHost['context']>;

	private saved: string | undefined;

	private name = 'Name';

	private names = 0;

	private process = new TriggerProcess();

	private held: Array<() => void> = [];

	private underWay: Promise<Items> | undefined;

	constructor(
		private readonly server: { answer: (url: string) => Answer },
		private readonly parameters: INodeParameters,
	) {
		this.host = this.newHost();
		this.context = this.host.context();
	}

	get isPolling(): boolean {
		return this.underWay !== undefined;
	}

	/**
	 * n8n activates the workflow: it makes a new context, polls, and saves the state whatever comes
	 * of that.
	 */
	async activate(): Promise<Outcome> {
		this.context = this.host.context();
		const items = await this.settled(poll(this.context, this.process));
		return this.conclude(items, true);
	}

	/**
	 * The node gets another name, under which n8n finds no state, and the workflow is activated
	 * again.
	 */
	async rename(): Promise<Outcome> {
		this.host.state = {};
		this.host.name = this.name = `Name ${(this.names += 1)}`;
		return await this.activate();
	}

	/** Polls with time for so many pages of the list. */
	async poll(pages: number, crash?: Crash): Promise<Outcome> {
		this.host.budgetMs = pages * 1250;
		this.context = this.sameContextWithBudget();
		const items = await this.settled(poll(this.context, this.process));
		return this.conclude(items, false, crash);
	}

	/** Starts a poll whose answers do not come yet. */
	async begin(): Promise<void> {
		this.host.beforeAnswer = async () => await new Promise((resolve) => this.held.push(resolve));
		this.underWay = this.settled(poll(this.context, this.process));
		await afterAllThatIsReady();
	}

	/** Another poll of the same registration, or of a new one, while the first is still under way. */
	async overlap(isNewRegistration: boolean): Promise<Items> {
		const context = isNewRegistration ? this.host.context('update') : this.context;
		return await poll(context, this.process);
	}

	/** Lets the answers come, and the poll that waits for them end. */
	async finish(crash?: Crash): Promise<Outcome> {
		this.host.beforeAnswer = async () => {};
		this.held.splice(0).forEach((release) => release());
		const items = (await this.underWay) ?? null;
		this.underWay = undefined;
		return this.conclude(items, false, crash);
	}

	/** n8n is killed and started again: a new process knows what was saved and nothing else. */
	restart(): void {
		this.underWay = undefined;
		this.held = [];
		this.process = new TriggerProcess();
		this.host = this.newHost();
		this.context = this.host.context('init');
	}

	private conclude(items: Items, isActivation: boolean, crash?: Crash): Outcome {
		const keys = (items ?? []).flat().map(({ json }) => String(json.event_key));
		const wouldSave = keys.length > 0 || isActivation;
		const isSaved = wouldSave && (crash === undefined || crash === 'onlySaved');
		if (isSaved) this.saved = JSON.stringify(this.host.state);
		if (crash) this.restart();
		return { keys, isSaved, arrives: crash === undefined || crash === 'onlyStarted' };
	}

	/** A poll that fails leaves everything as it was. */
	private async settled(running: Promise<Items>): Promise<Items> {
		return await running.catch(() => null);
	}

	private sameContextWithBudget(): ReturnType<PollHost['context']> {
		return Object.assign(this.context, { getPollBudgetMs: () => this.host.budgetMs ?? 0 });
	}

	private newHost(): PollHost {
		const host = new PollHost('trigger', this.name);
		const state: unknown = this.saved === undefined ? {} : JSON.parse(this.saved);
		if (isJsonObject(state)) Object.assign(host.state, state);
		host.parameters = this.parameters;
		host.answer = (url) => this.server.answer(url);
		return host;
	}
}

async function afterAllThatIsReady(): Promise<void> {
	for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate);
}
