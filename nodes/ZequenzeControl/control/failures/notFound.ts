import { isJsonObject, parseJson } from '../../ground/json';

/** Words of a gateway, a proxy or a framework that knows no such path. */
const OF_A_GATEWAY = [
	...[
		'api',
		'backend',
		'cannot',
		'endpoint',
		'gateway',
		'host',
		'path',
		'proxy',
		'route',
		'routes',
	],
	...['service', 'upstream', 'uri', 'url'],
];

/** Keys that frameworks put beside their words, and Django REST does not. */
const GATEWAY_KEYS = ['timestamp', 'path', 'statusCode', 'request_id', 'fault', 'title'] as const;

/** Words of an API that looked for what was asked for. */
const OF_THE_API = [
	...['device', 'devices', 'entries', 'inventory', 'match', 'matches', 'matching', 'operation'],
	...['operations', 'parameter', 'parameters', 'record', 'records', 'result', 'results'],
	...['transaction', 'transactions'],
];

/** Words about one page, not about the list. */
const OF_A_PAGE = ['cursor', 'limit', 'offset', 'page'];

/**
 * Whether the body of a 404 reads like CONTROL's own "nothing matches": an empty list, or the one
 * sentence of a Django REST API. A gateway that knows no such path, and a page that does not exist,
 * read otherwise: they say nothing of the list.
 */
export function readsLikeNothingFound(text: string): boolean {
	const body = bodyOf(text);
	if (Array.isArray(body)) return body.length === 0;
	if (!isJsonObject(body) || isOfGateway(body)) return false;
	if (Array.isArray(body.results)) return body.results.length === 0;
	const [[key, said] = [], ...others] = Object.entries(body);
	if (typeof said !== 'string' || others.length > 0 || holds(said, OF_A_PAGE)) return false;
	return key === 'detail' || holds(said, OF_THE_API);
}

/**
 * Whether the body of a 404 reads like a gateway's, a proxy's or a framework's that knows no such
 * path.
 */
export function readsLikeGateway(text: string): boolean {
	const body = bodyOf(text);
	return isJsonObject(body) && isOfGateway(body);
}

function isOfGateway(body: Readonly<Record<string, unknown>>): boolean {
	if (GATEWAY_KEYS.some((key) => key in body)) return true;
	const said = Object.values(body).filter((value) => typeof value === 'string');
	// Django REST says "Not found.", a sentence with its full stop; FastAPI and many gateways, the
	// words of the status.
	return said.some((words) => words.trim() === 'Not Found' || holds(words, OF_A_GATEWAY));
}

function holds(said: string, words: readonly string[]): boolean {
	return said
		.toLowerCase()
		.split(/[^a-z]/)
		.some((word) => words.includes(word));
}

/** The JSON of a body; undefined where it is none. */
function bodyOf(text: string): unknown {
	try {
		return parseJson(text);
	} catch {
		return undefined;
	}
}
