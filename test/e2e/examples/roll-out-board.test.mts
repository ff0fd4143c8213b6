import { atPath, whilePublished } from '../../../host/published.mts';
import { Editor } from '../harness/editor.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';
import { RollOutTable, type Row } from '../harness/rollOutTable.mts';

/**
 * A table of its own: the roll-out that another test runs has the one of the example. n8n takes the
 * first one whose name holds what is asked for.
 */
const TABLE = 'Board';

const MEAN = '<script>alert(1)</script>';

const PHONE = { width: 390, height: 844 };

let example: ExampleRun;
let editor: Editor;
beforeAll(async () => {
	example = await startExample('roll-out-board.json', { devices: 1, informInterval: 0 });
	editor = await Editor.open(example.n8n);
});
afterAll(async () => {
	await editor.close();
	await example.close();
});

/** A roll-out in its second wave, as the example keeps it. */
function rows(value: string): Row[] {
	const began = Date.now() - 3_600_000;
	const time = (minutes: number) => new Date(began + minutes * 60_000).toISOString();
	return Array.from({ length: 120 }, (_, nth) => {
		const wave = nth < 5 ? 1 : nth < 60 ? 2 : undefined;
		const state =
			wave === undefined
				? 'planned'
				: nth % 10 === 7
					? 'failed'
					: nth < 45
						? 'succeeded'
						: 'scheduled';
		const isOver = state === 'failed' || state === 'succeeded';
		return {
			serial_number: `SN${String(nth + 1).padStart(6, '0')}`,
			variable_name: 'Device.Time.NTPServer1',
			value,
			waves: '5, 55, rest',
			state,
			fault: state === 'failed' ? '9007 Invalid parameter value' : '',
			...(wave && { wave, claimed_at: time(nth) }),
			...(isOver && { ended_at: time(nth + 1) }),
		};
	});
}

it('shows waves, devices, pace and faults on a phone, and runs nothing that is in the rows', async () => {
	const { n8n } = example;
	const table = new RollOutTable(n8n.rest, TABLE);
	await table.fill(rows('ntp.example'));
	const path = `board-${Date.now()}`;
	const url = `${n8n.url}/webhook/${path}`;
	await whilePublished(n8n.rest, atPath(table.under(example.draft()), path), {
		isOpen: async () => (await fetch(url)).ok,
		work: async () => {
			const { page } = editor;
			const alerts: string[] = [];
			page.on('dialog', (dialog) => {
				alerts.push(dialog.message());
				void dialog.dismiss();
			});
			await page.setViewportSize(PHONE);
			await page.goto(url);
			await editor.screenshot('roll-out-board-phone');
			const text = await page.locator('body').innerText();
			expect(text).toContain('Device.Time.NTPServer1 = ntp.example');
			expect(text).toMatch(/Wave 1\s+5 devices: 5 succeeded, 0 failed, 0 under way/);
			expect(text).toMatch(/Wave 2\s+55 devices: 36 succeeded, 6 failed, 13 under way/);
			expect(text).toMatch(/Not sent\s+60 devices/);
			expect(text).toMatch(/devices an hour\./);
			expect(text).toContain('Stopped in wave 2');
			expect(text).toMatch(/6 ×\s+9007 Invalid parameter value/);
			expect(await page.locator('.cells i').count()).toBe(120);
			const overflow = await page.evaluate(
				() => document.documentElement.scrollWidth - document.documentElement.clientWidth,
			);
			expect(overflow).toBe(0);
			await page.setViewportSize({ width: 1000, height: 580 });
			await editor.picture('roll-out-board');

			await table.fill(rows(MEAN));
			await page.reload();
			expect(await page.locator('h1').innerText()).toBe(`Device.Time.NTPServer1 = ${MEAN}`);
			expect(alerts).toEqual([]);
		},
	});
}, 300_000);
