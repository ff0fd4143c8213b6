import type { Page } from '../answers/dialects';
import { withOffset, type Query } from '../answers/paging';
import type { Slots } from '../pace/pool';
import type { AskForPage } from './wholeList';

/** Pages that may be asked for before it is their turn. */
const MAX_AHEAD = 24;

/**
 * Asks for pages before it is their turn, as many at a time as there are slots: where a query names
 * limit and offset and the server counts its entries, the next queries are known. Pages are still
 * taken one after the other, and compared as ever; where the server leads elsewhere than was
 * foreseen, or counts otherwise, nothing more is asked for ahead.
 */
export function lookingAhead(ask: AskForPage, slots: Slots): AskForPage {
	const ahead = new Map<string, Promise<Page | null>>();
	/** What was asked for so far reaches up to this offset; before the first it is unknown. */
	let reach: number | undefined;
	let count: number | null = null;
	let isLost = false;

	const askInSlot: AskForPage = async (query, isFirst) => {
		await slots.take();
		try {
			return await ask(query, isFirst);
		} finally {
			slots.release();
		}
	};

	const askAhead = (query: Query): void => {
		const [offset, limit] = [Number(query.offset), Number(query.limit)];
		if (isLost || count === null || !(offset > 0) || !(limit > 0)) return;
		for (
			reach ??= offset + limit;
			reach < count && reach <= offset + MAX_AHEAD * limit;
			reach += limit
		) {
			const next = withOffset(query, reach);
			const page = askInSlot(next, false);
			// Whose turn comes awaits it; it may never come.
			page.catch(() => {});
			ahead.set(keyOf(next), page);
		}
	};

	return async (query, isFirst) => {
		const known = ahead.get(keyOf(query));
		isLost ||= reach !== undefined && known === undefined;
		ahead.delete(keyOf(query));
		const asked = known ?? askInSlot(query, isFirst);
		askAhead(query);
		let page = await asked;
		if (known && page?.count !== count) {
			// The list has changed: what was asked for ahead may lack what moved to it from pages before.
			isLost = true;
			ahead.clear();
			page = await askInSlot(query, isFirst);
		}
		count = page?.count ?? null;
		return page;
	};
}

function keyOf(query: Query): string {
	return JSON.stringify(Object.entries(query).sort(([one], [other]) => (one < other ? -1 : 1)));
}
