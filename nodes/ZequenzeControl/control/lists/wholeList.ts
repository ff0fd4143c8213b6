import { type JsonObject } from '../../ground/json';
import { type Page } from '../answers/dialects';
import {
	linkTo,
	nextQuery,
	pageOf,
	withOffset,
	withPage,
	withPageSize,
	type Query,
} from '../answers/paging';
import { nameOf } from './entryName';
import type { ListEnd, ListGap, ListPosition } from './listEnd';
import { ENTRIES_AT_ONCE, inSlices, type Rest } from './slices';

/** A page of a list as it is read on. */
export interface ListPart extends Pick<Page, 'entries' | 'count'> {
	/** Where the list goes on; null at the end. */
	next: ListPosition | null;
	/** How the list ended: null on all pages but the last. Who stops reading earlier sees no end. */
	end: ListEnd | null;
}

/** How a list is read. */
export interface ListReading {
	/** How many to ask for at once where the server's links show that it lets us choose. */
	pageSize?: number;
	/** How many entries were read before, where reading begins in the middle of a list. */
	readBefore?: number;
	/** Whether entries that were already on an earlier page come again. */
	withRepeats?: boolean;
	/** Lets other work go on: a page may hold very many entries. */
	rest?: Rest;
}

/**
 * Asks for one page, `isFirst` of its list; null where the server has named it and now refuses it.
 */
export type AskForPage = (query: Query, isFirst: boolean) => Promise<Page | null>;

// Far more than any use of a list can take in.
const MAX_PAGES = 5_000;
const MAX_ENTRIES = 250_000;
/** Characters; as objects they take about four times as many bytes of memory. */
const MAX_SIZE = 128 * 2 ** 20;

/**
 * So many pages in a row may show nothing new: entries that come in push others to the next page.
 */
const MAX_IDLE_PAGES = 5;

/** Sizes of pages are multiples of this: a list of another length was not cut. */
const PAGE_SIZES = 50;

/**
 * Reads a list page by page to its end, by what the server offers: its link, then an offset, then
 * the number of a page. Compares with the server's count, and ends where nothing new comes. The
 * last page carries the `end`, and may be without entries. Throws what `ask` throws.
 */
export async function* readWholeList(
	ask: AskForPage,
	first: Query,
	reading: ListReading = {},
): AsyncGenerator<ListPart, void, undefined> {
	const list = new ListProgress(reading);
	for (let step: Step | null = { way: 'link', query: first }; step !== null;) {
		const page: Page | null = await ask(step.query, list.isAtStart);
		const fresh = page ? await list.take(page) : [];
		const next: Step | null = list.stepAfter(step, page, fresh.length);
		const showsAll = reading.withRepeats && (fresh.length > 0 || step.way === 'link');
		yield {
			entries: showsAll && page ? page.entries : fresh,
			count: page?.count ?? null,
			next: next && { link: linkTo(next.query), read: list.total },
			end: next === null ? list.end() : null,
		};
		step = next;
	}
}

/**
 * A list whose very long pages come in parts, between which other work goes on; the last of them
 * carries the end.
 */
export async function* inShortParts(
	list: AsyncIterable<ListPart>,
	rest: Rest,
): AsyncGenerator<ListPart, void, undefined> {
	for await (const page of list) {
		const { entries, end } = page;
		for (let start = 0; start === 0 || start < entries.length; start += ENTRIES_AT_ONCE) {
			if (start > 0) await rest();
			const isLast = start + ENTRIES_AT_ONCE >= entries.length;
			const part = entries.slice(start, start + ENTRIES_AT_ONCE);
			yield { ...page, entries: part, end: isLast ? end : null };
		}
	}
}

/** A way to a page. */
interface Step {
	way: 'link' | 'offset' | 'page';
	query: Query;
}

class ListProgress {
	private readonly asked = new Set<string>();

	/** The names of all entries. */
	private readonly seen = new Set<string>();

	/** Ways that led to nothing new. */
	private readonly deadWays = new Set<Step['way']>();

	/** Where the last page with something new leads to, the best way first. */
	private steps: Step[] = [];

	private pages = 0;

	private idlePages = 0;

	/** Entries that were shown, those that were shown before not counted. */
	total: number;

	/** Characters of all pages. */
	private size = 0;

	/** What the server counted last. */
	private count: number | null = null;

	private gap: ListGap | null = null;

	/** What went wrong on a way that the server offered; others may lead round it. */
	private trouble: ListGap | null = null;

	constructor(private readonly reading: ListReading) {
		this.total = reading.readBefore ?? 0;
	}

	get isAtStart(): boolean {
		return this.pages === 0 && this.reading.readBefore === undefined;
	}

	/** The entries of a page that were on none before. */
	async take({ entries, size = 0 }: Page): Promise<JsonObject[]> {
		const names = await inSlices(entries, nameOf, this.reading.rest);
		const fresh = entries.filter((_, at) => !this.seen.has(names[at] ?? ''));
		for (const name of names) this.seen.add(name);
		this.total += fresh.length;
		this.size += size;
		return fresh;
	}

	/** The way on after a page, or after one that was refused; null at the end. */
	stepAfter(step: Step, page: Page | null, fresh: number): Step | null {
		this.pages += 1;
		this.asked.add(JSON.stringify(step.query));
		if (page === null) this.leave(step, 'refused_page');
		else this.goOn(step, page, fresh);
		if (this.pages >= MAX_PAGES || this.total >= MAX_ENTRIES || this.size >= MAX_SIZE) {
			if (this.steps.length > 0) this.gap = 'too_long';
			return null;
		}
		return this.steps.find(({ way, query }) => this.isOpen(way, query)) ?? null;
	}

	end(): ListEnd {
		const isCounted = this.count !== null && this.total >= this.count;
		const short = this.count === null ? null : 'cut_off';
		const gap = this.gap ?? (isCounted ? null : (this.trouble ?? short));
		if (gap === null) return { complete: true };
		return { complete: false, gap, read: this.total, count: this.count };
	}

	private goOn(step: Step, page: Page, fresh: number): void {
		if (page.count !== null) {
			if (this.count !== null && page.count < this.count) this.gap = 'changed';
			this.count = page.count;
		}
		this.idlePages = fresh > 0 ? 0 : this.idlePages + 1;
		const isEmptyEnd = page.entries.length === 0 && page.next === null;
		if (isEmptyEnd && page.count === null) {
			// Who shows an empty page knows what was asked for: there is no more.
			this.steps = [];
			this.trouble = null;
		} else if (fresh === 0 && this.pages > 1 && !this.mayComeYet(step, page)) {
			this.leave(step, isEmptyEnd ? null : 'no_progress');
		} else {
			this.steps = this.stepsFrom(page, step.query);
		}
	}

	private mayComeYet({ way }: Step, { next }: Page): boolean {
		return way === 'link' && next !== null && this.idlePages <= MAX_IDLE_PAGES;
	}

	private leave({ way }: Step, trouble: ListGap | null): void {
		this.deadWays.add(way);
		// A way that the server did not name proves nothing by leading nowhere.
		if (way === 'link') this.trouble ??= trouble;
	}

	private stepsFrom(page: Page, query: Query): Step[] {
		const steps: Step[] = [];
		if (page.next !== null) {
			const next = nextQuery(page.next, query, this.total);
			const link = next && withPageSize(next, this.reading.pageSize);
			if (link && this.isOpen('link', link)) steps.push({ way: 'link', query: link });
			else this.trouble ??= 'no_progress';
		}
		const isCut = mayBeCut(page);
		if (isCut) this.trouble ??= 'unverified';
		else if (this.trouble === 'unverified') this.trouble = null;
		const isMore = isCut || page.next !== null || this.total < (this.count ?? 0);
		return isMore ? [...steps, ...this.stepsByNumber(page, query)] : steps;
	}

	private stepsByNumber({ entries }: Page, query: Query): Step[] {
		const isByPage = query.page !== undefined || query.offset === undefined;
		const offset = isByPage ? this.total : Number(query.offset) + entries.length;
		return [
			...(entries.length > 0 ? [{ way: 'offset' as const, query: withOffset(query, offset) }] : []),
			...(isByPage ? [{ way: 'page' as const, query: withPage(query, pageOf(query) + 1) }] : []),
		];
	}

	private isOpen(way: Step['way'], query: Query): boolean {
		return !this.deadWays.has(way) && !this.asked.has(JSON.stringify(query));
	}
}

/** Whether a list that tells nothing of itself may be a part of a longer one. */
function mayBeCut({ entries, count, next }: Page): boolean {
	return count === null && next === null && entries.length > 0 && entries.length % PAGE_SIZES === 0;
}
