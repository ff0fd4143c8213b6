import { ControlError } from './errors';

const LINK = /^(?:[a-z][a-z0-9+.-]*:)?(?:\/\/([^/?#]*))?[^?#]*(?:\?([^#]*))?/i;

/**
 * The query of the page that a `next` link points to. The path of the link is not used: a proxy may have
 * changed it, and a list never leads to another endpoint. Throws ControlError where the link leads to another
 * host, because the token would travel there.
 */
export function nextQuery(link: string, baseUrl: string): Record<string, string> | null {
	const [, host, query] = LINK.exec(link) ?? [];
	if (host !== undefined && hostName(host) !== hostName(LINK.exec(baseUrl)?.[1] ?? '')) {
		throw new ControlError({
			kind: 'redirected',
			message: 'The next page of the list is on another host; the token was not sent there',
			fix: 'Check the Base URL in the credential, and the host name that CONTROL is configured with.',
			transient: false,
			delivery: 'refused',
		});
	}
	return query ? parseQuery(query) : null;
}

// Ports and user names are left out: a proxy often listens on another port than the server behind it knows.
function hostName(authority: string): string {
	return authority.replace(/^.*@/, '').replace(/:\d*$/, '').replace(/\.$/, '').toLowerCase();
}

function parseQuery(query: string): Record<string, string> {
	return Object.fromEntries(
		query
			.split('&')
			.filter(Boolean)
			.map((pair) => {
				const [name = '', value = ''] = pair.split('=', 2);
				return [decode(name), decode(value)];
			}),
	);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return text;
	}
}
