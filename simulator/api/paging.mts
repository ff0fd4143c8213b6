import type { Settings } from '../settings.mts';
import { positiveNumber, wholeNumber } from './query.mts';

/** The query parameters of a paged list. */
export const pagingParameters = { limit: positiveNumber, offset: wholeNumber };

/** Where a page lies in its list. */
export interface Window {
	limit?: number;
	offset?: number;
}

/** Django REST's envelope of a page, without the results. */
export interface Page {
	count: number;
	/** Absolute URL, or null on the last page. */
	next: string | null;
	previous: string | null;
}

/**
 * Returns the items on a page and the page's envelope; `url` is the absolute URL of the request.
 */
export function pageOf<T>(
	items: readonly T[],
	{ limit, offset = 0 }: Window,
	url: URL,
	settings: Pick<Settings, 'pageSize' | 'maxPageSize'>,
): { page: Page; items: readonly T[] } {
	const size = Math.min(limit ?? settings.pageSize, settings.maxPageSize);
	const end = offset + size;
	const page = {
		count: items.length,
		next: end < items.length ? linkTo(url, size, end) : null,
		previous: offset > 0 ? linkTo(url, size, Math.max(0, offset - size)) : null,
	};
	return { page, items: items.slice(offset, end) };
}

function linkTo(url: URL, limit: number, offset: number): string {
	const link = new URL(url);
	link.searchParams.set('limit', String(limit));
	if (offset > 0) link.searchParams.set('offset', String(offset));
	else link.searchParams.delete('offset');
	return link.href;
}
