import fc from 'fast-check';

import { userInstant } from '../../../nodes/ZequenzeControl/ground/dates';

const inZone = (text: unknown, zone: string): string | null => {
	const instant = userInstant(text, () => zone);
	return instant === null ? null : new Date(instant).toISOString();
};

describe('a date', () => {
	it.each([
		['2026-01-31T22:00:00Z', '2026-01-31T22:00:00.000Z'],
		['2026-01-31T22:00:00.250+01:00', '2026-01-31T21:00:00.250Z'],
		['Sat, 31 Jan 2026 22:00:00 GMT', '2026-01-31T22:00:00.000Z'],
	])('with a zone is that instant wherever the workflow is: %s', (text, instant) => {
		expect(inZone(text, 'Asia/Tokyo')).toBe(instant);
	});

	it.each([
		['2026-01-31T22:00:00', 'UTC', '2026-01-31T22:00:00.000Z'],
		['2026-01-31T22:00:00', 'Asia/Tokyo', '2026-01-31T13:00:00.000Z'],
		['2026-01-31 22:00', 'America/New_York', '2026-02-01T03:00:00.000Z'],
		['2026-07-31 22:00:00.5', 'America/New_York', '2026-08-01T02:00:00.500Z'],
		['2026-01-31', 'Europe/Berlin', '2026-01-30T23:00:00.000Z'],
		// Summer time begins at 2:00 that day.
		['2026-03-29T01:59:59', 'Europe/Berlin', '2026-03-29T00:59:59.000Z'],
		['2026-03-29T03:00:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
		['2026-01-31T22:00:00', 'Asia/Kathmandu', '2026-01-31T16:15:00.000Z'],
	])('without a zone is meant by the clocks of the workflow: %s in %s', (text, zone, instant) => {
		expect(inZone(text, zone)).toBe(instant);
	});

	it.each([
		['a Date', new Date('2026-01-31T22:00:00Z')],
		['what $now gives', { toJSON: () => '2026-01-31T23:00:00.000+01:00' }],
	])('may be %s', (_what, value) => {
		expect(inZone(value, 'Asia/Tokyo')).toBe('2026-01-31T22:00:00.000Z');
	});

	it.each([
		'',
		'yesterday',
		undefined,
		null,
		'2026-13-01',
		'2026-02-31',
		'2026-01-31T25:00:00',
		'5',
		5,
		{},
	])('is not found in %p', (text) => {
		expect(inZone(text, 'UTC')).toBeNull();
	});

	it('is what clocks of any zone show at that instant', () => {
		const zones = fc.constantFrom('UTC', 'Asia/Tokyo', 'America/Sao_Paulo', 'Australia/Lord_Howe');
		const noon = fc.integer({ min: 0, max: 20_000 }).map((day) => day * 86_400_000 + 43_200_000);
		fc.assert(
			fc.property(zones, noon, (zone, shown) => {
				const text = new Date(shown).toISOString().slice(0, 19);
				const instant = userInstant(text, () => zone) ?? NaN;
				const clocks = new Date(instant).toLocaleString('sv-SE', { timeZone: zone });
				expect(clocks).toBe(text.replace('T', ' '));
			}),
		);
	});
});
