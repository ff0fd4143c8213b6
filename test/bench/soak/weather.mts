import type { InjectionRule } from '../../../simulator/faults/injection.mts';

/** How the server behaves all the time, towards the bulk runs and the trigger's polls alike. */
export const WEATHER = {
	latencyMs: 20,
	/** Half of the refusals say when to come again. */
	rules: [
		{
			match: { probability: 0.005 },
			effect: { kind: 'status', status: 503, retryAfter: 1 },
		},
		{ match: { probability: 0.005 }, effect: { kind: 'status', status: 503 } },
		{ match: { probability: 0.01 }, effect: { kind: 'reset', when: 'after' } },
		{ match: { probability: 0.02 }, effect: { kind: 'delay', ms: 1_000 } },
	],
} as const satisfies { latencyMs: number; rules: readonly InjectionRule[] };

/** The same in words. */
export const WEATHER_IN_WORDS =
	'every answer 20 ms late and 2 % of them a second more, 1 % of the requests answered with 503 (half of them with Retry-After), the replies of 1 % lost after processing';
