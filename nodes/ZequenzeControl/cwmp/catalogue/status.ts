import type { Health } from './section';

/** The Status of an interface that should be up. */
export const UP: Health = { good: ['Up'], bad: ['Down', 'Error', 'LowerLayerDown'] };

/** The Status of a service that should be on. */
export const ENABLED: Health = { good: ['Enabled'], bad: ['Error', 'Error_Misconfigured'] };

/** The ConnectionStatus of an Internet connection. */
export const CONNECTED: Health = {
	good: ['Connected'],
	bad: ['Disconnected', 'Unconfigured', 'PendingDisconnect'],
};
