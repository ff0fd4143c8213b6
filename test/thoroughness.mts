/** So many of the random cases of a model are tried in the quick loop. */
const QUICK_SHARE = 0.1;

/**
 * How many random cases a test of a model tries: all of them in `npm test`, a share of them in the
 * quick loop, which would otherwise take twice as long. The seeds differ each time.
 */
export function cases(all: number): { numRuns: number } {
	return { numRuns: amount(all) };
}

/** The same for anything else of which much takes long: seeds, or the length of a text. */
export function amount(all: number): number {
	return process.env.THOROUGH === 'yes' ? all : Math.ceil(all * QUICK_SHARE);
}
