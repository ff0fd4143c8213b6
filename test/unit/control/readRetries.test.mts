import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import { withReadRetries } from '../../../nodes/ZequenzeControl/control/readRetries';
import type { HttpAnswer } from '../../../nodes/ZequenzeControl/control/wire/http';
import { FakeClock } from './fakeClock.mts';

const BASE_URL = 'https://control.example/api/v1';

const page = (serialNumber: string, next: string | null): HttpAnswer => ({
	status: 200,
	headers: {},
	text: JSON.stringify({ count: 2, next, results: [{ serial_number: serialNumber }] }),
});

const BUSY: HttpAnswer = { status: 503, headers: {}, text: '{"detail": "busy"}' };
const FORBIDDEN: HttpAnswer = { status: 403, headers: {}, text: '{"detail": "no"}' };

/** Reads a list of two pages from a server that gives these answers, one after the other. */
async function readFrom(...answers: HttpAnswer[]) {
	const asked: string[] = [];
	const client = new ControlClient(async ({ query }) => {
		asked.push(query?.offset ?? '0');
		return answers.shift() ?? BUSY;
	}, BASE_URL);
	const clock = new FakeClock();
	const pace = { clock, pacer: new Pacer(clock), limits: { retries: 2, budgetMs: 60_000 } };
	const found: unknown[] = [];
	const end = (async () => {
		for await (const { entries } of withReadRetries(client, pace).devicePages())
			found.push(...entries);
	})();
	const failed = await end.then(
		() => undefined,
		(error: unknown) => String(error),
	);
	return { asked, found, failed };
}

const SECOND = `${BASE_URL}/inventory_device_serial/?limit=1&offset=1`;

describe('reading a list patiently', () => {
	it('asks again only for the page that failed', async () => {
		const { asked, found } = await readFrom(page('A', SECOND), BUSY, page('B', null));

		expect(asked).toEqual(['0', '1', '1']);
		expect(found).toEqual([{ serial_number: 'A' }, { serial_number: 'B' }]);
	});

	it('gives up after the retries that it has', async () => {
		const { asked, failed } = await readFrom(page('A', SECOND), BUSY, BUSY, BUSY, BUSY);

		expect(asked).toEqual(['0', '1', '1', '1']);
		expect(failed).toMatch(/not available/);
	});

	it('does not insist where the server has refused', async () => {
		const { asked, failed } = await readFrom(page('A', SECOND), FORBIDDEN);

		expect(asked).toEqual(['0', '1']);
		expect(failed).toMatch(/may not do this/);
	});
});
