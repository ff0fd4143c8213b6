/** Which requests a rule concerns; every condition that is given must hold. */
export interface Match {
	method?: string;
	/** A route as the counters name it, such as `/inventory_device_serial/:serial/`. */
	route?: string;
	/** Of the serial number in the body or the path. */
	serial?: string;
	/** Only every n-th of the requests that fit. */
	every?: number;
	/** Leaves out the first n. */
	after?: number;
	/** From 0 to 1, by the simulator's seed. */
	probability?: number;
	/** The rule is spent after this many. */
	times?: number;
}

type Moment = 'before' | 'after';

/**
 * What happens to a request; `when` says whether before or after the server has done what was
 * asked.
 */
export type Effect =
	| { kind: 'delay'; ms: number }
	| {
			kind: 'status';
			status: number;
			/** Seconds from now; shown as they are, or as a date. */
			retryAfter?: number;
			retryAfterForm?: 'seconds' | 'date';
			/** `json`, `html`, `empty`, or any other text as it is. */
			body?: string;
	  }
	| { kind: 'rateLimit'; perSecond: number }
	/** So many workers, each busy with a request for so long; who comes meanwhile waits in line. */
	| { kind: 'workers'; count: number; ms: number }
	/** So long up to so many at once; each further as many double it. */
	| { kind: 'overload'; beyond: number; ms: number }
	| { kind: 'redirect'; url: string; status?: number }
	| { kind: 'reset'; when: Moment }
	| { kind: 'hang'; when: Moment }
	/**
	 * Keeps a share of the body; the connection breaks there, nothing more ever comes, or the answer
	 * looks complete.
	 */
	| { kind: 'truncate'; keep: number; ends: 'broken' | 'stalled' | 'complete' }
	| { kind: 'contentType'; value: string }
	/** The body trickles for so long. */
	| { kind: 'slowBody'; ms: number }
	/**
	 * So many mebibytes of white space after the body, which stays valid JSON; as gzip they are small
	 * on the way.
	 */
	| { kind: 'pad'; mebibytes: number; encoding?: 'gzip' }
	/**
	 * What the regular expression `find` finds first is replaced; written as Latin-1 it may be no
	 * valid UTF-8.
	 */
	| { kind: 'rewrite'; find: string; replace: string; charset?: 'latin1' };

export interface InjectionRule {
	match?: Match;
	effect: Effect;
}

const count = { type: 'integer', minimum: 0 };
const moment = { enum: ['before', 'after'] };
const string = { type: 'string' };

const effect = (kind: Effect['kind'], required: object, optional: object = {}): object => ({
	type: 'object',
	properties: { kind: { const: kind }, ...required, ...optional },
	required: ['kind', ...Object.keys(required)],
	additionalProperties: false,
});

/** JSON schema of a rule that comes in over HTTP. */
export const injectionRuleSchema = {
	type: 'object',
	required: ['effect'],
	additionalProperties: false,
	properties: {
		match: {
			type: 'object',
			additionalProperties: false,
			properties: {
				method: string,
				route: string,
				serial: string,
				every: { type: 'integer', minimum: 1 },
				after: count,
				probability: { type: 'number', minimum: 0, maximum: 1 },
				times: count,
			},
		},
		effect: {
			oneOf: [
				effect('delay', { ms: count }),
				effect(
					'status',
					{ status: { type: 'integer', minimum: 200, maximum: 599 } },
					{ retryAfter: count, retryAfterForm: { enum: ['seconds', 'date'] }, body: string },
				),
				effect('rateLimit', { perSecond: { type: 'number', exclusiveMinimum: 0 } }),
				effect('workers', { count: { type: 'integer', minimum: 1 }, ms: count }),
				effect('overload', { beyond: { type: 'integer', minimum: 1 }, ms: count }),
				effect('redirect', { url: string }, { status: { enum: [301, 302, 303, 307, 308] } }),
				effect('reset', { when: moment }),
				effect('hang', { when: moment }),
				effect('truncate', {
					keep: { type: 'number', minimum: 0, maximum: 1 },
					ends: { enum: ['broken', 'stalled', 'complete'] },
				}),
				effect('contentType', { value: string }),
				effect('slowBody', { ms: count }),
				effect('pad', { mebibytes: count }, { encoding: { enum: ['gzip'] } }),
				effect('rewrite', { find: string, replace: string }, { charset: { enum: ['latin1'] } }),
			],
		},
	},
};
