import {
	readJson,
	readPage,
	refusesPage,
	saysNothingMatches,
	type Page,
} from '../answers/dialects';
import { wrongAddress } from '../failures/answerFailures';
import type { HttpAnswer, Send } from '../wire/http';
import type { AskForPage } from './wholeList';

const NO_ENTRIES: Page = { entries: [], next: null, count: null };

/**
 * What asks for the pages of the list at a path. Where nothing matches, the page has no entries; it
 * is null where a later page is refused. Throws ControlError for what is no list, with the server's
 * words as `hide` leaves them.
 */
export function askForPages(
	path: string,
	send: Send,
	hide?: (words: string) => string,
): AskForPage {
	return async (query, isFirst) => {
		const answer = await send({ method: 'GET', path, query });
		if (!isFirst && refusesPage(answer)) return null;
		if (saysNothingMatches(answer)) return NO_ENTRIES;
		if (answer.status === 404) throw wrongAddress(answer);
		return { ...readPage(readJson(answer, undefined, hide), answer.headers), size: sizeOf(answer) };
	};
}

/** How many characters the text of an answer has. */
function sizeOf({ json, text }: HttpAnswer): number {
	return typeof json === 'object' ? json.size : text.length;
}
