import { ControlError } from '../failures/errors';

/**
 * Why a list that was read is not known to be whole, in words that go on from "The list is not
 * whole: ".
 */
export const LIST_GAPS = {
	cut_off: 'the server counts more entries than it shows, and nothing leads to the others',
	changed: 'entries left it while its pages were read, so that others may have been passed over',
	no_progress: 'its pages show the same entries time and again',
	refused_page: 'the server refused a page that it had named itself',
	too_long: 'it is longer than is read',
	unverified: 'it is as long as a full page, and the server tells neither a count nor a next page',
} as const;

export type ListGap = keyof typeof LIST_GAPS;

/**
 * How the reading of a list ended. Only a list that is `complete` proves that something is not in
 * it: it has as many entries as the server counts, no page was refused, and nothing leads to more.
 */
export type ListEnd =
	| { complete: true }
	| {
			complete: false;
			gap: ListGap;
			/** How many entries were read, and how many the server counts, where it does. */
			read: number;
			count: number | null;
	  };

/** What an incomplete list is short of, as a sentence, e.g. for a hint or the log. */
export function gapText({ gap, read, count }: Extract<ListEnd, { complete: false }>): string {
	const numbers = count === null ? `${read} entries` : `${read} of ${count} entries`;
	return `The list is not whole: ${LIST_GAPS[gap]} (${numbers} were read).`;
}

/** Where the reading of a list goes on. */
export interface ListPosition {
	/** A link to the next page. */
	link: string;
	/** How many entries were read before it. */
	read: number;
}

/**
 * Throws ControlError where a list of devices has ended without being whole: what is done to half
 * of it is not what was meant. That devices came or went meanwhile is no reason, as they do so all
 * the time.
 */
export function requireWhole(end: ListEnd | null): void {
	if (end === null || end.complete || end.gap === 'changed') return;
	throw new ControlError({
		kind: 'unexpected_answer',
		message: `CONTROL does not show all devices. ${gapText(end)}`,
		fix: 'Ask the operator of your CONTROL server why its list ends early, or give the serial numbers as a list.',
		transient: false,
		delivery: 'refused',
	});
}
