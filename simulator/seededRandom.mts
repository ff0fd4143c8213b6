/** A stream of numbers in [0, 1). */
export type RandomStream = () => number;

/**
 * Returns a stream that is the same for the same seed on every machine, so that a run can be
 * repeated. It is a 32-bit counter scrambled by two rounds of multiplication; good enough for test
 * data, not for secrets.
 */
export function seededRandom(seed: number): RandomStream {
	let counter = seed >>> 0;
	return () => {
		counter = (counter + 0x9e3779b9) >>> 0;
		let mixed = Math.imul(counter ^ (counter >>> 16), 0x85ebca6b);
		mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
		return ((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32;
	};
}

/** Returns a whole number from `least` to `most`, both included. */
export function wholeNumber(random: RandomStream, least: number, most: number): number {
	return least + Math.floor(random() * (most - least + 1));
}
