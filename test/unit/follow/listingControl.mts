import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { queryString, type HttpAnswer } from '../../../nodes/ZequenzeControl/control/wire/http';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';
import { jsonAnswer } from '../control/answers.mts';
import type { FakeClock } from '../control/fakeClock.mts';

const BASE = 'https://control.example/api/v1';

/** A server that lists transactions in pages. */
export class ListingControl {
	/** The query of each request, e.g. `?id=7`; empty for the first page of the list. */
	readonly asked: string[] = [];

	/** Seconds from the start to each request. */
	readonly times: number[] = [];

	/** What comes instead of the list, request by request; undefined lets the list come. */
	readonly failures: Array<HttpAnswer | undefined> = [];

	/** Ids that cannot be asked for, and what is answered instead. */
	readonly broken = new Map<string, HttpAnswer>();

	/** Ids that the list counts but does not show; who asks for one sees it. */
	readonly cutOff = new Set<string>();

	pageSize = 100;

	/** How long each answer takes. */
	latencyMs = 0;

	readonly client: ControlClient;

	private readonly start: number;

	constructor(
		private readonly clock: FakeClock,
		/** What is listed so many seconds after the start. */
		private readonly listedAt: (seconds: number) => JsonObject[],
	) {
		this.start = clock.now();
		this.client = new ControlClient(
			async ({ query = {} }) => {
				const answer = this.answer(query);
				if (this.latencyMs > 0) await clock.sleep(this.latencyMs);
				return answer;
			},
			BASE,
			clock.now,
		);
	}

	/** How many requests were made in each of the looks, which are separated by pauses. */
	requestsByLook(): number[] {
		const looks = [...new Set(this.times)];
		return looks.map((look) => this.times.filter((time) => time === look).length);
	}

	private answer(query: Readonly<Record<string, string>>): HttpAnswer {
		const seconds = (this.clock.now() - this.start) / 1000;
		this.times.push(seconds);
		this.asked.push(queryString(query));
		return this.failures.shift() ?? this.broken.get(query.id ?? '') ?? this.page(query, seconds);
	}

	private page(query: Readonly<Record<string, string>>, seconds: number): HttpAnswer {
		const { id, offset = '0' } = query;
		const matching = this.listedAt(seconds).filter((row) => id === undefined || row.id === id);
		if (matching.length === 0) return jsonAnswer(404, { detail: 'Not found.' });
		const end = Number(offset) + this.pageSize;
		const shown = matching.filter((row) => id !== undefined || !this.cutOff.has(String(row.id)));
		return jsonAnswer(200, {
			...(this.cutOff.size > 0 && { count: matching.length }),
			results: shown.slice(Number(offset), end),
			next: end < shown.length ? `${BASE}/?offset=${end}` : null,
		});
	}
}
