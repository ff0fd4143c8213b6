import axios, { type AxiosResponse } from 'axios';

import { until } from './published.mts';
import type { RestClient } from './restClient.mts';

const OPTIONS = { proxy: false as const, validateStatus: () => true };

const RUNNING: readonly string[] = ['new', 'running'];

/** Sends the first page of a form. n8n shows it a moment before it takes answers to it. */
export async function sendForm(form: string, answers: FormData): Promise<AxiosResponse<unknown>> {
	for (;;) {
		const response = await axios.post<unknown>(form, answers, OPTIONS);
		if (response.status !== 404) return response;
		await until(async () => await FormVisit.isOpen(form));
	}
}

/** Pages of a form of several, in the place of the browser that a person would have. */
export class FormVisit {
	private constructor(
		private readonly rest: RestClient,
		private readonly address: URL,
		readonly executionId: string,
	) {}

	/** Whether n8n already answers at the address of a form. */
	static async isOpen(form: string): Promise<boolean> {
		return (await axios.get(form, OPTIONS)).status !== 404;
	}

	/** Fills in the first page. */
	static async begin(rest: RestClient, form: string, answers: FormData): Promise<FormVisit> {
		const { data } = await sendForm(form, answers);
		const address = new URL(String(Object(data).formWaitingUrl));
		const [, executionId = ''] = /\/form-waiting\/(\w+)/.exec(address.pathname) ?? [];
		return new FormVisit(rest, address, executionId);
	}

	/** The page that the workflow has come to. */
	async page(): Promise<string> {
		await until(async () => {
			const { status } = await this.rest.execution(this.executionId);
			return !RUNNING.includes(status);
		});
		return String((await axios.get<unknown>(this.address.href, OPTIONS)).data);
	}

	/** Sends the answers to the page; the last one sends itself when it is shown. */
	async send(answers: FormData = new FormData()): Promise<void> {
		await axios.post(this.address.href, answers, OPTIONS);
	}
}
