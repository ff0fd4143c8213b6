/** Lets other work go on before it resolves. */
export type Rest = () => Promise<void>;

/** How many entries are worked on before other work goes on. */
export const ENTRIES_AT_ONCE = 1_000;

/** What `work` makes of each of very many entries, in slices between which other work goes on. */
export async function inSlices<T, R>(
	entries: readonly T[],
	work: (entry: T, at: number) => R,
	rest?: Rest,
): Promise<R[]> {
	const made: R[] = [];
	for (const [at, entry] of entries.entries()) {
		if (at > 0 && at % ENTRIES_AT_ONCE === 0) await rest?.();
		made.push(work(entry, at));
	}
	return made;
}
