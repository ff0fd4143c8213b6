import {
	DEVICES,
	HEADLESS_OPERATIONS,
	type OperationRequest,
} from '../../../nodes/ZequenzeControl/control/endpoints';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/failures/networkFailures';
import type {
	HttpAnswer,
	HttpRequest,
	Send,
} from '../../../nodes/ZequenzeControl/control/wire/http';
import type { FakeClock } from '../control/fakeClock.mts';

/** What becomes of one POST. */
export type Fate =
	/** Taken and answered. */
	| 'taken'
	/** Taken, but the connection breaks before the answer. */
	| 'reply lost'
	/** The connection breaks before the server takes it. */
	| 'request lost'
	/**
	 * The connection breaks at once, but the server takes the request half as late again as it
	 * usually answers.
	 */
	| 'taken late'
	/**
	 * The same, but twenty seconds later: such a server lets the other ones wait no longer than ever.
	 */
	| 'taken much later'
	/** Taken, but no answer comes in time. */
	| 'timeout'
	/** Never taken, and no answer comes in time. */
	| 'timeout before'
	/** The host refuses the connection. */
	| 'unreachable'
	| 429
	| 503
	| 500
	| 400;

/** What the server shows of its operations. */
export interface Dialect {
	postShowsId: boolean;
	listShowsId: boolean;
	listShowsTime: boolean;
	/** Whether finished operations stay in the list. */
	keepsFinished: boolean;
	listIsReadable: boolean;
	/** Whether the list comes in pages, each of which repeats the last entry of the one before. */
	listRepeats: boolean;
	/** How many of its operations the list shows at most, the oldest first. */
	listLimit: number;
	/** So many milliseconds pass before the list shows what was made. */
	listLagsMs: number;
	/** How long it takes to answer a POST, in milliseconds. */
	answersAfterMs: number;
}

export const FULL: Dialect = {
	postShowsId: true,
	listShowsId: true,
	listShowsTime: true,
	keepsFinished: true,
	listIsReadable: true,
	listRepeats: false,
	listLimit: Infinity,
	listLagsMs: 0,
	answersAfterMs: 10,
};

interface Made extends OperationRequest {
	id: string;
	created_at: string;
	status: string;
}

/** A CONTROL server in memory, whose POSTs fare as a test says. */
export class FakeControl {
	readonly made: Made[] = [];

	readonly posts: OperationRequest[] = [];

	gets = 0;

	/** The serial numbers of devices that are down. */
	readonly down = new Set<string>();

	constructor(
		private readonly clock: FakeClock,
		private readonly dialect: Dialect = FULL,
		/** The fates of the first POSTs, in the order of sending; all later ones are taken. */
		private readonly fates: Fate[] = [],
	) {}

	/** An operation that was there before anything was sent. */
	hasMade(request: OperationRequest, status = 'completed', ageMs = 3_600_000): this {
		this.make(request, status, ageMs);
		return this;
	}

	readonly send: Send = async (request) => {
		await this.clock.sleep(10);
		if (request.method === 'POST') return await this.post(request);
		return request.path.startsWith(DEVICES) ? this.device(request) : this.list(request);
	};

	private async post({ body = '' }: HttpRequest): Promise<HttpAnswer> {
		const request: OperationRequest = JSON.parse(body);
		this.posts.push(request);
		const fate = this.fates.shift() ?? 'taken';
		const { answersAfterMs } = this.dialect;
		if (fate === 'taken late' || fate === 'taken much later') {
			const afterMs = fate === 'taken late' ? answersAfterMs * 1.5 : 20_000;
			void this.clock.sleep(afterMs).then(() => this.make(request, 'scheduled', 0));
			throw failureFromNetwork('ECONNRESET', 30_000);
		}
		await this.clock.sleep(answersAfterMs);
		if (typeof fate === 'number') return this.answer(fate, { detail: 'No' });
		if (fate === 'unreachable') throw failureFromNetwork('ECONNREFUSED', 30_000);
		if (fate === 'request lost') throw failureFromNetwork('ECONNRESET', 30_000);
		if (fate === 'timeout before') throw failureFromNetwork('ETIMEDOUT', 30_000);
		const { id } = this.make(request, 'scheduled', 0);
		if (fate === 'reply lost') throw failureFromNetwork('ECONNRESET', 30_000);
		if (fate === 'timeout') throw failureFromNetwork('ETIMEDOUT', 30_000);
		return this.answer(201, this.dialect.postShowsId ? { id, ...request } : request);
	}

	private make(request: OperationRequest, status: string, ageMs: number): Made {
		const made = {
			...request,
			id: String(this.made.length + 1),
			created_at: new Date(this.clock.now() - ageMs).toISOString(),
			status,
		};
		this.made.push(made);
		return made;
	}

	private device({ path }: HttpRequest): HttpAnswer {
		const serial_number = path.slice(DEVICES.length, -1);
		return this.answer(200, { serial_number, status: !this.down.has(serial_number) });
	}

	private list({ query = {} }: HttpRequest): HttpAnswer {
		this.gets += 1;
		if (!this.dialect.listIsReadable) return this.answer(403, { detail: 'No' });
		const { keepsFinished, listShowsId, listShowsTime, listLimit, listLagsMs } = this.dialect;
		const listed = this.made
			.filter(({ status }) => keepsFinished || status !== 'completed')
			.filter(({ created_at: at }) => Date.parse(at) <= this.clock.now() - listLagsMs)
			.slice(0, listLimit === Infinity ? undefined : listLimit)
			.map(({ id, created_at, ...rest }) => ({
				...rest,
				...(listShowsId ? { id } : {}),
				...(listShowsTime ? { created_at } : {}),
			}));
		if (listed.length === 0) return this.answer(404, { detail: 'Nothing matches' });
		if (!this.dialect.listRepeats) return this.answer(200, listed);
		const offset = Number(query.offset ?? 0);
		const next = offset + 2;
		return this.answer(200, {
			count: listed.length,
			next: next < listed.length ? `${HEADLESS_OPERATIONS}?offset=${next}` : null,
			results: listed.slice(Math.max(0, offset - 1), next),
		});
	}

	private answer(status: number, json: unknown): HttpAnswer {
		const date = new Date(this.clock.now()).toUTCString();
		return { status, headers: { date }, text: JSON.stringify(json) };
	}
}
