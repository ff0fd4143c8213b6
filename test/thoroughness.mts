/** So many of the random cases of a model are tried in the quick loop. */
const QUICK_SHARE = 0.2;

/**
 * How many random cases a test of a model tries: all of them in `npm test`, a share of them in the
 * quick loop, which would otherwise take twice as long. The seeds differ each time.
 */
export function cases(all: number): { numRuns: number } {
	return { numRuns: process.env.THOROUGH === 'yes' ? all : Math.ceil(all * QUICK_SHARE) };
}
