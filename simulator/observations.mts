/** One request as it came in. */
export interface LoggedRequest {
	/** ISO 8601. */
	time: string;
	method: string;
	/** Path and query. */
	url: string;
	route: string;
	/** With the token replaced by `***`. */
	headers: Record<string, string>;
	/** The body's text; empty without one. */
	body: string;
	/** The status of the answer; null while there is none, or when it never got through. */
	status: number | null;
	/** From the first byte in to the last byte out; null as for the status. */
	milliseconds: number | null;
}

export interface Counters {
	/** By `METHOD route status`; the status of a request that got no whole answer is `lost`. */
	requests: Record<string, number>;
	total: number;
	/** Requests being answered now. */
	open: number;
	/** The most that were ever open at once. */
	mostOpen: number;
}

/** What the server saw, for tests to ask afterwards. The log keeps the latest requests only. */
export class Observations {
	readonly #logSize: number;
	#log: LoggedRequest[] = [];
	#requests = new Map<string, number>();
	#total = 0;
	#open = 0;
	#mostOpen = 0;

	constructor(logSize: number) {
		this.#logSize = logSize;
	}

	/** Notes a request that begins. */
	begin(entry: LoggedRequest): void {
		this.#total++;
		this.#open++;
		this.#mostOpen = Math.max(this.#mostOpen, this.#open);
		this.#log.push(entry);
		if (this.#log.length >= 2 * this.#logSize) this.#log = this.#log.slice(-this.#logSize);
	}

	/** Notes how a request ended; status null means that the answer was lost. */
	end(entry: LoggedRequest, status: number | null, milliseconds: number): void {
		this.#open--;
		if (status !== null) Object.assign(entry, { status, milliseconds });
		const key = `${entry.method} ${entry.route} ${status ?? 'lost'}`;
		this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
	}

	/** Returns the latest requests, oldest first. */
	requests(): readonly LoggedRequest[] {
		return this.#log.slice(-this.#logSize);
	}

	counters(): Counters {
		return {
			requests: Object.fromEntries(this.#requests),
			total: this.#total,
			open: this.#open,
			mostOpen: this.#mostOpen,
		};
	}

	/** Starts counting and logging afresh; requests that are open stay counted as open. */
	reset(): void {
		this.#log = [];
		this.#requests.clear();
		this.#total = 0;
		this.#mostOpen = this.#open;
	}
}

/** Returns the headers without the token: of `Bearer secret` remains `Bearer ***`. */
export function withoutToken(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
	const texts: Record<string, string> = {};
	for (const [name, value] of Object.entries(headers)) texts[name] = String(value);
	const { authorization } = texts;
	if (authorization !== undefined) {
		const [scheme, secret] = authorization.split(' ', 2);
		texts.authorization = secret === undefined ? '***' : `${scheme} ***`;
	}
	return texts;
}
