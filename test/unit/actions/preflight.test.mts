import type { INodeParameters } from 'n8n-workflow';

import type { Job } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/job';
import { itemPlanner } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import type { Dispatched } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/dispatched';
import { preflight } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/preflight';
import { SentOperations } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/sentOperations';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import {
	queryString,
	RunCancelled,
	type HttpAnswer,
	type HttpRequest,
} from '../../../nodes/ZequenzeControl/control/wire/http';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';
import { jsonAnswer } from '../control/answers.mts';
import { evaluated } from './nodeParameters.mts';

const DEVICES = '/inventory_device_serial/';
const OPERATIONS = '/inventory_device_serial_headless_operation/';

const NOW = Date.parse('2026-03-01T14:00:00Z');

const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';

/** What a server knows, and how it refuses to tell. */
interface Server {
	/** How many operations the server counts, where it counts them. */
	counted?: number;
	/** By how much the Date header is off, in hours. */
	dateOffHours?: number;
	down?: string[];
	/**
	 * Devices that are up and listed all the same: the server ignores the filter for those that are
	 * down.
	 */
	alsoListed?: string[];
	unknown?: string[];
	listed?: JsonObject[];
	/** Status by path. */
	refuses?: Readonly<Record<string, number>>;
}

interface Guarded {
	/** What became of each job; undefined for those that are to be sent. */
	verdicts: Array<Dispatched | undefined>;
	asked: string[];
}

async function guard(jobs: Job[], server: Server, sent = new SentOperations()): Promise<Guarded> {
	const asked: string[] = [];
	const send = async (request: HttpRequest): Promise<HttpAnswer> => {
		asked.push(request.path + queryString(request.query));
		return await Promise.resolve(answer(request, server));
	};
	const client = new ControlClient(send, 'https://control.example/api/v1');
	const { skipped } = await preflight(client, jobs, sent, NOW);
	return { verdicts: jobs.map((job) => skipped.get(job)), asked };
}

function answer({ path }: HttpRequest, server: Server): HttpAnswer {
	const { down = [], alsoListed = [], unknown = [], listed = [], refuses = {} } = server;
	const refusal = refuses[path];
	if (refusal !== undefined) return jsonAnswer(refusal, { detail: 'No' });
	if (path === OPERATIONS) {
		const list = server.counted === undefined ? listed : { count: server.counted, results: listed };
		const date = new Date(Date.now() + (server.dateOffHours ?? 0) * 3_600_000).toUTCString();
		return { ...jsonAnswer(200, list), headers: { date } };
	}
	if (path === DEVICES) {
		return jsonAnswer(200, {
			results: [
				...down.map((serial_number) => ({ serial_number, status: false })),
				...alsoListed.map((serial_number) => ({ serial_number, status: true })),
			],
		});
	}
	const serialNumber = path.split('/').at(-2) ?? '';
	return unknown.includes(serialNumber)
		? jsonAnswer(404, { detail: 'Not found.' })
		: jsonAnswer(200, { serial_number: serialNumber, status: !down.includes(serialNumber) });
}

function jobFor(
	serialNumber: string,
	options: INodeParameters,
	operation: OperationName = 'set',
	value: string | null = '300',
): Job {
	const variables = [{ variable_name: INTERVAL, ...(value === null ? {} : { value }) }];
	const parameters = evaluated({
		device: serialNumber,
		specifyVariables: 'json',
		variablesJson: variables,
		options,
	});
	const plan = itemPlanner(parameters, operation)(0);
	const request = { serial_number: serialNumber, operation, variables: plan.variables };
	return { plan, request, many: false };
}

function jobsFor(serialNumbers: string[], options: INodeParameters): Job[] {
	return serialNumbers.map((serialNumber) => jobFor(serialNumber, options));
}

function reasons({ verdicts }: Guarded): Array<string | undefined> {
	return verdicts.map((verdict) => (verdict?.kind === 'skipped' ? verdict.reason : verdict?.kind));
}

const SKIP: INodeParameters = { checkConnectivity: 'skip' };
const FAIL: INodeParameters = { checkConnectivity: 'fail' };

it('without a guard, nothing is asked and nothing held back', async () => {
	const guarded = await guard(jobsFor(['SN1'], {}), { down: ['SN1'] });
	expect(guarded).toEqual({ verdicts: [undefined], asked: [] });
});

describe('the connection of the devices', () => {
	it('is asked one by one for up to three', async () => {
		const { asked } = await guard(jobsFor(['SN1', 'SN2', 'SN3'], SKIP), {});
		expect(asked).toEqual(['SN1', 'SN2', 'SN3'].map((device) => `${DEVICES}${device}/`));
	});

	it('is read from the list of what is down for more', async () => {
		const serialNumbers = ['SN1', 'SN2', 'SN3', 'SN4'];
		const guarded = await guard(jobsFor(serialNumbers, SKIP), { down: ['SN2', 'OTHER'] });
		expect(guarded.asked).toEqual([`${DEVICES}?status=false&limit=100`]);
		expect(reasons(guarded)).toEqual([undefined, 'device_down', undefined, undefined]);
	});

	it('is not taken for down where the server ignores the filter, and lists what is up as well', async () => {
		const serialNumbers = ['SN1', 'SN2', 'SN3', 'SN4'];
		const server = { down: ['SN2'], alsoListed: ['SN1', 'SN3'] };
		const guarded = await guard(jobsFor(serialNumbers, SKIP), server);
		expect(reasons(guarded)).toEqual([undefined, 'device_down', undefined, undefined]);
	});

	it.each([
		[0, 'device_down'],
		['offline', 'device_down'],
		['Down', 'device_down'],
		[1, undefined],
		['online', undefined],
	])('is understood where the server writes it as %j', async (status, reason) => {
		const client = new ControlClient(
			async () => await Promise.resolve(jsonAnswer(200, { serial_number: 'SN1', status })),
			'https://control.example/api/v1',
		);
		const jobs = jobsFor(['SN1'], SKIP);
		const { skipped } = await preflight(client, jobs, new SentOperations(), NOW);
		const verdicts = jobs.map((job) => skipped.get(job));
		expect(reasons({ verdicts, asked: [] })).toEqual([reason]);
	});

	it('is asked once for a device that several items are about', async () => {
		const { asked } = await guard(jobsFor(['SN1', 'SN1', 'SN1', 'SN1'], SKIP), {});
		expect(asked).toEqual([`${DEVICES}SN1/`]);
	});

	it('is asked only for the items that want it', async () => {
		const jobs = [jobFor('SN1', SKIP), jobFor('SN2', {})];
		const guarded = await guard(jobs, { down: ['SN1', 'SN2'] });
		expect(guarded.asked).toEqual([`${DEVICES}SN1/`]);
		expect(reasons(guarded)).toEqual(['device_down', undefined]);
	});

	it('lets what is up through, and what does not say', async () => {
		const client = new ControlClient(
			async () => await Promise.resolve(jsonAnswer(200, { serial_number: 'SN1' })),
			'https://control.example/api/v1',
		);
		const { skipped } = await preflight(client, jobsFor(['SN1'], FAIL), new SentOperations(), NOW);
		expect(skipped).toEqual(new Map());
	});

	it('that is down fails a device where the user wants that, and it may be tried again', async () => {
		const { verdicts } = await guard(jobsFor(['SN1', 'SN2'], FAIL), { down: ['SN2'] });
		expect(verdicts).toMatchObject([
			undefined,
			{
				kind: 'refused',
				error: {
					kind: 'device_down',
					message: expect.stringContaining('SN2'),
					transient: true,
				},
			},
		]);
	});

	it('of a device that does not exist is left to the sending, which says so for it alone', async () => {
		const guarded = await guard(jobsFor(['SN1', 'SN2'], FAIL), { down: ['SN1'], unknown: ['SN2'] });
		expect(reasons(guarded)).toEqual(['refused', undefined]);
	});

	it.each([
		['one by one', ['SN1', 'SN2'], `${DEVICES}SN1/`],
		['by the list', ['SN1', 'SN2', 'SN3', 'SN4'], DEVICES],
	])('that cannot be asked for %s holds all of them back', async (_how, serialNumbers, path) => {
		const { verdicts } = await guard(jobsFor(serialNumbers, SKIP), { refuses: { [path]: 500 } });
		for (const verdict of verdicts) {
			expect(verdict).toMatchObject({ kind: 'refused', error: { kind: 'server_error' } });
		}
	});

	it('that cannot be asked for does not hold back those who did not ask', async () => {
		const jobs = [jobFor('SN1', SKIP), jobFor('SN2', {})];
		const guarded = await guard(jobs, { refuses: { [`${DEVICES}SN1/`]: 500 } });
		expect(reasons(guarded)).toEqual(['refused', undefined]);
	});
});

const OPEN: INodeParameters = { skipSameOperation: 'open' };
const SINCE_NOON: INodeParameters = {
	skipSameOperation: 'openOrSucceeded',
	succeededSince: '2026-03-01T12:00:00Z',
};

/** The operation of jobFor as the server lists it. */
function listed(facts: JsonObject = {}): JsonObject {
	return {
		id: '7',
		serial_number: 'SN1',
		operation: 'set',
		variables: [{ variable_name: INTERVAL, value: '300', value_type: 'integer' }],
		status: 'pending',
		...facts,
	};
}

describe('the same operation', () => {
	it.each(['scheduled', 'pending', 'in_progress', 'a word that nobody knows'])(
		'that is "%s" keeps another one from being sent',
		async (status) => {
			const { verdicts, asked } = await guard([jobFor('SN1', OPEN)], {
				listed: [listed({ status })],
			});
			expect(verdicts).toMatchObject([
				{ kind: 'skipped', reason: 'already_open', transaction: { id: '7' } },
			]);
			expect(asked).toEqual([OPERATIONS]);
		},
	);

	it.each<[string, JsonObject]>([
		['of another device', { serial_number: 'SN2' }],
		['of another kind', { operation: 'get' }],
		['with another value', { variables: [{ variable_name: INTERVAL, value: '60' }] }],
		['with other variables', { variables: [{ variable_name: 'Device.Time.NTPServer1' }] }],
		['with fewer variables', { variables: [{ variable_name: 'Device.Time.Enable' }] }],
		[
			'with more variables',
			{
				variables: [
					{ variable_name: INTERVAL, value: '300' },
					{ variable_name: 'Device.Time.NTPServer1', value: 'x' },
				],
			},
		],
		['that failed', { status: 'failed' }],
		['that was completed with a fault', { status: 'completed', fault: { code: '9007' } }],
		['that has succeeded', { status: 'completed' }],
	])('is not one %s', async (_what, facts) => {
		const guarded = await guard([jobFor('SN1', OPEN)], { listed: [listed(facts)] });
		expect(reasons(guarded)).toEqual([undefined]);
	});

	it.each<[string, JsonObject]>([
		['are not shown', { variables: [{ variable_name: INTERVAL }] }],
		['are null', { variables: [{ variable_name: INTERVAL, value: null }] }],
		['are numbers', { variables: [{ variable_name: INTERVAL, value: 300 }] }],
	])('is recognised where values %s', async (_what, facts) => {
		const guarded = await guard([jobFor('SN1', OPEN)], { listed: [listed(facts)] });
		expect(reasons(guarded)).toEqual(['already_open']);
	});

	it('of a get is recognised by its variables, whatever was read', async () => {
		const guarded = await guard([jobFor('SN1', OPEN, 'get', null)], {
			listed: [listed({ operation: 'get' })],
		});
		expect(reasons(guarded)).toEqual(['already_open']);
	});

	it('is looked for among all transactions, by one reading of the list for all devices', async () => {
		const guarded = await guard(jobsFor(['SN1', 'SN2', 'SN3'], OPEN), {
			listed: [
				listed({ id: '6', status: 'completed' }),
				listed(),
				listed({ id: '8', serial_number: 'SN3' }),
			],
		});
		expect(reasons(guarded)).toEqual(['already_open', undefined, 'already_open']);
		expect(guarded.asked).toEqual([OPERATIONS]);
	});

	it('is not looked for where the device is down anyway', async () => {
		const { asked } = await guard([jobFor('SN1', { ...OPEN, ...SKIP })], { down: ['SN1'] });
		expect(asked).toEqual([`${DEVICES}SN1/`]);
	});

	it('understands the words that the user added', async () => {
		const options = { ...OPEN, extraStatusWords: { words: { failed: 'verloren' } } };
		const open = await guard([jobFor('SN1', OPEN)], { listed: [listed({ status: 'verloren' })] });
		const failed = await guard([jobFor('SN1', options)], {
			listed: [listed({ status: 'verloren' })],
		});
		expect([reasons(open), reasons(failed)]).toEqual([['already_open'], [undefined]]);
	});
});

describe('the same operation that has succeeded', () => {
	it.each<[string, JsonObject, string | undefined]>([
		['since then', { updated_at: '2026-03-01T12:00:01Z' }, 'already_open'],
		['at that very time', { updated_at: '2026-03-01T12:00:00Z' }, 'already_open'],
		['since then, in another zone', { updated_at: '2026-03-01T08:30:00-04:00' }, 'already_open'],
		['before', { updated_at: '2026-03-01T11:59:59Z' }, undefined],
		['and was created since then', { created_at: '2026-03-01T13:00:00Z' }, 'already_open'],
	])('%s: %s', async (_when, time, reason) => {
		const guarded = await guard([jobFor('SN1', SINCE_NOON)], {
			listed: [listed({ status: 'completed', ...time })],
		});
		expect(reasons(guarded)).toEqual([reason]);
	});

	it('is not the only one that counts: an open one does, too', async () => {
		const guarded = await guard([jobFor('SN1', SINCE_NOON)], { listed: [listed()] });
		expect(reasons(guarded)).toEqual(['already_open']);
	});
});

describe('nothing is sent to a device where the server', () => {
	const SWITCH_OFF = expect.stringContaining('Switch off Skip Devices With the Same Operation');

	it.each<[string, INodeParameters, Server]>([
		['shows no status', OPEN, { listed: [listed({ status: null })] }],
		['shows no time of a success', SINCE_NOON, { listed: [listed({ status: 'completed' })] }],
		[
			'shows a time without its zone',
			SINCE_NOON,
			{ listed: [listed({ status: 'completed', updated_at: '2026-03-01 13:00:00' })] },
		],
	])('%s', async (_what, options, server) => {
		const { verdicts } = await guard(jobsFor(['SN1', 'SN2'], options), server);
		expect(verdicts).toMatchObject([
			{ kind: 'refused', error: { fix: SWITCH_OFF, transient: false } },
			undefined,
		]);
	});

	it('shows the list to nobody', async () => {
		const { verdicts } = await guard(jobsFor(['SN1', 'SN2'], OPEN), {
			refuses: { [OPERATIONS]: 403 },
		});
		for (const verdict of verdicts) {
			expect(verdict).toMatchObject({ kind: 'refused', error: { kind: 'forbidden' } });
		}
	});

	it('does not show a status, but only where it is about the same operation', async () => {
		const others = { listed: [listed({ status: null, serial_number: 'OTHER' })] };
		expect(reasons(await guard([jobFor('SN1', OPEN)], others))).toEqual([undefined]);
	});
});

describe('what cannot be compared', () => {
	it.each<[string, JsonObject]>([
		['in capital letters', { serial_number: 'sn1' }],
		['with the OUI before it', { serial_number: '00D09E-SN1' }],
		['with the maker and product class before it', { serial_number: '00D09E-Router-SN1' }],
	])('a serial number %s is the same device', async (_how, facts) => {
		const guarded = await guard([jobFor('SN1', OPEN)], { listed: [listed(facts)] });
		expect(reasons(guarded)).toEqual(['already_open']);
	});

	it.each<[string, JsonObject]>([
		['SET', { operation: null, operation_type: 'SET' }],
		['SetParameterValues', { operation: 'SetParameterValues' }],
	])('an operation called %s is the same', async (_word, facts) => {
		const guarded = await guard([jobFor('SN1', OPEN)], { listed: [listed(facts)] });
		expect(reasons(guarded)).toEqual(['already_open']);
	});

	it.each<[string, JsonObject]>([
		['names in small letters', { variable_name: INTERVAL.toLowerCase(), value: '300' }],
		['masked values', { variable_name: INTERVAL, value: '********' }],
		['numbers with a fraction', { variable_name: INTERVAL, value: '300.0' }],
	])('%s are the same', async (_what, variable) => {
		const guarded = await guard([jobFor('SN1', OPEN)], {
			listed: [listed({ variables: [variable] })],
		});
		expect(reasons(guarded)).toEqual(['already_open']);
	});

	it('an added object that shows its instance is the same', async () => {
		const job = jobFor('SN1', OPEN, 'add.obj', null);
		job.request.variables = [{ variable_name: 'Device.WiFi.SSID.' }];
		const guarded = await guard([job], {
			listed: [
				listed({
					operation: 'add.obj',
					variables: [
						{ variable_name: 'Device.WiFi.SSID.' },
						{ variable_name: 'Device.WiFi.SSID.3.' },
					],
				}),
			],
		});
		expect(reasons(guarded)).toEqual(['already_open']);
	});

	it.each<[string, JsonObject]>([
		['the device is a number', { serial_number: null, device: 4711 }],
		['the device is not shown', { serial_number: null }],
		['the operation is a number', { operation: 2 }],
		['the variables are not shown', { variables: [] }],
	])('holds the device back, and says so, where %s', async (_what, facts) => {
		const { verdicts } = await guard([jobFor('SN1', OPEN)], { listed: [listed(facts)] });
		expect(verdicts).toMatchObject([
			{ kind: 'refused', error: { message: expect.stringContaining('may be the same') } },
		]);
	});

	it('does not hold back what certainly is something else', async () => {
		const guarded = await guard([jobFor('SN1', OPEN)], {
			listed: [listed({ serial_number: null, device: 4711, operation: 'get' })],
		});
		expect(reasons(guarded)).toEqual([undefined]);
	});

	it('is what a list that is not whole does not show', async () => {
		const { verdicts } = await guard(jobsFor(['SN1', 'SN2'], OPEN), {
			listed: [listed()],
			counted: 151,
		});
		expect(verdicts).toMatchObject([
			{ kind: 'skipped' },
			{ kind: 'refused', error: { message: expect.stringContaining('1 of 151') } },
		]);
	});

	it('is a time by another clock: Succeeded Since means the server’s', async () => {
		const guarded = await guard([jobFor('SN1', SINCE_NOON)], {
			listed: [listed({ status: 'completed', updated_at: '2026-03-01T10:00:00Z' })],
			dateOffHours: -3,
		});
		expect(reasons(guarded)).toEqual(['already_open']);
	});
});

describe('what this process sent a moment ago', () => {
	function sentBefore(end: 'accepted' | 'lost' | 'under way', agoMs = 20_000): SentOperations {
		const sent = new SentOperations();
		const { request } = jobFor('SN1', OPEN);
		const operation = sent.begin(request, NOW - agoMs);
		if (end === 'accepted') sent.accept(operation, '99', NOW - agoMs);
		if (end === 'lost') sent.lose(operation, NOW - agoMs);
		return sent;
	}

	it('counts although the list does not show it yet', async () => {
		const { verdicts } = await guard([jobFor('SN1', OPEN)], {}, sentBefore('accepted'));
		expect(verdicts).toMatchObject([{ reason: 'already_open', transaction: { id: '99' } }]);
	});

	it.each(['lost', 'under way'] as const)('and is %s, holds the device back', async (end) => {
		const { verdicts } = await guard([jobFor('SN1', OPEN)], {}, sentBefore(end));
		expect(verdicts).toMatchObject([{ kind: 'refused' }]);
	});

	it.each<[string, Server, SentOperations]>([
		[
			'the list shows as failed',
			{ listed: [listed({ id: '99', status: 'failed' })] },
			sentBefore('accepted'),
		],
		['was sent an hour ago and is gone', {}, sentBefore('accepted', 3_000_000)],
	])('does not count where it %s', async (_what, server, sent) => {
		expect(reasons(await guard([jobFor('SN1', OPEN)], server, sent))).toEqual([undefined]);
	});
});

it('when the user stops the execution, that is no verdict', async () => {
	const client = new ControlClient(
		async () => await Promise.reject(new RunCancelled()),
		'https://control.example/api/v1',
	);
	for (const options of [SKIP, OPEN]) {
		await expect(
			preflight(client, jobsFor(['SN1'], options), new SentOperations(), NOW),
		).rejects.toBeInstanceOf(RunCancelled);
	}
});
