import { ControlClient } from './client';
import { connect, CREDENTIAL, rest, type Host } from './n8nTransport';
import {
	PLATFORM_TIMEOUT_MS,
	platformParameters,
	type PlatformParameter,
} from './platformParameters';

/** A client for the server that the node's credential names. Throws InvalidInput like connect. */
export async function openClient(host: Host, timeoutMs?: number): Promise<ControlClient> {
	const { send, baseUrl } = await connect(host, timeoutMs);
	return new ControlClient(send, baseUrl, undefined, undefined, undefined, rest);
}

/** What tells the accounts of different credentials apart. */
export function accountOf(host: Host): string {
	return host.getNode().credentials?.[CREDENTIAL]?.id ?? '';
}

/**
 * The parameters that the platform of the node's credential lists; none where it does not tell.
 * Never throws.
 */
export async function platformParametersFor(host: Host): Promise<readonly PlatformParameter[]> {
	return await platformParameters(
		accountOf(host),
		async () => await openClient(host, PLATFORM_TIMEOUT_MS),
	);
}
