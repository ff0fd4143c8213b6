import { InvalidInput } from '../../ground/invalidInput';

const HOST = /^https?:\/\/(\[[^\]]*\]|[^/:]*)/;

/**
 * Holds the node to the list of domains that n8n lets users keep in a credential: n8n itself
 * enforces it for its own HTTP nodes only. An entry is a host, or `*.` and a domain for all hosts
 * below it. Throws InvalidInput where the list does not name the host of this base URL. The setting
 * "none" is about n8n's HTTP nodes and no business of this one.
 */
export function requireAllowedHost(
	baseUrl: string,
	credential: Readonly<Record<string, unknown>>,
): void {
	if (credential.allowedHttpRequestDomains !== 'domains') return;
	const host = plain(HOST.exec(baseUrl)?.[1] ?? '');
	const allowed = String(credential.allowedDomains ?? '')
		.split(',')
		.map(plain)
		.filter(Boolean);
	if (allowed.some((entry) => matches(host, entry))) return;
	throw new InvalidInput(
		`The credential allows no requests to ${host}`,
		'Add the host of the Base URL to Allowed Domains in the credential, or set Allowed HTTP Request Domains to All.',
	);
}

function matches(host: string, entry: string): boolean {
	return entry.startsWith('*.')
		? entry.length > 2 && host.endsWith(entry.slice(1))
		: host === entry;
}

function plain(host: string): string {
	return host.trim().toLowerCase().replace(/\.$/, '');
}
