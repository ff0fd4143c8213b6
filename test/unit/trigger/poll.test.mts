import type { IPollFunctions } from 'n8n-workflow';

import { poll } from '../../../nodes/ZequenzeControl/trigger/poll';
import { listing, PollHost, type Answer } from './pollContext.mts';

const NOTHING_MATCHES: Answer = { status: 404, json: { detail: 'Not found.' } };
const OUTAGE: Answer = { code: 'ECONNREFUSED' };
const BUSY: Answer = { status: 429, json: {}, headers: { 'retry-after': '600' } };
const WRONG_TOKEN: Answer = { status: 401, json: { detail: 'Invalid token.' } };
const WRONG_PATH: Answer = { status: 404 };

/** A trigger that has seen one transaction that is under way. */
async function started(): Promise<{ host: PollHost; context: IPollFunctions }> {
	const host = new PollHost();
	const context = host.context();
	host.answer = listing('pending');
	await poll(context);
	return { host, context };
}

function eventsIn(items: Awaited<ReturnType<typeof poll>>): unknown[] | null {
	return items?.flat().map(({ json }) => json.event) ?? null;
}

describe('a poll', () => {
	it('takes stock when it is the first, and returns null', async () => {
		const host = new PollHost();
		host.answer = listing('completed');
		await expect(poll(host.context())).resolves.toBeNull();
		expect(host.state).toHaveProperty('follow');
	});

	it('returns null where an account has no operations: n8n runs a workflow even for an empty list', async () => {
		const host = new PollHost();
		host.answer = NOTHING_MATCHES;
		const context = host.context();
		await expect(poll(context)).resolves.toBeNull();
		await expect(poll(context)).resolves.toBeNull();
	});

	it('returns one item for each event', async () => {
		const { host, context } = await started();
		host.answer = listing('completed');
		expect(eventsIn(await poll(context))).toEqual(['transaction.succeeded']);
		await expect(poll(context)).resolves.toBeNull();
	});

	it('returns what ended first before what ended later, also where the list begins with the newest', async () => {
		const { host, context } = await started();
		const at = '2026-01-01T00:00:01Z';
		const ended = (id: number, status: string) => ({ id, status, created_at: at, updated_at: at });
		const results = [ended(4, 'completed'), ended(3, 'failed'), ended(2, 'failed')];
		host.answer = { status: 200, json: { count: results.length, results } };
		const items = await poll(context);
		expect(items?.flat().map(({ json }) => json.transaction_id)).toEqual(['2', '3', '4']);
	});

	it('returns the server’s answer where that is wanted', async () => {
		const { host, context } = await started();
		host.parameters = { triggerOn: 'finished', options: { output: 'raw' } };
		host.answer = { status: 200, json: [{ id: 1, status: 'completed', extra: 'x', error: null }] };
		const item = (await poll(context))?.flat()[0];
		expect(item?.json).toMatchObject({ id: 1, extra: 'x', event: 'transaction.succeeded' });
		expect(item?.json).not.toHaveProperty('error');
	});

	it('writes its state when that has changed, and only then', async () => {
		const { host, context } = await started();
		expect(host.writes).toBe(1);
		await poll(context);
		expect(host.writes).toBe(1);
		host.answer = listing('in_progress');
		await poll(context);
		expect(host.writes).toBe(2);
	});

	it('leaves its state alone when it fails', async () => {
		const { host, context } = await started();
		const before = structuredClone(host.state);
		host.answer = WRONG_TOKEN;
		await expect(poll(context)).rejects.toThrow();
		expect(host).toMatchObject({ writes: 1, state: before });
	});

	it('stores plain JSON', async () => {
		const { host } = await started();
		expect(JSON.parse(JSON.stringify(host.state))).toEqual(host.state);
	});

	it('asks for the given ids, one by one', async () => {
		const host = new PollHost();
		host.parameters = { triggerOn: 'finished', filters: { transactionIds: '7, 8' } };
		host.answer = NOTHING_MATCHES;
		await poll(host.context());
		expect(host.requests.map((url) => new URL(url).searchParams.get('id')).sort()).toEqual([
			'7',
			'8',
		]);
	});

	it('explains a list without ids', async () => {
		const host = new PollHost();
		host.answer = {
			status: 200,
			json: [{ serial_number: 'SN1', operation: 'get', variables: [] }],
		};
		await expect(poll(host.context())).rejects.toMatchObject({
			message: expect.stringContaining('without transaction IDs'),
			description: expect.stringContaining('Transaction IDs'),
		});
	});
});

describe('while a poll is under way', () => {
	it('another returns null and asks nothing', async () => {
		const { host, context } = await started();
		let release = (): void => {};
		host.beforeAnswer = async () => await new Promise((resolve) => (release = resolve));
		host.answer = listing('completed');
		const first = poll(context);
		while (host.requests.length < 2) await new Promise(setImmediate);
		await expect(poll(context)).resolves.toBeNull();
		await expect(poll(host.context('update'))).resolves.toBeNull();
		expect(host.requests).toHaveLength(2);
		release();
		expect(eventsIn(await first)).toEqual(['transaction.succeeded']);
	});

	it('that fails, the next one is free again', async () => {
		const { host, context } = await started();
		host.answer = WRONG_TOKEN;
		await expect(poll(context)).rejects.toThrow();
		host.answer = listing('completed');
		expect(eventsIn(await poll(context))).toEqual(['transaction.succeeded']);
	});
});

describe('the poll at activation', () => {
	type Mode = ReturnType<IPollFunctions['getActivationMode']>;

	it.each<[Mode, string, Answer]>([
		['init', 'an outage', OUTAGE],
		['init', 'a wrong token', WRONG_TOKEN],
		['init', 'a wrong path', WRONG_PATH],
		['leadershipChange', 'an outage', OUTAGE],
		['leadershipChange', 'a wrong token', WRONG_TOKEN],
		['activate', 'an outage', OUTAGE],
		['activate', 'too many requests', BUSY],
		['update', 'an outage', OUTAGE],
	])('in the mode %s lives through %s, and logs it', async (mode, _what, answer) => {
		const host = new PollHost();
		host.answer = answer;
		await expect(poll(host.context(mode))).resolves.toBeNull();
		expect(host.warnings).toHaveLength(1);
		expect(host.writes).toBe(0);
	});

	it.each<[Mode, string, Answer]>([
		['activate', 'a wrong token', WRONG_TOKEN],
		['activate', 'a wrong path', WRONG_PATH],
		['update', 'a wrong token', WRONG_TOKEN],
	])('in the mode %s tells of %s, because somebody is looking', async (mode, _what, answer) => {
		const host = new PollHost();
		host.answer = answer;
		await expect(poll(host.context(mode))).rejects.toThrow();
	});

	it('in the mode init lives through a credential without a token', async () => {
		const host = new PollHost();
		host.credential = {};
		await expect(poll(host.context('init'))).resolves.toBeNull();
		expect(host.requests).toHaveLength(0);
	});

	it('that failed is made up for by the next one', async () => {
		const host = new PollHost();
		host.answer = OUTAGE;
		const context = host.context('init');
		await poll(context);
		host.answer = listing('pending');
		await poll(context);
		host.answer = listing('completed');
		expect(eventsIn(await poll(context))).toEqual(['transaction.succeeded']);
	});
});

describe('a later poll', () => {
	it('tells of an outage every third time', async () => {
		const { host, context } = await started();
		host.answer = OUTAGE;
		const told: boolean[] = [];
		for (let nth = 0; nth < 6; nth += 1) {
			told.push(
				await poll(context).then(
					() => false,
					() => true,
				),
			);
		}
		expect(told).toEqual([false, false, true, false, false, true]);
	});

	it('counts anew after a success', async () => {
		const { host, context } = await started();
		for (const answer of [OUTAGE, OUTAGE, listing('pending'), OUTAGE, OUTAGE]) {
			host.answer = answer;
			await expect(poll(context)).resolves.toBeNull();
		}
	});

	it('tells of a wrong token at once, also where n8n had just started', async () => {
		const host = new PollHost();
		const context = host.context('init');
		host.answer = listing('pending');
		await poll(context);
		host.answer = WRONG_TOKEN;
		await expect(poll(context)).rejects.toThrow(/token/);
	});

	it('leaves the server alone for as long as it asks for', async () => {
		const { host, context } = await started();
		host.answer = BUSY;
		await poll(context);
		const asked = host.requests.length;
		host.answer = listing('completed');
		await expect(poll(context)).resolves.toBeNull();
		expect(host.requests).toHaveLength(asked);
	});

	it('never shows the token', async () => {
		const { host, context } = await started();
		host.answer = { status: 400, json: { detail: 'Bad header: Bearer secret-token' } };
		const error: unknown = await poll(context).catch((thrown: unknown) => thrown);
		expect(JSON.stringify([error, String(error), host.warnings, host.state])).not.toContain(
			'secret-token',
		);
	});
});

describe('after a restart', () => {
	it('the last batch is reported again with the same keys, and nothing else', async () => {
		const { host, context } = await started();
		host.answer = listing('completed');
		const before = await poll(context);
		const restarted = host.restarted();
		restarted.host.answer = host.answer;
		const again = restarted.host.context('init');
		expect(await poll(again, restarted.process)).toEqual(before);
		await expect(poll(again, restarted.process)).resolves.toBeNull();
	});

	it('what finished meanwhile is reported', async () => {
		const { host } = await started();
		const restarted = host.restarted();
		restarted.host.answer = listing('failed');
		const events = eventsIn(await poll(restarted.host.context('init'), restarted.process));
		expect(events).toEqual(['transaction.failed']);
	});
});

describe('when n8n registers the trigger anew in the same process', () => {
	it('nothing is repeated', async () => {
		const { host, context } = await started();
		host.answer = listing('completed');
		await poll(context);
		await expect(poll(host.context('update'))).resolves.toBeNull();
	});

	it('nothing is lost where the node was renamed, and its state with it', async () => {
		const { host } = await started();
		host.state = {};
		host.name = 'Another Name';
		host.answer = listing('completed');
		expect(eventsIn(await poll(host.context('update')))).toEqual(['transaction.succeeded']);
	});
});

describe('when the node was renamed, and its state lost with that', () => {
	/** A trigger that has just been renamed, after it saw one transaction that is under way. */
	async function renamed(): Promise<PollHost> {
		const { host } = await started();
		host.state = {};
		host.name = 'Another Name';
		host.writes = 0;
		return host;
	}

	async function eventsAfterRestart(before: PollHost): Promise<unknown[] | null> {
		const { host, process } = before.restarted();
		host.answer = listing('completed');
		return eventsIn(await poll(host.context('init'), process));
	}

	it.each<[string, Answer]>([
		['nothing happened', listing('pending')],
		['the server was away', OUTAGE],
		['the token was wrong', WRONG_TOKEN],
	])('nothing is lost by a restart, although %s at the activation', async (_what, answer) => {
		const host = await renamed();
		host.answer = answer;
		await poll(host.context('update')).catch(() => null);
		expect(await eventsAfterRestart(host)).toEqual(['transaction.succeeded']);
	});

	it('nothing is lost by a restart, although the server had asked for a pause', async () => {
		const { host, context } = await started();
		host.answer = BUSY;
		await poll(context);
		host.state = {};
		await poll(host.context('update'));
		expect(await eventsAfterRestart(host)).toEqual(['transaction.succeeded']);
	});

	it('the state is written once, and then again only when it has changed', async () => {
		const host = await renamed();
		const context = host.context('update');
		await poll(context);
		await poll(context);
		expect(host.writes).toBe(1);
		host.answer = listing('in_progress');
		await poll(context);
		expect(host.writes).toBe(2);
	});
});

describe('Fetch Test Event', () => {
	it('shows the latest transaction that fits, without outcomeOptions or writing any state', async () => {
		const host = new PollHost();
		host.answer = {
			status: 200,
			json: [
				{ id: '1', status: 'completed', updated_at: '2026-03-01T10:00:00Z' },
				{ id: '2', status: 'completed', updated_at: '2026-03-01T11:00:00Z' },
				{ id: '3', status: 'pending', updated_at: '2026-03-01T12:00:00Z' },
			],
		};
		const items = await poll(host.context('manual', 'manual'));
		expect(items).toMatchObject([
			[{ json: { transaction_id: '2', event: 'transaction.succeeded' } }],
		]);
		expect(host.writes).toBe(0);
	});

	it.each<[string, Answer, RegExp]>([
		['there is nothing at all', NOTHING_MATCHES, /lists no transactions yet/],
		['nothing fits', listing('pending'), /none that fits/],
	])('explains where %s', async (_what, answer, description) => {
		const host = new PollHost();
		host.answer = answer;
		await expect(poll(host.context('manual', 'manual'))).rejects.toMatchObject({
			description: expect.stringMatching(description),
		});
	});

	it('fails at once in an outage', async () => {
		const host = new PollHost();
		host.answer = OUTAGE;
		await expect(poll(host.context('manual', 'manual'))).rejects.toThrow(/reached/);
	});
});
