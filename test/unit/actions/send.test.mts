import type { INode, INodeParameters, Logger } from 'n8n-workflow';

import type { Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import { DeliveredJobs } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/delivered/deliveredJobs';
import {
	send,
	type Sending,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/send';
import { SentOperations } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/sentOperations';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import { Pacer } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import type { Send } from '../../../nodes/ZequenzeControl/control/wire/http';
import { FakeClock } from '../control/fakeClock.mts';
import { FakeControl, FULL, type Fate } from './fakeControl.mts';
import { evaluated } from './nodeParameters.mts';
import { strictFake } from './strictFake.mts';

const PATH = 'Device.ManagementServer.PeriodicInformInterval';

interface Case {
	devices?: string[];
	options?: INodeParameters;
	/** The fates of the first POSTs. */
	fates?: Fate[];
	down?: string[];
	/** Whether On Error lets the node go on. */
	goesOn?: boolean;
}

/** A node on a server, as n8n runs it once or, by Retry On Fail, several times. */
class Node {
	readonly control: FakeControl;

	readonly logged: string[] = [];

	/** The IDs that were in the log when each POST was sent. */
	readonly loggedBeforePosts: string[] = [];

	private readonly clock = new FakeClock();

	private readonly delivered = new DeliveredJobs();

	private readonly sent = new SentOperations();

	constructor(private readonly written: Case) {
		this.control = new FakeControl(this.clock, FULL, written.fates);
		this.control.hasMade({ serial_number: 'OLD', operation: 'get', variables: [] });
		for (const serialNumber of written.down ?? []) this.control.down.add(serialNumber);
	}

	/** What becomes of each device in one try: a kind of result, or why it was held back. */
	async run(): Promise<string[]> {
		const { devices = ['SN1'], options = {} } = this.written;
		const planOf = itemPlanner(
			evaluated({
				target: 'list',
				serialNumbers: devices,
				specifyVariables: 'json',
				variablesJson: { [PATH]: 300 },
				options,
			}),
			'set',
		);
		const plan = planOf(0);
		const jobs = devices.map((serial_number): Job => {
			return {
				plan,
				request: { serial_number, operation: 'set', variables: plan.variables },
				many: true,
			};
		});
		const results = await send(jobs, this.sending(plan.run));
		return jobs.map((job) => {
			const result = results.get(job);
			return (result?.kind === 'skipped' ? result.reason : result?.kind) ?? 'nothing';
		});
	}

	private readonly noting: Send = async (request) => {
		const ids = this.logged.map((line) => line.replace(/^.* transactions /, ''));
		if (request.method === 'POST') this.loggedBeforePosts.push(ids.join(', '));
		return await this.control.send(request);
	};

	private sending(settings: Sending['settings']): Sending {
		const { clock, delivered, sent, logged } = this;
		const { goesOn = false } = this.written;
		return {
			context: {
				continueOnFail: () => goesOn,
				getNode: () => strictFake<INode>({ name: 'CONTROL' }),
				logger: strictFake<Logger>({
					info: (text) => void logged.push(text),
					warn: (text) => void logged.push(text),
				}),
			},
			client: new ControlClient(this.noting, 'https://control.example/api/v1', clock.now),
			settings: settings,
			pace: { clock, pacer: new Pacer(clock), limits: { retries: 0, budgetMs: 600_000 } },
			delivered,
			sent,
		};
	}
}

const serialNumbers = ({ control }: Node): string[] =>
	control.posts.map(({ serial_number: serial }) => serial);

it('what is accepted goes to the log', async () => {
	const node = new Node({ devices: ['SN1', 'SN2'] });
	expect(await node.run()).toEqual(['accepted', 'accepted']);
	expect(node.logged.join()).toMatch(/2.*3/);
});

it('what is accepted is in the log before the next request is sent', async () => {
	const node = new Node({ devices: ['SN1', 'SN2', 'SN3'] });
	await node.run();
	// The first ID is 2: the server had made one operation before.
	expect(node.loggedBeforePosts).toEqual(['', '2', '2, 3']);
});

it('of what no answer came is in the log before the list is looked at', async () => {
	const node = new Node({ devices: ['SN1'], fates: ['request lost'] });
	await node.run();
	expect(node.logged.join()).toContain('may have taken the operations on the devices SN1 (set)');
});

it('a dry run sends nothing', async () => {
	const node = new Node({ options: { dryRun: true } });
	expect(await node.run()).toEqual(['dry_run']);
	expect(node.control.posts).toEqual([]);
});

describe("when n8n's Retry On Fail runs the node again", () => {
	it('what was accepted is not sent again', async () => {
		const node = new Node({ devices: ['SN1', 'SN2'], fates: ['taken', 429] });
		expect(await node.run()).toEqual(['accepted', 'refused']);
		expect(await node.run()).toEqual(['accepted', 'accepted']);
		expect(serialNumbers(node)).toEqual(['SN1', 'SN2', 'SN2']);
	});

	it.each([
		['stops', false],
		['goes on', true],
	])('what may have been accepted is not sent again, where the node %s', async (_how, goesOn) => {
		const node = new Node({ fates: ['timeout before'], goesOn });
		for (const _try of ['first', 'second', 'third']) expect(await node.run()).toEqual(['unknown']);
		expect(serialNumbers(node)).toEqual(['SN1']);
	});

	it('and will stop at what may have been accepted, nothing more is sent', async () => {
		const node = new Node({ devices: ['SN1', 'SN2', 'SN3'], fates: ['timeout before', 429] });
		expect(await node.run()).toEqual(['unknown', 'refused', 'stopped_after_failures']);
		expect(await node.run()).toEqual([
			'unknown',
			'stopped_after_failures',
			'stopped_after_failures',
		]);
		expect(serialNumbers(node)).toEqual(['SN1', 'SN2']);
	});
});

describe('a device that is down and is to fail', () => {
	const CASE: Case = {
		devices: ['SN1', 'SN2', 'SN3'],
		options: { checkConnectivity: 'fail' },
		down: ['SN2'],
	};

	it('keeps everything from being sent where the node stops at failures', async () => {
		const node = new Node(CASE);
		expect(await node.run()).toEqual([
			'stopped_after_failures',
			'refused',
			'stopped_after_failures',
		]);
		expect(node.control.posts).toEqual([]);
	});

	it('keeps nothing else from being sent where the node goes on', async () => {
		const node = new Node({ ...CASE, goesOn: true });
		expect(await node.run()).toEqual(['accepted', 'refused', 'accepted']);
		expect(serialNumbers(node)).toEqual(['SN1', 'SN3']);
	});

	it('keeps nothing from being sent where it is to be skipped', async () => {
		const node = new Node({ ...CASE, options: { checkConnectivity: 'skip' } });
		expect(await node.run()).toEqual(['accepted', 'device_down', 'accepted']);
	});
});
