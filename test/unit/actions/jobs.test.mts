import { jobsOf, type Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { HttpAnswer } from '../../../nodes/ZequenzeControl/control/http';
import { jsonAnswer } from '../control/answers.mts';
import { evaluated } from './nodeParameters.mts';

const URL = 'https://control.example/api/v1';

/** The jobs of an item with these parameters, on a server that gives these pages of devices in turn. */
async function jobs(
	parameters: Readonly<Record<string, unknown>>,
	pages: HttpAnswer[] = [],
): Promise<Job[]> {
	const left = [...pages];
	const client = new ControlClient(
		async () => await Promise.resolve(left.shift() ?? jsonAnswer(500, { detail: 'No' })),
		URL,
	);
	return await jobsOf(itemPlanner(evaluated(parameters), 'get')(0), client);
}

function page(serialNumbers: Array<string | null>, next: number | null = null): HttpAnswer {
	return jsonAnswer(200, {
		next: next === null ? null : `${URL}/inventory_device_serial/?offset=${next}`,
		results: serialNumbers.map((serial_number) => ({ serial_number })),
	});
}

const serialNumbers = (made: readonly Job[]): string[] =>
	made.map(({ request }) => request.serial_number);

const FILTER = { target: 'filter', filters: {} };

describe('an item makes one job', () => {
	it('for its device', async () => {
		const made = await jobs({ device: 'SN1' });
		expect(made).toMatchObject([{ request: { serial_number: 'SN1' }, many: false }]);
	});

	it('for each device of its list', async () => {
		const made = await jobs({ target: 'list', serialNumbers: 'SN1, SN2, SN1' });
		expect(serialNumbers(made)).toEqual(['SN1', 'SN2']);
		expect(made.map(({ many }) => many)).toEqual([true, true]);
	});

	it('for each device that matches its filter, on all pages', async () => {
		const made = await jobs(FILTER, [page(['SN1', 'SN2'], 2), page(['SN3'])]);
		expect(serialNumbers(made)).toEqual(['SN1', 'SN2', 'SN3']);
		expect(made.map(({ many }) => many)).toEqual([true, true, true]);
	});

	it('for a device that moves to the next page while the pages are read', async () => {
		const made = await jobs(FILTER, [page(['SN1', 'SN2'], 2), page(['SN2', 'SN3'])]);
		expect(serialNumbers(made)).toEqual(['SN1', 'SN2', 'SN3']);
	});

	it('for no entry without a serial number', async () => {
		expect(serialNumbers(await jobs(FILTER, [page(['SN1', null])]))).toEqual(['SN1']);
	});
});

it('half a list of devices is none', async () => {
	await expect(jobs(FILTER, [page(['SN1'], 1)])).rejects.toMatchObject({ kind: 'server_error' });
});
