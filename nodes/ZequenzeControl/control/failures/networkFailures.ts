import { ControlError, TRY_LATER } from './errors';
import { quotable } from './quotes';

/** Network failures by the system's word for them. What is not listed is a lost connection. */
const NEVER_ARRIVED = [
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
];
const TIMED_OUT = ['ETIMEDOUT', 'ECONNABORTED', 'ESOCKETTIMEDOUT'];
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|TLS_ALTNAME/;

/**
 * Why no encrypted connection came about, as OpenSSL puts it in words or codes, and what helps;
 * nothing was sent then.
 */
const HANDSHAKE: ReadonlyArray<readonly [said: RegExp, fix: string]> = [
	[
		/wrong.version.number|packet.length.too.long|http.request|record.layer.failure/i,
		'The port does not speak https. Check the port in the Base URL of the credential, and write http:// before the host if the server has no encryption.',
	],
	[
		/alert.protocol.version|unsupported.protocol|version.too.low|inappropriate.fallback/i,
		'The server and this n8n have no version of TLS in common. Let the server offer TLS 1.2 or newer.',
	],
	[
		/certificate.required|alert.bad.certificate|alert.no.certificate/i,
		'The server wants a client certificate, which these nodes cannot show. Put a proxy in between that does, or ask the operator of the server for an address without.',
	],
	[
		/handshake.failure|no.shared.cipher|no.cipher|insufficient.security|unrecognized.name|key.too.small|alert.internal.error|access.denied/i,
		'The server and this n8n cannot agree on an encryption, the server wants a client certificate, or it does not know the host. Check the Base URL in the credential, and ask the operator of the server.',
	],
	[
		/before secure TLS connection was established/i,
		'The server closed the connection before it was encrypted. Check the port in the Base URL of the credential, and that https is what it speaks.',
	],
];

/** The failure behind a request that got no answer; `words` is what else is said about it. */
export function failureFromNetwork(code: string, timeoutMs: number, words = ''): ControlError {
	const handshake = handshakeFailure(code, words);
	if (handshake) return handshake;
	if (CERTIFICATE.test(code)) {
		return new ControlError({
			kind: 'certificate',
			message: `The certificate of the CONTROL server cannot be verified (${code})`,
			fix: 'Install a valid certificate on the server, or switch on Ignore SSL Issues in the credential if you trust this network.',
			code,
			transient: false,
			delivery: 'refused',
		});
	}
	if (NEVER_ARRIVED.includes(code)) {
		return new ControlError({
			kind: 'unreachable',
			message: `The CONTROL server cannot be reached (${code})`,
			fix: 'Check the host in the Base URL of the credential, and that this n8n can reach it (DNS, firewall, proxy).',
			code,
			transient: true,
			delivery: 'refused',
		});
	}
	if (TIMED_OUT.includes(code)) {
		return new ControlError({
			kind: 'timeout',
			message: `CONTROL did not answer within ${timeoutMs / 1000} s`,
			fix: 'Try again when the server is less busy. Where the node has the option Request Timeout, raise it.',
			code,
			transient: true,
			delivery: 'lost',
		});
	}
	return new ControlError({
		kind: 'connection_lost',
		message: `The connection to CONTROL broke before its answer arrived (${code})`,
		fix: TRY_LATER,
		code,
		transient: true,
		delivery: 'lost',
	});
}

/**
 * What may still break after the handshake is not certain: only what OpenSSL says of its own course
 * is.
 */
function handshakeFailure(code: string, words: string): ControlError | undefined {
	const isOfTls = /^(?:EPROTO|ERR_SSL_|ERR_TLS_HANDSHAKE|ECONNRESET$|NO_ANSWER$)/.test(code);
	const known = HANDSHAKE.find(([said]) => said.test(code) || said.test(words));
	if (!isOfTls || !known) return undefined;
	const [said, fix] = known;
	const why = said.exec(words)?.[0] ?? code;
	return new ControlError({
		kind: 'tls',
		message: `No encrypted connection to the CONTROL server could be made (${why})`,
		fix,
		code,
		transient: false,
		delivery: 'refused',
	});
}

/** The failure behind a request that n8n itself did not let out; `reason` is how n8n puts it. */
export function blockedByN8n(reason: string): ControlError {
	return new ControlError({
		kind: 'blocked',
		message: `n8n did not send the request: ${quotable(reason)}`,
		fix: 'Check the Base URL in the credential. If it is right, ask the operator of n8n to allow its host, e.g. by N8N_SSRF_ALLOWED_HOSTNAMES.',
		transient: false,
		delivery: 'refused',
	});
}
