import fc from 'fast-check';

import { shapeOf } from '../../../nodes/ZequenzeControl/actions/device/serverReport/answerShape';
import { probeServer } from '../../../nodes/ZequenzeControl/actions/device/serverReport/probes';
import { reportOn } from '../../../nodes/ZequenzeControl/actions/device/serverReport/serverReport';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { HttpRequest } from '../../../nodes/ZequenzeControl/control/wire/http';
import { jsonAnswer, textAnswer } from '../control/answers.mts';

/** The report on a server that answers each request so. */
async function reportOf(answer: (request: HttpRequest) => ReturnType<typeof jsonAnswer>) {
	const client = new ControlClient(
		async (request) => answer(request),
		'https://control.example/api/v1',
	);
	return reportOn(await probeServer(client));
}

const list = (...results: object[]) =>
	jsonAnswer(200, { count: results.length, next: null, results }, { 'content-type': 'text/html' });

describe('a shape', () => {
	it.each([
		[{ serial_number: 'SN0815' }, { serial_number: 'text (6 characters)' }],
		[{ SN0815: true }, { 'key 1 (6 characters)': 'boolean' }],
		[{ status: 'completed' }, { status: 'the word completed' }],
		[{ status: 'Guest-WiFi' }, { status: 'an unknown word (10 characters)' }],
		[{ name: 'completed' }, { name: 'text (9 characters)' }],
		[{ created_at: '2026-01-01T00:00:00Z' }, { created_at: 'time with a zone' }],
		[{ updated_at: '2026-01-01 00:00:00' }, { updated_at: 'time without a zone' }],
		[{ next: 'https://acs.example/?offset=2' }, { next: 'address (29 characters)' }],
		[{ id: 12345 }, { id: 'integer (5 digits)' }],
		[
			{ results: [{ id: '7' }, { id: '8' }] },
			{ results: { list: '2 entries, the first:', of: { id: 'digits (1)' } } },
		],
		[[], { list: '0 entries, the first:', of: 'nothing' }],
	])('of %j tells kinds and lengths', (value, shape) => {
		expect(shapeOf(value)).toEqual(shape);
	});
});

it('says what the nodes make of a server', async () => {
	const { findings } = await reportOf(({ path }) => {
		if (path.includes('headless')) {
			return list({ id: 7, status: 'on_its_way', updated_at: '2026-01-01T00:00:00Z' });
		}
		return list({ serial_number: 'SN1', status: true, name: 'Device.X.Y', value: 1 });
	});
	expect(findings).toEqual(
		expect.arrayContaining([
			expect.stringContaining('show IDs'),
			expect.stringContaining('not known: add it by Extra Status Words'),
			expect.stringContaining('times with a zone'),
			expect.stringContaining('whether they are up'),
			expect.stringContaining('Cached values show no times'),
		]),
	);
});

it('is made of what answers, and says what does not', async () => {
	const { findings, answers } = await reportOf(({ path }) =>
		path.includes('parameter') ? textAnswer(404, '<html>no such page</html>') : list(),
	);
	expect(findings).toContain('The list of parameters is answered with HTTP 404.');
	expect(answers).toHaveLength(3);
});

/** Something that nobody but this server can have said. */
const secret = fc.stringMatching(/^zqx[0-9a-f]{5,12}$/);
const leaf = fc.oneof(secret, fc.integer({ min: 70_000_000 }), fc.boolean(), fc.constant(null));
const known = fc.constantFrom('serial_number', 'id', 'status', 'name', 'value', 'results', 'fault');
const entry = fc.dictionary(
	fc.oneof(known, secret),
	fc.oneof(leaf, fc.array(leaf), fc.dictionary(secret, leaf)),
);

it('holds no byte of what the server says, wherever it says it', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(entry, { maxLength: 3 }), secret, async (entries, header) => {
			const report = await reportOf(() =>
				jsonAnswer(
					200,
					{ count: 3, results: entries },
					{ [header]: header, 'x-total-count': header },
				),
			);
			const text = JSON.stringify(report);
			expect(text).not.toMatch(/zqx/i);
			for (const number of JSON.stringify(entries).match(/\d{8,}/g) ?? []) {
				expect(text).not.toContain(number);
			}
			expect(text).not.toContain('control.example');
		}),
	);
});
