import type { Query } from './answers/paging';
import { ControlError, type FailureKind } from './failures/errors';

/**
 * What a server answers that cannot refresh the status of devices, as its documentation foresees,
 * or does not know how.
 */
const OF_REFRESHING: readonly FailureKind[] = [
	'server_error',
	'timeout',
	'bad_request',
	'unprocessable',
];

/** Has the server refresh the status of devices before it answers, as long as it can. */
export class StatusRefresh {
	private failed: ControlError | null = null;

	/**
	 * Why the status that was read since is the one that the server had; null where it was refreshed,
	 * or nobody asked.
	 */
	get failure(): ControlError | null {
		return this.failed;
	}

	/**
	 * Reads what `query` asks for; once more without the refreshing where that is what fails, and
	 * from then on always. Throws what the last of these throws.
	 */
	async read<T>(query: Query, read: (query: Query) => Promise<T>): Promise<T> {
		const { update_status: asked, ...plain } = query;
		if (asked === undefined) return await read(query);
		if (this.failed !== null) return await read(plain);
		try {
			return await read(query);
		} catch (error) {
			if (!(error instanceof ControlError) || !OF_REFRESHING.includes(error.kind)) {
				return await Promise.reject(error);
			}
			const found = await read(plain);
			this.failed = error;
			return found;
		}
	}
}
