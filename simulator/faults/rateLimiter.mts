import type { Effect } from './injection.mts';

type Limit = Extract<Effect, { kind: 'rateLimit' }>;

/** Counts admitted requests per limit in windows of one second. */
export class RateLimiter {
	readonly #windows = new WeakMap<Limit, { start: number; admitted: number }>();

	/** Returns 0 when the request is admitted, otherwise the seconds until one will be. */
	admit(limit: Limit, now: number): number {
		// A limit below one a second gets a longer window with room for one request.
		const length = Math.max(1, 1 / limit.perSecond) * 1000;
		const room = Math.max(1, Math.floor(limit.perSecond));
		let window = this.#windows.get(limit);
		if (!window || now - window.start >= length) {
			window = { start: now, admitted: 0 };
			this.#windows.set(limit, window);
		}
		if (window.admitted >= room) return (window.start + length - now) / 1000;
		window.admitted++;
		return 0;
	}
}
