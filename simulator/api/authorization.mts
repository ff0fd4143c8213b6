import type { Settings } from '../settings.mts';
import { ApiError } from './apiError.mts';

type Scheme = 'bearer' | 'token' | 'bare';

const accepted: Record<Settings['auth'], readonly Scheme[]> = {
	'bearer+bare': ['bearer', 'bare'],
	bearer: ['bearer'],
	token: ['token'],
	bare: ['bare'],
	any: ['bearer', 'token', 'bare'],
};

const prefixes: Record<Scheme, string> = { bearer: 'Bearer ', token: 'Token ', bare: '' };

/** Throws the 401 for a missing or wrong token. */
export function checkToken(header: string | undefined, { auth, token }: Settings): void {
	const forms = accepted[auth].map((scheme) => prefixes[scheme] + token);
	if (header !== undefined && forms.includes(header)) return;
	const detail =
		header === undefined ? 'Authentication credentials were not provided.' : 'Invalid token.';
	const challenge = auth === 'token' ? 'Token' : 'Bearer';
	throw new ApiError(401, { detail }, { 'www-authenticate': `${challenge} realm="api"` });
}
