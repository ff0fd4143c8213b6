/**
 * Every choice that a running simulator can change, with the words it may take; the first is the
 * usual one.
 */
export const choices = {
	/** What answers look like: the revisions of the API reference contradict each other. */
	dialect: ['paged', 'current', 'short'],
	/** Where the answer to a POST shows the transaction id. */
	postId: ['body', 'transaction_id', 'location', 'monitoring_url', 'none'],
	/** What a transaction id looks like. */
	ids: ['string', 'integer', 'big', 'txn', 'op'],
	/** Whether lists show ids, states and results; `usual` is what the dialect does. */
	listId: ['usual', 'shown', 'hidden'],
	status: ['usual', 'shown', 'hidden'],
	results: ['usual', 'shown', 'hidden'],
	/** How a failed operation is told. */
	failures: ['fault', 'word', 'counters'],
	/** Where the number of an added object is shown. */
	instanceNumber: ['both', 'variable', 'value', 'top'],
	/** What `?id=` answers with: the list's container holding one, or the bare object. */
	one: ['container', 'bare'],
	/** What becomes of finished operations in the list. */
	retention: ['stay', 'vanish'],
	order: ['oldest', 'newest'],
	/**
	 * Whether the list of devices heeds its filters; Django overlooks those that it does not know.
	 */
	deviceFilters: ['heeded', 'ignored'],
	/** Whether the list of cached values heeds which device and which parameters are asked for. */
	cachedFilters: ['heeded', 'ignored'],
	/** Whether cached values say when they were seen. */
	cachedTimes: ['hidden', 'shown'],
	/** The form in which actions on devices are taken; clients contradict the reference. */
	actionForm: ['put', 'post', 'postPlural'],
	/** Accepted forms of the Authorization header. */
	auth: ['bearer+bare', 'bearer', 'token', 'bare', 'any'],
} as const;

/** Habits of real devices that surprise servers. */
export const quirkNames = [
	'ignores-unknown',
	'numeric-booleans',
	'needs-reboot',
	'applies-at-restart',
	'anonymous-faults',
	'lies',
	'normalises',
	'hides',
	'reverts',
	'busy',
] as const;

export type Quirk = (typeof quirkNames)[number];

/**
 * The steps of an operation's life, in the simulator's own terms; `words` says how CONTROL calls
 * them.
 */
export const operationStates = [
	'scheduled',
	'pending',
	'in_progress',
	'completed',
	'failed',
] as const;

export type OperationState = (typeof operationStates)[number];

type Choices = { -readonly [Name in keyof typeof choices]: (typeof choices)[Name][number] };

/** Numbers that a running simulator can change. */
export interface Amounts {
	/** Results on a page when the request names no limit. */
	pageSize: number;
	/** A greater limit is cut to this, silently, as Django REST does. */
	maxPageSize: number;
	/** Milliseconds that every answer waits. */
	latency: number;
	/** Milliseconds that `update_status=true` adds. */
	updateStatusLatency: number;
	/** Milliseconds that a device works on one operation. */
	executionTime: number;
	/** Seconds by which the clock that writes the times of devices is behind that of the answers. */
	deviceClockBehind: number;
	/** Seconds that a finished operation stays listed when retention is `vanish`. */
	retentionSeconds: number;
}

export interface Settings extends Choices, Amounts {
	token: string;
	quirks: readonly Quirk[];
	words: Record<OperationState, string>;
}

/** A change of settings; of `words`, only those named change. */
export type SettingsChange = Partial<Omit<Settings, 'words'>> & {
	words?: Partial<Record<OperationState, string>>;
};

export const usualAmounts: Amounts = {
	pageSize: 100,
	maxPageSize: 1000,
	latency: 0,
	updateStatusLatency: 0,
	executionTime: 100,
	deviceClockBehind: 0,
	retentionSeconds: 0,
};

/** Returns the settings of a simulator that was told nothing. */
export function usualSettings(): Settings {
	return {
		dialect: choices.dialect[0],
		postId: choices.postId[0],
		ids: choices.ids[0],
		listId: choices.listId[0],
		status: choices.status[0],
		results: choices.results[0],
		failures: choices.failures[0],
		instanceNumber: choices.instanceNumber[0],
		one: choices.one[0],
		retention: choices.retention[0],
		order: choices.order[0],
		deviceFilters: choices.deviceFilters[0],
		cachedFilters: choices.cachedFilters[0],
		cachedTimes: choices.cachedTimes[0],
		actionForm: choices.actionForm[0],
		auth: choices.auth[0],
		...usualAmounts,
		token: 'simulator-token',
		quirks: [],
		words: {
			scheduled: 'scheduled',
			pending: 'pending',
			in_progress: 'in_progress',
			completed: 'completed',
			failed: 'failed',
		},
	};
}

/** Applies a change to the settings in place, so that everyone who holds them sees it. */
export function changeSettings(settings: Settings, { words, ...rest }: SettingsChange): void {
	Object.assign(settings, rest);
	Object.assign(settings.words, words);
}
