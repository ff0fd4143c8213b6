import { setTimeout as sleep } from 'node:timers/promises';
import type { Effect } from './injection.mts';

type Workers = Extract<Effect, { kind: 'workers' }>;
type Overload = Extract<Effect, { kind: 'overload' }>;

/** What a server can do at once: how long a request takes depends on the others. */
export class Capacity {
	/** When each worker of a rule is free again, in milliseconds since 1970. */
	readonly #freeAt = new WeakMap<Workers, number[]>();
	readonly #open = new WeakMap<Overload, number>();

	/** Resolves when a worker has been free and has done its work. */
	async work(rule: Workers): Promise<void> {
		const freeAt = this.#freeAt.get(rule) ?? new Array<number>(rule.count).fill(0);
		this.#freeAt.set(rule, freeAt);
		const first = freeAt.indexOf(Math.min(...freeAt));
		const done = Math.max(Date.now(), freeAt[first] ?? 0) + rule.ms;
		freeAt[first] = done;
		await sleep(done - Date.now());
	}

	/** Resolves after a time that grows with the number of those that are under way. */
	async share(rule: Overload): Promise<void> {
		const open = (this.#open.get(rule) ?? 0) + 1;
		this.#open.set(rule, open);
		await sleep(rule.ms * 2 ** (Math.max(0, open - rule.beyond) / rule.beyond));
		this.#open.set(rule, (this.#open.get(rule) ?? 1) - 1);
	}
}
