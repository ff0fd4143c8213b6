import { seededRandom, type RandomStream } from '../seededRandom.mts';
import type { Effect, InjectionRule, Match } from './injection.mts';

/** What a rule looks at; the serial number is undefined where a request has none. */
export interface Subject {
	method: string;
	route: string;
	serial: string | undefined;
}

interface ActiveRule {
	id: number;
	rule: InjectionRule;
	random: RandomStream;
	/** Requests that fitted so far. */
	fitted: number;
	/** Requests that were hit. */
	hits: number;
}

/**
 * The rules in force. Each draws from its own random stream, so rules do not disturb each other.
 */
export class ActiveRules {
	readonly #seed: number;
	#rules: ActiveRule[] = [];
	#nextId = 1;

	constructor(seed: number) {
		this.#seed = seed;
	}

	/** Puts a rule in force and returns its id. */
	add(rule: InjectionRule): number {
		const id = this.#nextId++;
		const random = seededRandom(this.#seed + id);
		this.#rules.push({ id, rule, random, fitted: 0, hits: 0 });
		return id;
	}

	clear(): void {
		this.#rules = [];
	}

	/** Returns the rules with how often each has hit. */
	list(): Array<InjectionRule & { id: number; hits: number }> {
		return this.#rules.map(({ id, rule, hits }) => ({ id, ...rule, hits }));
	}

	/** Whether any rule is in force, so that ordinary requests cost nothing. */
	get isEmpty(): boolean {
		return this.#rules.length === 0;
	}

	/** Returns the effects that a request meets, in the order of the rules. */
	effectsOn(subject: Subject): Effect[] {
		return this.#rules.filter((active) => hits(active, subject)).map(({ rule }) => rule.effect);
	}
}

function hits(active: ActiveRule, subject: Subject): boolean {
	const { match = {} } = active.rule;
	if (!concerns(match, subject)) return false;
	const { every = 1, after = 0, probability = 1, times = Infinity } = match;
	active.fitted++;
	const turn = active.fitted - after;
	const isHit =
		turn > 0 && turn % every === 0 && active.hits < times && active.random() < probability;
	if (isHit) active.hits++;
	return isHit;
}

function concerns(match: Match, { method, route, serial }: Subject): boolean {
	return (
		(match.method === undefined || match.method.toUpperCase() === method) &&
		(match.route === undefined || match.route === route) &&
		(match.serial === undefined || match.serial === serial)
	);
}
