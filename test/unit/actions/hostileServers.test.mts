import type { INode, INodeParameters, Logger } from 'n8n-workflow';

import type { Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import { DeliveredJobs } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/delivered/deliveredJobs';
import type { Dispatched } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/dispatched';
import { send } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/send';
import { SentOperations } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/sentOperations';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/failures/networkFailures';
import { Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import type { HttpAnswer, Send } from '../../../nodes/ZequenzeControl/control/wire/http';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import { FakeClock } from '../control/fakeClock.mts';
import { HostileList, type Made } from '../follow/hostileList.mts';
import {
	FAIR,
	FLEET,
	KNOWN,
	LOST_NOT_TAKEN,
	LOST_TAKEN,
	SKIPPING,
	UNKNOWN,
	type Fate,
	type Hostile,
} from './hostileServers.mts';
import { evaluated } from './nodeParameters.mts';
import { strictFake } from './strictFake.mts';

const PATHS: Readonly<Record<'set' | 'add.obj', unknown>> = {
	set: { 'Device.Time.Enable': true },
	'add.obj': ['Device.WiFi.SSID.'],
};

/**
 * A server with habits of its own, and the node, which sends to all of the fleet as often as it is
 * told.
 */
class Attack {
	readonly made: Made[] = [];

	private readonly clock = new FakeClock();

	private readonly list: HostileList;

	private readonly sent = new SentOperations();

	/** What n8n knows of the tries of one execution. */
	private delivered = new DeliveredJobs();

	private fates: Record<string, Fate>;

	constructor(
		private readonly operation: 'set' | 'add.obj',
		private readonly shows: Hostile,
	) {
		this.fates = { ...shows.fates };
		this.list = new HostileList(this.made, shows);
		for (let nth = 0; nth < 30; nth += 1) {
			const serial_number = `old${nth}`;
			this.make({ ...this.requestFor(FLEET[0] ?? ''), serial_number }, -HOUR_MS, null, true);
		}
	}

	/** One run of the node; another try of the same execution where `again`. */
	async run(options: INodeParameters = {}, again = false): Promise<Map<string, Dispatched>> {
		if (!again) this.delivered = new DeliveredJobs();
		const plan = this.planWith(options);
		const jobs = FLEET.map((serial_number): Job => ({
			plan,
			request: { serial_number, operation: this.operation, variables: plan.variables },
			many: true,
		}));
		const { clock, delivered, sent } = this;
		const line = (): void => {};
		const results = await send(jobs, {
			context: {
				continueOnFail: () => true,
				getNode: () => strictFake<INode>({ name: 'CONTROL' }),
				logger: strictFake<Logger>({ info: line, warn: line }),
			},
			client: new ControlClient(this.answer, 'https://control.example/api/v1', clock.now),
			settings: plan.run,
			pace: { clock, pacer: new Pacer(clock), limits: { retries: 3, budgetMs: 600_000 } },
			delivered,
			sent,
		});
		await clock.sleep(60_000);
		return new Map(
			jobs.flatMap((job) => {
				const result = results.get(job);
				return result ? [[job.request.serial_number, result]] : [];
			}),
		);
	}

	/** How often each device got the operation, by us. */
	get perDevice(): number[] {
		return FLEET.map(
			(device) =>
				this.made.filter((one) => one.request.serial_number === device && one.job !== null).length,
		);
	}

	/** Whether every ID that was reported is that of an operation of ours on that device. */
	hasReportedTruly(results: ReadonlyMap<string, Dispatched>): boolean {
		return [...results].every(([device, result]) => {
			const id = result.kind === 'accepted' ? result.receipt.transactionId : null;
			if (id === null) return true;
			return this.made.some(
				(one, nth) =>
					one.job !== null && one.request.serial_number === device && this.list.idOf(nth) === id,
			);
		});
	}

	private planWith(options: INodeParameters): Job['plan'] {
		const parameters = evaluated({
			target: 'list',
			serialNumbers: FLEET,
			specifyVariables: 'json',
			variablesJson: PATHS[this.operation],
			options,
		});
		return itemPlanner(parameters, this.operation)(0);
	}

	private requestFor(serial_number: string): OperationRequest {
		const { variables } = this.planWith({});
		return { serial_number, operation: this.operation, variables };
	}

	private make(
		request: OperationRequest,
		offMs: number,
		job: number | null,
		hasFinished: boolean,
	): number {
		this.made.push({ request, at: this.clock.now() + offMs, job, hasFinished });
		return this.made.length - 1;
	}

	private readonly answer: Send = async ({ method, body = '' }) => {
		await this.clock.sleep(10);
		if (method === 'GET') return this.json(200, this.list.jsonAt(this.clock.now()));
		const request: OperationRequest = JSON.parse(body);
		const device = request.serial_number;
		const fate = this.fates[device] ?? 'taken';
		if (typeof fate !== 'number') this.fates[device] = 'taken';
		await this.clock.sleep(10);
		if (fate === 'request lost') throw failureFromNetwork('ECONNRESET', 30_000);
		if (fate === 'a stranger does it') {
			void this.clock
				.sleep(this.shows.strangerAfterMs)
				.then(() => this.make(request, 0, null, false));
			throw failureFromNetwork('ECONNRESET', 30_000);
		}
		const nth = this.make(request, 0, this.made.length, this.shows.quick.includes(device));
		if (fate === 'reply lost') throw failureFromNetwork('ECONNRESET', 30_000);
		if (fate === '503 soon') return this.json(503, { detail: 'No' }, { 'retry-after': 'soon' });
		if (fate === 303) return this.json(303, {}, { location: '/elsewhere/' });
		if (typeof fate === 'number') return this.json(fate, { detail: 'No' });
		return this.json(201, { id: this.list.idOf(nth) });
	};

	private json(status: number, json: unknown, headers: HttpAnswer['headers'] = {}): HttpAnswer {
		const date = new Date(this.clock.now() + this.shows.dateOffMs).toUTCString();
		return { status, headers: { date, ...headers }, text: JSON.stringify(json) };
	}
}

const HOUR_MS = 3_600_000;

const OPERATIONS = ['set', 'add.obj'] as const satisfies OperationName[];

/** What a run that loses two replies comes to: how the two ended, if all else was accepted. */
async function loseTwo(operation: 'set' | 'add.obj', shows: Partial<Hostile>): Promise<string> {
	const attack = new Attack(operation, { ...FAIR, ...shows });
	const results = await attack.run();
	expect(Math.max(...attack.perDevice)).toBe(1);
	expect(attack.hasReportedTruly(results)).toBe(true);
	const others = FLEET.filter((device) => device !== LOST_TAKEN && device !== LOST_NOT_TAKEN);
	for (const device of others) expect(results.get(device)?.kind).toBe('accepted');
	return [LOST_TAKEN, LOST_NOT_TAKEN].map((device) => results.get(device)?.kind).join(', ');
}

const BOTH_KNOWN = 'accepted, accepted';
const BOTH_UNKNOWN = 'unknown, unknown';

describe('after lost replies, nothing is doubled, no other ID is reported, and all is known in the end, from a server', () => {
	it.each(KNOWN)('%s', async (_what, shows) => {
		for (const operation of OPERATIONS) {
			expect(await loseTwo(operation, shows)).toBe(BOTH_KNOWN);
		}
	});
});

describe('after lost replies, nothing is doubled and what cannot be known is said, from a server', () => {
	it.each(UNKNOWN)('%s', async (_what, shows) => {
		for (const operation of OPERATIONS) {
			expect(await loseTwo(operation, { counts: false, ...shows })).toBe(BOTH_UNKNOWN);
		}
	});

	it.each([5_000, 20_000])('whose list lags %i ms', async (lagMs) => {
		for (const operation of OPERATIONS) await loseTwo(operation, { lagMs });
	});

	it('that answers 503 with "soon" for a Retry-After, after processing', async () => {
		const fates = { [LOST_TAKEN]: '503 soon', [LOST_NOT_TAKEN]: 'request lost' } as const;
		for (const operation of OPERATIONS)
			expect(await loseTwo(operation, { fates })).toBe(BOTH_KNOWN);
	});

	it.each([60, 200, 700])('on which a stranger does the same %i ms later', async (ms) => {
		const fates = { [LOST_TAKEN]: 'a stranger does it' } as const;
		const attack = new Attack('set', { ...FAIR, fates, strangerAfterMs: ms });
		const results = await attack.run();
		expect(attack.hasReportedTruly(results)).toBe(true);
		expect(results.get(LOST_TAKEN)?.kind).toBe('unknown');
	});
});

describe('Retry On Fail doubles nothing', () => {
	it.each([400, 409, 303] as const)(
		'where a server answers %i after processing',
		async (status) => {
			for (const operation of OPERATIONS) {
				const attack = new Attack(operation, { ...FAIR, fates: { [LOST_TAKEN]: status } });
				for (const again of [false, true, true]) await attack.run({}, again);
				expect(Math.max(...attack.perDevice)).toBe(1);
			}
		},
	);

	it('where replies are lost', async () => {
		const attack = new Attack('add.obj', { ...FAIR, lagMs: 40_000 });
		for (const again of [false, true, true]) {
			expect(attack.hasReportedTruly(await attack.run({}, again))).toBe(true);
		}
		expect(Math.max(...attack.perDevice)).toBe(1);
	});
});

describe('Skip Devices With the Same Operation doubles nothing, on a server', () => {
	const OPEN: INodeParameters = { skipSameOperation: 'open' };

	it.each(SKIPPING)('%s', async (_what, shows) => {
		for (const operation of OPERATIONS) {
			const attack = new Attack(operation, { ...FAIR, fates: {}, ...shows });
			await attack.run();
			await attack.run(OPEN);
			expect(attack.perDevice).toEqual(FLEET.map(() => 1));
		}
	});

	it.each([-3 * HOUR_MS, 3 * HOUR_MS])(
		'whose clock is %i ms off, after all has succeeded',
		async (off) => {
			const attack = new Attack('set', {
				...FAIR,
				fates: {},
				quick: FLEET,
				skewMs: off,
				dateOffMs: off,
			});
			await attack.run();
			await attack.run({
				skipSameOperation: 'openOrSucceeded',
				succeededSince: '2026-03-01T09:59:00Z',
			});
			expect(attack.perDevice).toEqual(FLEET.map(() => 1));
		},
	);
});
