export type Dialect = 'paged' | 'short';

export interface Scenario {
	dialect: Dialect;
	transactions: number;
}

const DIALECTS: readonly Dialect[] = ['paged', 'short'];

export function scenarios(quick: boolean): Scenario[] {
	const sizes = quick ? [1_000] : [1_000, 10_000, 100_000];
	return sizes.flatMap((transactions) => DIALECTS.map((dialect) => ({ dialect, transactions })));
}

/** So many devices that one of them has one per cent of the transactions. */
export const DEVICES = 100;

/** How much happened before a poll; the first one has nothing to compare with. */
export const STEPS = ['first look', '0 %', '1 %', '100 %'] as const;

export type Step = (typeof STEPS)[number];
