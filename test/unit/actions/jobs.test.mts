import { jobsOf, type Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { HttpAnswer } from '../../../nodes/ZequenzeControl/control/wire/http';
import { jsonAnswer } from '../control/answers.mts';
import { evaluated } from './nodeParameters.mts';

const URL = 'https://control.example/api/v1';

/**
 * The jobs of an item with these parameters, on a server that gives these pages of devices in turn.
 */
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

const FILTER = { target: 'all' };

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

describe('a server that ignores a filter', () => {
	const MEMBER = {
		type: 1,
		organization: 1,
		status: true,
		pending_settings: false,
		last_status_change: '2026-01-01T00:00:00Z',
	};
	const listing = (...entries: object[]): HttpAnswer =>
		jsonAnswer(200, {
			next: null,
			results: entries.map((entry, nth) => ({ serial_number: `SN${nth}`, ...MEMBER, ...entry })),
		});

	it.each<[object, object]>([
		[{ organization: '2' }, { organization: 2 }],
		[{ organization: '2' }, { organization: '2' }],
		[{ organization: '2' }, { organization: { id: 2, name: 'South' } }],
		[{ type: '2' }, { type: 2 }],
		[{ status: 'down' }, { status: false }],
		[{ status: 'up' }, { status: 'online' }],
		[{ pending: true }, { pending_settings: 1 }],
		[
			{ last_status_change_from: '2026-11-01T00:00:00Z' },
			{ last_status_change: '2026-11-02T00:00:00Z' },
		],
		[
			{ last_status_change_from: '2026-11-01T00:00:00.900Z' },
			{ last_status_change: '2026-11-01T00:00:00Z' },
		],
	])('%p: a device that shows %p is one of those meant', async (filters, shown) => {
		const made = await jobs({ target: 'filter', filters }, [listing(shown)]);
		expect(serialNumbers(made)).toEqual(['SN0']);
	});

	it.each<[object, object, string]>([
		[{ organization: '2' }, {}, 'Organization'],
		[{ organization: '2' }, { organization: '1' }, 'Organization'],
		[{ organization: '2' }, { organization: { id: 1 } }, 'Organization'],
		[{ type: '2' }, {}, 'Type'],
		[{ status: 'up' }, { status: false }, 'Connection'],
		[{ status: 'down' }, {}, 'Connection'],
		[{ pending: true }, {}, 'Pending Settings'],
		[{ pending: false }, { pending_settings: true }, 'Pending Settings'],
		[{ last_status_change_from: '2026-11-01T00:00:00Z' }, {}, 'Connection Changed Since'],
	])('%p: nothing is done where a device shows %p', async (filters, shown, label) => {
		const asked = jobs({ target: 'filter', filters }, [listing(matching(filters), shown)]);
		await expect(asked).rejects.toMatchObject({
			kind: 'unexpected_answer',
			message: expect.stringMatching(new RegExp(`^${label}: .*SN1`)),
			fix: expect.stringMatching(/^Nothing was sent/),
		});
	});

	it.each<[object, object]>([
		[{ organization: '2' }, { organization: 'South' }],
		[{ organization: '2' }, { organization: null }],
		[{ status: 'up' }, { status: 'unknown' }],
		[{ pending: true }, { pending_settings: 'soon' }],
		[{ last_status_change_from: '2026-11-01T00:00:00Z' }, { last_status_change: '2026-10-01' }],
	])('%p: %p proves nothing against it', async (filters, shown) => {
		const made = await jobs({ target: 'filter', filters }, [listing(shown)]);
		expect(made).toHaveLength(1);
	});

	/** What a device shows that matches the filters. */
	function matching(filters: object): object {
		const shown: Readonly<Record<string, object>> = {
			organization: { organization: 2 },
			type: { type: 2 },
			status: { status: Object.values(filters)[0] === 'up' },
			pending: { pending_settings: Object.values(filters)[0] },
			last_status_change_from: { last_status_change: '2026-12-01T00:00:00Z' },
		};
		return shown[Object.keys(filters)[0] ?? ''] ?? {};
	}
});

it('half a list of devices is none', async () => {
	await expect(jobs(FILTER, [page(['SN1'], 1)])).rejects.toMatchObject({ kind: 'server_error' });
});
