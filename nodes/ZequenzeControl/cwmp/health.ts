import { isWithin } from './catalogue/valueRange';
import { entryFor } from './catalogue/lookup';

export type Verdict = 'good' | 'fair' | 'bad';

/**
 * What operators think of a value that a device reported, e.g. a signal level in the unit of its parameter.
 * Null where there is no common opinion, and for values that are neither text nor number. Never throws.
 */
export function verdictOn(path: string, value: unknown): Verdict | null {
	const health = entryFor(path)?.health;
	if (!health || (typeof value !== 'string' && typeof value !== 'number')) return null;
	if (isWithin(health.good, value)) return 'good';
	if (!health.bad) return 'fair';
	const words = typeof health.bad[0] === 'string';
	if (!words && !isWithin([null, null], value)) return null;
	return isWithin(health.bad, value) === words ? 'bad' : 'fair';
}
