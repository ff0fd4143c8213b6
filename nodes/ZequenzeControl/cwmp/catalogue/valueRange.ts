import type { ValueRange } from './section';

/**
 * Whether a value lies within a range, or is one of the words. A text that is no number lies in no
 * range.
 */
export function isWithin(range: ValueRange, value: string | number): boolean {
	const words: readonly unknown[] = range;
	if (words.some((word) => typeof word === 'string')) return words.includes(String(value));
	const number = typeof value === 'string' && value.trim() === '' ? NaN : Number(value);
	const [least, greatest] = range;
	return (
		Number.isFinite(number) &&
		(typeof least !== 'number' || number >= least) &&
		(typeof greatest !== 'number' || number <= greatest)
	);
}
