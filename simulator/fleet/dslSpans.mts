import type { Branch } from './dataModel.mts';
import { countedAt } from './firstValues.mts';
import { readOnly, type Parameter, type Place } from './parameter.mts';

/**
 * Spans over which a DSL line counts: since its start, since it synchronised, today, this quarter
 * of an hour.
 */
const spans = ['Total', 'Showtime', 'CurrentDay', 'QuarterHour'] as const;

export type Span = (typeof spans)[number];

/** In seconds; the others never end. */
const lengths: Partial<Record<Span, number>> = { CurrentDay: 86_400, QuarterHour: 900 };

function secondsInto(span: Span, { upTime }: Place): number {
	return upTime % (lengths[span] ?? Infinity);
}

/** How many seconds ago each span began. */
export const spanStarts: Record<string, Parameter> = Object.fromEntries(
	spans.map((span) => [
		`${span}Start`,
		readOnly.unsignedInt((place) => String(secondsInto(span, place))),
	]),
);

/** A counter that begins at 0 with its span. */
export function countedInSpan(perSecond: number, span: Span): Parameter {
	return readOnly.unsignedInt((place) =>
		countedAt(perSecond)({ ...place, upTime: secondsInto(span, place) }),
	);
}

/** The counters of each span, as objects below the statistics. */
export function perSpan(
	statistics: string,
	counters: (span: Span) => Record<string, Parameter>,
): Branch['objects'] {
	return Object.fromEntries(spans.map((span) => [`${statistics}${span}.`, counters(span)]));
}
