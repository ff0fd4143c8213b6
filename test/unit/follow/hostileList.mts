import fc from 'fast-check';

import {
	readTransaction,
	type Transaction,
} from '../../../nodes/ZequenzeControl/control/answers/transaction';
import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';

/** An operation that is on the server, whoever made it. */
export interface Made {
	request: OperationRequest;
	/** By the true time, in milliseconds since 1970. */
	at: number;
	/** Which job of ours it is; null for a stranger's. */
	job: number | null;
	hasFinished: boolean;
}

/** How a server shows its list. */
export interface Habits {
	/** Milliseconds by which its clock is ahead of the true time. */
	skewMs: number;
	time: 'milliseconds' | 'seconds' | 'minutes' | 'day' | 'no zone' | 'none';
	/** What was made within so many milliseconds is not listed yet. */
	lagMs: number;
	/** Only so many are listed; Infinity lists all. */
	limit: number;
	newestFirst: boolean;
	/** Whether a list that is cut off says so by its count. */
	counts: boolean;
	serial: 'as sent' | 'upper' | 'lower' | 'with OUI' | 'number' | 'none';
	operation: 'as sent' | 'capitals' | 'words' | 'number';
	names: 'as sent' | 'lower' | 'with instance' | 'short' | 'none';
	values: 'as sent' | 'hidden' | 'masked' | 'rewritten';
	ids: 'counting' | 'random' | 'per device';
	keepsFinished: boolean;
}

export const HONEST: Habits = {
	skewMs: 0,
	time: 'milliseconds',
	lagMs: 0,
	limit: Infinity,
	newestFirst: false,
	counts: true,
	serial: 'as sent',
	operation: 'as sent',
	names: 'as sent',
	values: 'as sent',
	ids: 'counting',
	keepsFinished: true,
};

const HOUR_MS = 3_600_000;

/** Any habits at all. */
export const habits: fc.Arbitrary<Habits> = fc.record({
	skewMs: fc.oneof(
		fc.constant(0),
		fc.integer({ min: -10_000, max: 10_000 }),
		fc.integer({ min: -12, max: 12 }).map((hours) => hours * HOUR_MS),
	),
	time: fc.constantFrom('milliseconds', 'seconds', 'minutes', 'day', 'no zone', 'none'),
	lagMs: fc.constantFrom(0, 0, 500, 5_000, 20_000, 40_000),
	limit: fc.oneof(fc.constant(Infinity), fc.integer({ min: 0, max: 12 })),
	newestFirst: fc.boolean(),
	counts: fc.boolean(),
	serial: fc.constantFrom('as sent', 'upper', 'lower', 'with OUI', 'number', 'none'),
	operation: fc.constantFrom('as sent', 'capitals', 'words', 'number'),
	names: fc.constantFrom('as sent', 'lower', 'with instance', 'short', 'none'),
	values: fc.constantFrom('as sent', 'hidden', 'masked', 'rewritten'),
	ids: fc.constantFrom('counting', 'random', 'per device'),
	keepsFinished: fc.boolean(),
});

const WORDS: Readonly<Record<OperationName, string>> = {
	get: 'GetParameterValues',
	set: 'SetParameterValues',
	'add.obj': 'AddObject',
	'del.obj': 'DeleteObject',
};

/** A server that shows what was made in its own way. */
export class HostileList {
	constructor(
		private readonly made: readonly Made[],
		private readonly habits: Habits,
	) {}

	/** The ID of what was made as the nth. */
	idOf(nth: number): string {
		const { ids } = this.habits;
		if (ids === 'counting') return String(1000 + nth);
		if (ids === 'per device') {
			const device = this.made[nth]?.request.serial_number;
			return String(
				this.made.slice(0, nth + 1).filter((one) => one.request.serial_number === device).length,
			);
		}
		return `x${((nth + 1) * 2_654_435_761) % 4_294_967_296}`;
	}

	/** What is listed at this time, by the true clock; whether a count tells that it is cut off. */
	listedAt(now: number): { transactions: Transaction[]; isWhole: boolean } {
		const { limit, newestFirst, counts } = this.habits;
		const shown = this.shownAt(now);
		const ordered = newestFirst ? [...shown].reverse() : shown;
		const listed = ordered.slice(0, limit === Infinity ? undefined : limit);
		return {
			transactions: listed.map(({ one, nth }) => this.entry(one, nth)),
			isWhole: !counts || listed.length === ordered.length,
		};
	}

	private shownAt(now: number): Array<{ one: Made; nth: number }> {
		const { lagMs, keepsFinished } = this.habits;
		return this.made
			.map((one, nth) => ({ one, nth }))
			.filter(({ one }) => one.at <= now - lagMs && (keepsFinished || !one.hasFinished));
	}

	/** The same as JSON, as it comes over the line: a plain array, or with a count of all. */
	jsonAt(now: number): JsonObject | JsonObject[] {
		const { transactions } = this.listedAt(now);
		const results = transactions.map(({ raw: { truth: _truth, ...raw } }) => raw);
		return this.habits.counts ? { count: this.shownAt(now).length, next: null, results } : results;
	}

	private entry({ request, at, hasFinished, job }: Made, nth: number): Transaction {
		const raw: JsonObject = {
			id: this.idOf(nth),
			...this.device(request.serial_number),
			operation: this.operation(request.operation),
			variables: this.variables(request, hasFinished),
			status: hasFinished ? 'completed' : 'pending',
		};
		const created = this.time(at);
		if (created !== null) Object.assign(raw, { created_at: created });
		return { ...readTransaction(raw), raw: { ...raw, truth: job } };
	}

	private device(serial: string): JsonObject {
		const shown = {
			'as sent': { serial_number: serial },
			upper: { serial_number: serial.toUpperCase() },
			lower: { serial_number: serial.toLowerCase() },
			'with OUI': { serial_number: `00D09E-${serial}` },
			number: { device: 4000 + Number(serial.replace(/\D/g, '')) },
			none: {},
		};
		return shown[this.habits.serial];
	}

	private operation(name: OperationName): string {
		const shown = {
			'as sent': name,
			capitals: name.replace('.obj', '_OBJECT').toUpperCase(),
			words: WORDS[name],
			number: String(name.length),
		};
		return shown[this.habits.operation];
	}

	private variables(
		{ operation, variables }: OperationRequest,
		hasFinished: boolean,
	): JsonObject[] {
		const { names } = this.habits;
		if (names === 'none') return [];
		const shown = variables.map(({ variable_name: name, value }): JsonObject => {
			const leaf = name.replace(/\.$/, '').split('.').at(-1) ?? '';
			const written = names === 'lower' ? name.toLowerCase() : names === 'short' ? leaf : name;
			return { variable_name: written, ...this.value(value) };
		});
		const isAdded = names === 'with instance' && operation === 'add.obj' && hasFinished;
		return isAdded ? [...shown, { variable_name: `${variables[0]?.variable_name}3.` }] : shown;
	}

	private value(value: string | undefined): JsonObject {
		if (value === undefined) return {};
		const shown = { 'as sent': value, hidden: null, masked: '******', rewritten: `<${value}>` };
		return { value: shown[this.habits.values] };
	}

	private time(at: number): string | null {
		const iso = new Date(at + this.habits.skewMs).toISOString();
		const shown = {
			milliseconds: iso,
			seconds: iso.replace(/\.\d+Z$/, 'Z'),
			minutes: iso.slice(0, 16),
			day: iso.slice(0, 10),
			'no zone': iso.slice(0, 19),
			none: null,
		};
		return shown[this.habits.time];
	}
}
