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

/** The failure behind a request that got no answer. */
export function failureFromNetwork(code: string, timeoutMs: number): ControlError {
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
