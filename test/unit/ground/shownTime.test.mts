import { certainRange, shownTime } from '../../../nodes/ZequenzeControl/ground/shownTime';

const SENT = Date.parse('2026-03-01T10:00:00Z');

describe('a time that a server shows', () => {
	it.each<[string | null, [number, number] | null]>([
		['2026-03-01T10:00:00.250Z', [SENT + 250, SENT + 250]],
		['2026-03-01T10:00:00.250123+00:00', [SENT + 250, SENT + 250]],
		['2026-03-01T10:00:00Z', [SENT, SENT + 999]],
		['2026-03-01T10:00:00.000Z', [SENT, SENT + 999]],
		['2026-03-01 10:00:00', [SENT, SENT + 999]],
		['2026-03-01T12:00:00+02', [SENT, SENT + 999]],
		['2026-03-01T10:00', [SENT, SENT + 59_999]],
		['2026-03-01', [SENT - 10 * 3_600_000, SENT + 14 * 3_600_000 - 1]],
		['1772359200', [SENT, SENT + 999]],
		['1772359200250', [SENT + 250, SENT + 250]],
		['2026-13-01T10:00:00Z', null],
		['yesterday', null],
		['', null],
		[null, null],
	])('%p lies within %p', (text, range) => {
		expect(shownTime(text)).toEqual(range && { from: range[0], to: range[1] });
	});

	it('without a zone may be hours off', () => {
		const off = 14 * 3_600_000;
		expect(certainRange('2026-03-01T10:00:00')).toEqual({ from: SENT - off, to: SENT + 999 + off });
		expect(certainRange('2026-03-01T10:00:00Z')).toEqual({ from: SENT, to: SENT + 999 });
	});
});
