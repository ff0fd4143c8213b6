import { InvalidInput } from '../../ground/invalidInput';

/** Where the hosted CONTROL answers; customers may put a host of their own in front of it. */
export const PRODUCTION_BASE_URL = 'https://control.zequenze.com/api/v1';

const API_PATH = '/api/v1';

/**
 * The base URL that a pasted text means, without a trailing slash: a bare host gets https and
 * /api/v1, a page below /api/v1 is cut back to it. Throws InvalidInput where the text names no web
 * address, without quoting it: it may hold a password, or be a token in the wrong field.
 */
export function resolveBaseUrl(text: string): string {
	const typed = text.trim();
	if (!typed) throw unusable('The Base URL is empty');
	const [start = '', typedScheme = 'https'] = SCHEME.exec(typed) ?? [];
	const scheme = typedScheme.toLowerCase();
	const [address = ''] = typed.slice(start.length).split(/[?#]/, 1);
	const slash = address.indexOf('/');
	const host = slash < 0 ? address : address.slice(0, slash);
	const isOne = typed.length <= MAX_LENGTH && !/\s/.test(typed);
	if (!isOne || !HOST.test(host)) {
		throw typed.includes('@') ? holdsUser() : unusable('The Base URL is not a web address');
	}
	if (scheme !== 'https' && scheme !== 'http') {
		throw unusable(`The Base URL starts with ${scheme}://`);
	}
	return `${scheme}://${host.toLowerCase()}${apiPath(address.slice(host.length))}`;
}

/** Characters; a longer text in the field is no address. */
const MAX_LENGTH = 2_000;

const SCHEME = /^([a-z][a-z0-9+.-]{0,30}):\/\//i;

// Host name or address, optionally with a port; user names and passwords in an address are refused.
const HOST = /^(?:\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?\.?)(?::\d{1,5})?$/i;

/** What follows the host: a prefix is kept (a proxy may add one), what follows /api/v1 is not. */
function apiPath(path: string): string {
	const at = path.search(/\/api\/v1(?=\/|$)/);
	if (at >= 0) return path.slice(0, at) + API_PATH;
	return withoutLastSlashes(path).replace(/\/api$/, '') + API_PATH;
}

function withoutLastSlashes(path: string): string {
	let end = path.length;
	while (path.charAt(end - 1) === '/') end -= 1;
	return path.slice(0, end);
}

function unusable(message: string): InvalidInput {
	return new InvalidInput(
		message,
		`Enter the address of your CONTROL server in the credential, e.g. ${PRODUCTION_BASE_URL}`,
	);
}

function holdsUser(): InvalidInput {
	return new InvalidInput(
		'The Base URL holds a user name or a password',
		`Leave out what stands before the @, e.g. ${PRODUCTION_BASE_URL}; the token belongs in the API Token field`,
	);
}

const DEFAULT_PORTS: Readonly<Record<string, string>> = { https: '443', http: '80' };

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * What tells servers apart: the host, its port where that is unusual, and the path, however a Base
 * URL spells them. The result of an earlier call comes back as it is.
 */
export function serverOf(baseUrl: string): string {
	const parts = /^(?:(https?):\/\/)?(\[[^\]/]*\]|[^:/]*)(?::(\d*))?([^]*)$/i.exec(baseUrl);
	const [, scheme = '', host = '', port = '', path = ''] = parts ?? [];
	const name = host.toLowerCase().replace(/\.$/, '');
	const isUsual = port === '' || Number(port) === Number(DEFAULT_PORTS[scheme.toLowerCase()]);
	return [
		LOOPBACK.test(name) ? 'localhost' : name,
		isUsual ? '' : `:${Number(port)}`,
		path.replace(/\/{2,}/g, '/').replace(/\/$/, ''),
	].join('');
}
