import { FormVisit, sendForm } from '../../../host/forms.mts';
import { polling, scheduled } from '../../../host/pollTimes.mts';
import { until, whilePublished } from '../../../host/published.mts';
import type { WorkflowDraft } from '../../../host/restClient.mts';
import { startExample, type ExampleRun } from '../harness/exampleRun.mts';

const DEVICES = 6;
const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
/** Of the other data model. */
const OLD = 'SN000005';

let example: ExampleRun;
beforeAll(async () => {
	example = await startExample('roll-out.json', { devices: DEVICES });
});
beforeEach(() => {
	example.simulator.office.clear();
	example.simulator.clearOperations();
});
afterAll(async () => await example.close());

/** The same workflow with steps that come one after the other, and not once a minute. */
const hurried = (draft: WorkflowDraft) => scheduled(polling(draft, 3), 4);

const messages = () => example.simulator.office.messages().map(({ body }) => String(body.text));
const sets = () => example.simulator.operations().filter(({ operation }) => operation === 'set');

/** Fills in the form, and returns the messages when one of them says how it ended. */
async function rollOut(answers: readonly string[]): Promise<string[]> {
	const { draft, n8n } = example;
	const form = (address: string) => `${n8n.url}/form/${address}`;
	return await whilePublished(n8n.rest, hurried(draft()), {
		isOpen: async (address) => await FormVisit.isOpen(form(address)),
		work: async (address) => {
			const data = new FormData();
			answers.forEach((answer, nth) => data.set(`field-${nth}`, answer));
			expect((await sendForm(form(address), data)).status).toBe(200);
			await until(() => messages().some((text) => /finished|stopped/.test(text)));
			return messages();
		},
	});
}

const MAX_MS = 300_000;

it(
	'takes a change to all devices, wave after wave, and tells of each',
	async () => {
		const serials = example.simulator.serials().filter((serial) => serial !== OLD);

		const told = await rollOut([serials.join('\n'), INTERVAL, '4321', '1, 2, rest']);

		expect(told.filter((text) => /begins/.test(text))).toEqual([
			expect.stringContaining('wave 1 begins on 1 devices'),
			expect.stringContaining('wave 2 begins on 2 devices'),
			expect.stringContaining('wave 3 begins on 2 devices'),
		]);
		expect(told.at(-1)).toContain('finished');
		expect(
			sets()
				.map(({ serial_number: serial }) => serial)
				.sort(),
		).toEqual(serials);
		for (const serial of serials) {
			expect(example.simulator.tree(serial)[INTERVAL]?.value).toBe('4321');
		}
	},
	MAX_MS,
);

it(
	'sends to no further device once a wave has refused the change',
	async () => {
		const serials = example.simulator.serials();

		const told = await rollOut([serials.join(', '), 'Device.Nowhere', '1', '2, rest']);

		expect(sets()).toHaveLength(2);
		expect(told.at(-1)).toContain('stopped in wave 1');
	},
	MAX_MS,
);
