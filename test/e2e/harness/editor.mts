import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { credentialTestAnswer } from '../../../host/answers.mts';
import { findBrowser } from '../../../host/browser.mts';
import { artifacts, ROOT } from '../../../host/places.mts';
import type { SharedN8n } from './sharedN8n.mts';

/** Only ends what hangs: what takes a second on a quiet machine takes a minute on a busy one. */
const PATIENCE_MS = 200_000;

/** Keeps the browser from talking to anybody but n8n. */
const QUIET = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

const VIEWPORT = { width: 1440, height: 1000 };

/** Around what a picture is cut down to, in pixels. */
const MARGIN = 16;

/** A field of a node's panel: its internal name and what the user reads. */
export interface ShownField {
	name: string;
	label: string;
}

type Box = NonNullable<Awaited<ReturnType<Locator['boundingBox']>>>;

async function boxOf(element: Locator): Promise<Box> {
	const box = await element.first().boundingBox();
	if (!box) throw new Error('What the picture is to show is not on the page');
	return box;
}

const byTestId = (id: string) => `[data-test-id="${id}"]`;

/** n8n's editor in a headless browser, in the words of its users. */
export class Editor {
	private constructor(
		private readonly browser: Browser,
		readonly page: Page,
		private readonly url: string,
	) {}

	/** Opens a browser in the session of the run. */
	static async open({ url, session }: SharedN8n): Promise<Editor> {
		const browserToUse = findBrowser();
		const browser = await chromium.launch({
			...browserToUse,
			chromiumSandbox: false,
			args: [...QUIET, ...browserToUse.args],
		});
		const context = await browser.newContext({ viewport: VIEWPORT });
		await context.addCookies(
			session.cookie.split('; ').map((cookie) => {
				const [name = '', ...value] = cookie.split('=');
				return { name, value: value.join('='), url };
			}),
		);
		await context.addInitScript((browserId) => {
			localStorage.setItem('n8n-browserId', browserId);
		}, session.browserId);
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		page.setDefaultNavigationTimeout(PATIENCE_MS);
		return new Editor(browser, page, url);
	}

	async openWorkflow(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.locator(byTestId('canvas-node')).first().waitFor({ timeout: PATIENCE_MS });
	}

	/** Opens a node's panel with its parameters. */
	async openNode(name: string): Promise<void> {
		await this.canvasNode(name).dblclick();
		await this.panel.locator(byTestId('node-parameters')).first().waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.panel.waitFor({ state: 'hidden' });
	}

	/**
	 * All fields that the open node shows, from top to bottom: parameters, what is inside their
	 * collections, and the rows of repeatable ones. A field twice is two rows.
	 */
	async fields(): Promise<ShownField[]> {
		const labels = this.panel.locator(
			`${byTestId('node-parameters')} label.n8n-input-label[for]:visible`,
		);
		await labels.first().waitFor();
		return await labels.evaluateAll((elements) =>
			elements.map((element) => ({
				name: element.getAttribute('for') ?? '',
				label: element.querySelector('.n8n-text')?.textContent?.trim() ?? '',
			})),
		);
	}

	/** The internal names of the fields that the open node shows, from top to bottom. */
	async fieldNames(): Promise<string[]> {
		return (await this.fields()).map(({ name }) => name);
	}

	/** Looks a node up in the panel of all nodes; returns what the results are called. */
	async searchNodes(text: string): Promise<string[]> {
		await this.page.locator(byTestId('node-creator-plus-button')).click();
		await this.page.locator(byTestId('node-creator-search-bar')).fill(text);
		// Until the search has set in, the panel shows its usual entries.
		await this.entries
			.filter({ hasText: new RegExp(text, 'i') })
			.first()
			.waitFor();
		return await this.entries.allInnerTexts();
	}

	/**
	 * Clicks an entry of the panel of all nodes: a node, or one of its actions, which opens the node.
	 */
	async pick(entry: string): Promise<void> {
		await this.entries.filter({ hasText: entry }).first().click();
	}

	/** Opens an empty credential from the open node. */
	async newCredential(): Promise<void> {
		await this.panel.locator(byTestId('node-credentials-select')).click();
		await this.page.locator(byTestId('node-credentials-select-item-new')).click();
		await this.credential.waitFor();
	}

	/** Fills in fields of the open credential. */
	async fillCredential(fields: Record<string, string>): Promise<void> {
		for (const [name, text] of Object.entries(fields)) {
			await this.credential.locator(`${byTestId(`parameter-input-${name}`)} input`).fill(text);
		}
	}

	/**
	 * Saves the open credential, which tests it; returns what n8n says. It closes a credential that
	 * works.
	 */
	async saveCredential(): Promise<string> {
		const tested = this.page.waitForResponse((answer) =>
			answer.url().endsWith('/credentials/test'),
		);
		await this.credential.locator(byTestId('credential-save-button')).click();
		const { status, message } = credentialTestAnswer.parse(await (await tested).json()).data;
		if (status === 'OK') {
			await this.credential.waitFor({ state: 'hidden' });
			return message;
		}
		await this.credential.getByText('More details').click();
		return await this.credential.innerText();
	}

	/**
	 * Opens the list of a field that is chosen from a list, searches it and returns what it offers.
	 */
	async searchList(parameter: string, text: string): Promise<string[]> {
		await this.parameter(parameter).locator(byTestId('rlc-input')).first().click();
		await this.page.locator(`${byTestId('rlc-search')}:visible`).fill(text);
		// The list of the text before stays until the answer is there.
		await this.page.waitForResponse((answer) => answer.url().includes('resource-locator-results'));
		await this.listEntries.first().waitFor();
		return await this.listEntries.allInnerTexts();
	}

	/** Chooses the entry of the open list that contains this text. */
	async pickFromList(text: string): Promise<void> {
		await this.listEntries.filter({ hasText: text }).first().click();
	}

	/** Fills in a text field of the open node. */
	async fill(parameter: string, text: string): Promise<void> {
		await this.parameter(parameter).locator('input, textarea').first().fill(text);
	}

	/** Unfolds, in the panel of all nodes, the events that the chosen node can wait for. */
	async unfoldTriggers(): Promise<void> {
		await this.page
			.locator(byTestId('node-creator'))
			.getByText(/^Triggers \(/)
			.click();
	}

	/** Runs the open node; returns when its output is there. */
	async executeNode(): Promise<void> {
		await this.panel.locator(byTestId('node-execute-button')).first().click();
		await this.panel
			.locator(`${byTestId('output-panel')} ${byTestId('node-run-status-success')}`)
			.waitFor();
	}

	/** Runs the open node, which must fail; returns what the output panel says about it. */
	async executeNodeToFailure(): Promise<string> {
		await this.panel.locator(byTestId('node-execute-button')).first().click();
		const error = this.panel.locator(`${byTestId('output-panel')} .node-error-view`);
		await error.waitFor();
		return await error.innerText();
	}

	/** What the output panel of the open node shows beside a result: hints, and what to do first. */
	async outputText(): Promise<string> {
		return await this.panel.locator(byTestId('output-panel')).innerText();
	}

	/** What the input panel of the open node shows as soon as it contains `text`. */
	async inputText(text: string): Promise<string> {
		const input = this.panel.locator(byTestId('ndv-input-panel'));
		await input.getByText(text, { exact: true }).first().waitFor();
		return await input.innerText();
	}

	/** Runs the open workflow from its only trigger; returns when it has ended well. */
	async executeWorkflow(): Promise<void> {
		await this.page.locator(byTestId('execute-workflow-button')).first().click();
		await this.dismissNotice('Workflow executed successfully');
	}

	/** Waits for a notice in the corner of the window and closes it. */
	async dismissNotice(text: string): Promise<void> {
		const notice = this.page.locator('.el-notification').filter({ hasText: text }).first();
		await notice.locator('.el-notification__closeBtn').click();
		await notice.waitFor({ state: 'hidden' });
	}

	/** Shows all fields of the first output item of the open node, with their values. */
	async showOutputFields(): Promise<void> {
		await this.panel
			.locator(`${byTestId('output-panel')} ${byTestId('radio-button-schema')}`)
			.click();
	}

	/** Shows the output of the open node as a table; returns its rows, the titles first. */
	async outputTable(): Promise<string[][]> {
		const output = this.panel.locator(byTestId('output-panel'));
		await output.locator(byTestId('radio-button-table')).click();
		const rows = output.locator('table tr');
		await rows.first().waitFor();
		const cells = await rows.evaluateAll((lines) =>
			lines.map((line) =>
				Array.from(line.querySelectorAll('th, td')).map((cell) => cell.textContent?.trim() ?? ''),
			),
		);
		return cells.filter((line) => line.some((cell) => cell !== ''));
	}

	/** Shows another output of the open node, e.g. the one for errors. */
	async showOutput(branch: string): Promise<void> {
		await this.panel.locator(byTestId('output-panel')).getByText(branch).first().click();
	}

	/** What stands below a node on the canvas: its name and what it is set to do. */
	async caption(name: string): Promise<string> {
		return await this.canvasNode(name).innerText();
	}

	/** Chooses an entry of one of the open node's dropdowns by what it says. */
	async choose(parameter: string, entry: string): Promise<void> {
		await this.parameter(parameter).locator('input').first().click();
		await this.page
			.locator('.el-select-dropdown__item:visible')
			.filter({ hasText: entry })
			.first()
			.click();
	}

	/** The input of a parameter of the open node, by its internal name. */
	parameter(name: string): Locator {
		return this.panel.locator(byTestId(`parameter-input-${name}`));
	}

	/** Keeps what the browser shows, for people to look at. */
	async screenshot(name: string): Promise<void> {
		await this.page.screenshot({ path: join(artifacts('screenshots'), `${name}.png`) });
	}

	/**
	 * Like screenshot, and where `npm run screenshots` asks for it, also as a picture of the
	 * documentation, cut down to the parameters of the open node, or to these and its output.
	 */
	async picture(name: string, part?: 'parameters' | 'parameters and output'): Promise<void> {
		await this.screenshot(name);
		if (process.env.SCREENSHOTS_TO_DOCS === undefined) return;
		const path = join(ROOT, 'docs', 'screenshots', `${name}.png`);
		await this.page.screenshot({ path, ...(part && { clip: await this.areaOf(part) }) });
	}

	private async areaOf(part: 'parameters' | 'parameters and output'): Promise<Box> {
		const parameters = await boxOf(this.panel.locator(byTestId('node-parameters')));
		const node = await boxOf(this.panel);
		const left = Math.max(node.x, parameters.x - MARGIN);
		const right =
			part === 'parameters' ? parameters.x + parameters.width + MARGIN : node.x + node.width;
		return { x: left, y: node.y, width: right - left, height: node.height };
	}

	async close(): Promise<void> {
		await this.browser.close();
	}

	private canvasNode(name: string): Locator {
		return this.page.locator(`${byTestId('canvas-node')}[data-node-name="${name}"]`);
	}

	private get entries(): Locator {
		return this.page.locator(`${byTestId('node-creator')} ${byTestId('node-creator-item-name')}`);
	}

	private get listEntries(): Locator {
		return this.page.locator(`${byTestId('rlc-item')}:visible`);
	}

	private get credential(): Locator {
		return this.page.locator(byTestId('editCredential-modal'));
	}

	private get panel(): Locator {
		return this.page.locator(byTestId('ndv'));
	}
}
