/**
 * Runs `work` for each entry, started in order, at most `limit` at a time. After an error nothing more is started; it is
 * thrown when what is under way has ended.
 */
export async function inPool<T>(
	entries: readonly T[],
	limit: number,
	work: (entry: T) => Promise<void>,
): Promise<void> {
	const queue = entries.values();
	let broken = false;
	const lane = async (): Promise<void> => {
		for (const entry of queue) {
			if (broken) return;
			await work(entry).catch((error: unknown) => {
				broken = true;
				return Promise.reject(error);
			});
		}
	};
	const lanes = Array.from({ length: Math.min(limit, entries.length) }, lane);
	const ended = await Promise.allSettled(lanes);
	const rejected = ended.find((end) => end.status === 'rejected');
	if (rejected) await Promise.reject(rejected.reason);
}
