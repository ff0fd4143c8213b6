import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/networkFailures';
import type { HttpAnswer, HttpRequest, Send } from '../../../nodes/ZequenzeControl/control/http';
import type { FakeClock } from '../control/fakeClock.mts';

/** What becomes of one POST. */
export type Fate =
	/** Taken and answered. */
	| 'taken'
	/** Taken, but the connection breaks before the answer. */
	| 'reply lost'
	/** The connection breaks before the server takes it. */
	| 'request lost'
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
}

export const FULL: Dialect = {
	postShowsId: true,
	listShowsId: true,
	listShowsTime: true,
	keepsFinished: true,
	listIsReadable: true,
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
		return request.method === 'POST' ? await this.post(request) : this.list();
	};

	private async post({ body = '' }: HttpRequest): Promise<HttpAnswer> {
		const request: OperationRequest = JSON.parse(body);
		this.posts.push(request);
		const fate = this.fates.shift() ?? 'taken';
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

	private list(): HttpAnswer {
		this.gets += 1;
		if (!this.dialect.listIsReadable) return this.answer(403, { detail: 'No' });
		const { keepsFinished, listShowsId, listShowsTime } = this.dialect;
		const listed = this.made
			.filter(({ status }) => keepsFinished || status !== 'completed')
			.map(({ id, created_at, ...rest }) => ({
				...rest,
				...(listShowsId ? { id } : {}),
				...(listShowsTime ? { created_at } : {}),
			}));
		return listed.length > 0
			? this.answer(200, listed)
			: this.answer(404, { detail: 'Nothing matches' });
	}

	private answer(status: number, json: unknown): HttpAnswer {
		const date = new Date(this.clock.now()).toUTCString();
		return { status, headers: { date }, text: JSON.stringify(json) };
	}
}
