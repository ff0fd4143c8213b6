import { InvalidInput } from '../../ground/invalidInput';

/** The words that servers expect before the token; `none` sends the bare token. */
export const AUTHORIZATION_SCHEMES = {
	bearer: 'Bearer ',
	token: 'Token ',
	none: '',
} as const;

export type AuthorizationScheme = keyof typeof AUTHORIZATION_SCHEMES;

const PASTED_SCHEME = /^(?:authorization:\s*)?(?:bearer|token)(?:\s+|$)/i;
const SENDABLE = /^[\x21-\x7e]+$/;

/**
 * The token as it was issued: white space and a pasted "Bearer" around it are dropped.
 * Throws InvalidInput where it is empty or holds characters that no header may carry.
 */
export function cleanToken(token: unknown): string {
	const text = typeof token === 'string' ? token.trim().replace(PASTED_SCHEME, '') : '';
	if (!text) {
		throw new InvalidInput(
			'The API Token is empty',
			'Copy the token from the administration panel of the CONTROL portal into the credential.',
		);
	}
	if (!SENDABLE.test(text)) {
		throw new InvalidInput(
			'The API Token holds white space or characters that a token cannot have',
			'Copy the token again from the CONTROL portal, without line breaks or quotes around it.',
		);
	}
	return text;
}

/** The value of the Authorization header. Throws InvalidInput like cleanToken. */
export function authorizationHeader(scheme: unknown, token: unknown): string {
	const prefix = isAuthorizationScheme(scheme) ? AUTHORIZATION_SCHEMES[scheme] : 'Bearer ';
	return prefix + cleanToken(token);
}

function isAuthorizationScheme(scheme: unknown): scheme is AuthorizationScheme {
	return typeof scheme === 'string' && Object.keys(AUTHORIZATION_SCHEMES).includes(scheme);
}
