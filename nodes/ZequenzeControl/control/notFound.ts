import { isJsonObject, parseJson } from '../ground/json';

/** Words of a gateway, a proxy or a framework that knows no such path. */
const OF_A_GATEWAY =
	/\b(?:routes?|paths?|urls?|uris?|endpoints?|hosts?|upstream|services?|backends?|apis?|prox(?:y|ies)|gateway|cannot get)\b/i;

/** Keys that frameworks put beside their words, and Django REST does not. */
const GATEWAY_KEYS = ['timestamp', 'path', 'statusCode', 'request_id', 'fault', 'title'] as const;

/** Words of an API that looked for what was asked for. */
const OF_THE_API =
	/\b(?:operations?|transactions?|devices?|parameters?|inventory\w*|match(?:es|ing)?|results?|records?|objects?|entries)\b/i;

/** Words about one page, not about the list. */
const OF_A_PAGE = /\b(?:page|cursor|offset|limit)\b/i;

/**
 * Whether the body of a 404 reads like CONTROL's own "nothing matches": an empty list, or the one sentence of a Django REST
 * API. A gateway that knows no such path, and a page that does not exist, read otherwise: they say nothing of the list.
 */
export function readsLikeNothingFound(text: string): boolean {
	const body = bodyOf(text);
	if (Array.isArray(body)) return body.length === 0;
	if (!isJsonObject(body) || isOfGateway(body)) return false;
	if (Array.isArray(body.results)) return body.results.length === 0;
	const [[key, said] = [], ...others] = Object.entries(body);
	if (typeof said !== 'string' || others.length > 0 || OF_A_PAGE.test(said)) return false;
	return key === 'detail' || OF_THE_API.test(said);
}

/** Whether the body of a 404 reads like a gateway's, a proxy's or a framework's that knows no such path. */
export function readsLikeGateway(text: string): boolean {
	const body = bodyOf(text);
	return isJsonObject(body) && isOfGateway(body);
}

function isOfGateway(body: Readonly<Record<string, unknown>>): boolean {
	if (GATEWAY_KEYS.some((key) => key in body)) return true;
	const said = Object.values(body).filter((value) => typeof value === 'string');
	// Django REST says "Not found.", a sentence with its full stop; FastAPI and many gateways, the words of the status.
	return said.some((words) => words.trim() === 'Not Found' || OF_A_GATEWAY.test(words));
}

/** The JSON of a body; undefined where it is none. */
function bodyOf(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}
