import type { FailureFacts } from './errors';

/** What an answer says of a failure. */
export type Explanation = Pick<FailureFacts, 'kind' | 'message' | 'fix' | 'transient' | 'delivery'>;

/** Where to look when something answers that is not CONTROL's API. */
export const CHECK_BASE_URL =
	'Check the Base URL in the credential: it must be the address of the API, e.g. https://control.zequenze.com/api/v1, not of the portal.';

/**
 * Whether a body is JSON, as CONTROL's own answers are; other bodies come from what stands in front
 * of it.
 */
type Format = 'json' | 'other';

/**
 * Answers with one status that mean something else than the status alone: the first row that fits.
 */
interface Refusal extends Explanation {
	statuses: readonly number[];
	format?: Format;
	/** What the body says; any where missing. */
	says?: RegExp;
}

const PERMANENT = { transient: false, delivery: 'refused' } as const;

const TOKEN_FIX =
	'Check the API Token and the Authorization Scheme in the credential. A new token is in the administration panel of the portal.';

/**
 * Refusals that what the body says tells apart. No body is quoted from here: pages say nothing to
 * the reader.
 */
const REFUSALS: readonly Refusal[] = [
	{
		statuses: [400, 497],
		format: 'other',
		says: /plain HTTP request was sent to HTTPS port|HTTP request to an HTTPS server/i,
		kind: 'wrong_address',
		message: 'The port expects an encrypted connection',
		fix: 'Write https:// in place of http:// in the Base URL of the credential.',
		...PERMANENT,
	},
	{
		statuses: [400, 495, 496],
		format: 'other',
		says: /SSL certificate|client certificate/i,
		kind: 'tls',
		message: 'The server in front of CONTROL wants a client certificate',
		fix: 'These nodes cannot show one. Put a proxy in between that does, or ask the operator of the server for an address without.',
		...PERMANENT,
	},
	{
		statuses: [400, 414, 431],
		format: 'other',
		says: /header or cookie too large|request header fields too large|header fields? too (?:long|large)/i,
		kind: 'request_too_large',
		message: 'The server in front of CONTROL does not take headers or addresses this long',
		fix: 'Check that the API Token in the credential is the token alone.',
		...PERMANENT,
	},
	{
		statuses: [400],
		format: 'other',
		kind: 'wrong_address',
		message: 'The server, or a proxy in front of it, refused the request before CONTROL read it',
		fix: 'Check the Base URL in the credential: its host must be one that the server answers to (Django: ALLOWED_HOSTS), and http or https as the port expects.',
		...PERMANENT,
	},
	{
		statuses: [403],
		says: /\bCSRF\b/i,
		kind: 'unauthorized',
		message: 'The server took the request for one of a browser, not for one with an API token',
		fix: 'Check the Base URL in the credential, which must be that of the API, and the Authorization Scheme.',
		...PERMANENT,
	},
	{
		statuses: [403],
		format: 'json',
		says: /credentials were not provided|invalid token|token (?:is )?(?:invalid|expired|missing)|not (?:valid|authenticated)|authentication/i,
		kind: 'unauthorized',
		message: 'CONTROL did not accept the API token',
		fix: TOKEN_FIX,
		...PERMANENT,
	},
	{
		statuses: [403],
		format: 'other',
		kind: 'proxy',
		message: 'A firewall, or a proxy between n8n and CONTROL, refused the request',
		fix: 'Ask who runs it to let this n8n through, and check the Base URL in the credential and the proxy settings of n8n. The API token was not looked at.',
		...PERMANENT,
	},
	{
		statuses: [407],
		kind: 'proxy',
		message: 'The proxy between n8n and CONTROL wants a user name and a password',
		fix: 'Ask the operator of n8n to put them into its proxy settings (HTTPS_PROXY, HTTP_PROXY), or to except the host of CONTROL (NO_PROXY).',
		...PERMANENT,
	},
	{
		statuses: [413],
		kind: 'request_too_large',
		message: 'The request is larger than the server, or a proxy in front of it, takes',
		fix: 'Use fewer variables or shorter values in one item, or ask the operator of the server to allow larger requests.',
		...PERMANENT,
	},
	{
		statuses: [415],
		kind: 'wrong_address',
		message: 'What answers at this address does not take JSON, which CONTROL does',
		fix: CHECK_BASE_URL,
		...PERMANENT,
	},
	{
		statuses: [421, 426],
		kind: 'wrong_address',
		message: 'The server does not answer requests of this kind at this address',
		fix: 'Check the host in the Base URL of the credential, and that it begins with https://.',
		...PERMANENT,
	},
	{
		// Of Cloudflare: no connection to the server came about.
		statuses: [521, 523, 525, 526, 530],
		kind: 'unavailable',
		message: 'The proxy in front of CONTROL cannot reach it',
		fix: 'Try again later. If it stays, ask the operator of your CONTROL server.',
		transient: true,
		delivery: 'refused',
	},
];

// Pages say at their beginning what they are about.
const READ = 4_000;

/**
 * What a refusal means by its status and by what its body says; undefined where the status tells
 * enough.
 */
export function refusalSaid(
	status: number,
	text: string,
	isJson: boolean,
): Explanation | undefined {
	const begin = text.slice(0, READ);
	// Of a long body only the beginning is there.
	const isOfControl = isJson || /^[{[]/.test(begin);
	const found = REFUSALS.find(
		({ statuses, format, says }) =>
			statuses.includes(status) &&
			(format === undefined || (format === 'json') === isOfControl) &&
			(says === undefined || says.test(begin)),
	);
	if (!found) return undefined;
	const { kind, message, fix, transient, delivery } = found;
	return { kind, message, fix, transient, delivery };
}
