/**
 * Runs `work` for each entry, started in order, at most `limit` at a time. After an error nothing more is started; the
 * first error is thrown when what is under way has ended.
 */
export async function inPool<T>(
	entries: readonly T[],
	limit: number,
	work: (entry: T) => Promise<void>,
): Promise<void> {
	const queue = entries.values();
	const errors: unknown[] = [];
	const lane = async (): Promise<void> => {
		for (const entry of queue) {
			if (errors.length > 0) return;
			await work(entry).catch((error: unknown) => void errors.push(error));
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, entries.length) }, lane));
	if (errors.length > 0) await Promise.reject(errors[0]);
}
