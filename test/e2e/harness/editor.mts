import { join } from 'node:path';
import { chromium, type Browser, type Locator, type Page } from 'playwright-core';
import { artifacts } from '../../../host/places.mts';
import { requireChromium } from '../../../host/tools.mts';
import type { SharedN8n } from './sharedN8n.mts';

/** The editor's first screen is slow on a small machine. */
const PATIENCE_MS = 60_000;

/** Keeps the browser from talking to anybody but n8n. */
const QUIET = [
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];

/** A field of a node's panel: its internal name and what the user reads. */
export interface ShownField {
	name: string;
	label: string;
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
		const browser = await chromium.launch({
			executablePath: requireChromium(),
			chromiumSandbox: false,
			args: QUIET,
		});
		const context = await browser.newContext({ viewport: { width: 1440, height: 1000 } });
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
		return new Editor(browser, page, url);
	}

	async openWorkflow(workflowId: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${workflowId}`);
		await this.page.locator(byTestId('canvas-node')).first().waitFor();
	}

	/** Opens a node's panel with its parameters. */
	async openNode(name: string): Promise<void> {
		await this.page.locator(`${byTestId('canvas-node')}[data-node-name="${name}"]`).dblclick();
		await this.panel.locator(byTestId('node-parameters')).first().waitFor();
	}

	async closeNode(): Promise<void> {
		await this.page.keyboard.press('Escape');
		await this.panel.waitFor({ state: 'hidden' });
	}

	/**
	 * All fields that the open node shows, from top to bottom: parameters, what is inside their collections,
	 * and the rows of repeatable ones. A field twice is two rows.
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

	async close(): Promise<void> {
		await this.browser.close();
	}

	private get panel(): Locator {
		return this.page.locator(byTestId('ndv'));
	}
}
