import type { INodeParameters } from 'n8n-workflow';

import { poll } from '../../../nodes/ZequenzeControl/trigger/poll';
import { TriggerProcess } from '../../../nodes/ZequenzeControl/trigger/process';
import { PollHost, type Answer } from './pollContext.mts';

type Row = [id: string, status: string, device?: string];

const LATER = '2026-01-01T00:00:00Z';

function listOf(...rows: Row[]): Answer {
	return { status: 200, json: rowsOf(...rows) };
}

function rowsOf(...rows: Row[]): object[] {
	return rows.map(([id, status, device = 'SN1']) => ({
		id,
		serial_number: device,
		operation: 'set',
		status,
		updated_at: LATER,
	}));
}

const DONE: Row[] = [
	['1', 'completed', 'SN1'],
	['2', 'completed', 'SN2'],
	['3', 'failed', 'SN1'],
];
const OPEN = DONE.map(([id, , device]): Row => [id, 'pending', device]);

const failures: INodeParameters = { triggerOn: 'failed', filters: { serialNumbers: 'SN2' } };
const all: INodeParameters = { triggerOn: 'finished' };

/** Triggers in one workflow of one process, as n8n polls them. */
class Triggers {
	process = new TriggerProcess();

	/** What n8n has in its database, by the name of a node. */
	private readonly saved = new Map<string, string>();

	private readonly hosts = new Map<string, PollHost>();

	private readonly contexts = new Map<string, ReturnType<PollHost['context']>>();

	answer: PollHost['answer'] = { status: 200, json: [] };

	/**
	 * Registers a node with what n8n has stored under its name, polls, and stores what comes of that.
	 */
	async activate(id: string, name: string, parameters: INodeParameters): Promise<string[]> {
		const host = new PollHost(id, name);
		const state: object = JSON.parse(this.saved.get(name) ?? '{}');
		Object.assign(host.state, state);
		host.parameters = parameters;
		this.hosts.set(name, host);
		this.contexts.set(name, host.context('update'));
		const events = await this.poll(name);
		this.save(name);
		return events;
	}

	/** What is registered under a name polls; n8n stores the state where that has events. */
	async poll(name: string): Promise<string[]> {
		const [host, context] = [this.hosts.get(name), this.contexts.get(name)];
		if (!host || !context) throw new Error(`No trigger is called ${name}`);
		host.answer = this.answer;
		const items = (await poll(context, this.process)) ?? [];
		if (items.length > 0) this.save(name);
		return items.flat().map(({ json }) => `${String(json.transaction_id)} ${String(json.event)}`);
	}

	/** n8n is killed and started again. */
	restart(): void {
		this.process = new TriggerProcess();
	}

	setCredential(baseUrl: string, name: string): void {
		const host = this.hosts.get(name);
		if (host) host.credential = { token: 'secret-token', baseUrl };
	}

	private save(name: string): void {
		this.saved.set(name, JSON.stringify(this.hosts.get(name)?.state));
	}
}

describe('when Trigger On or the filters are widened', () => {
	/** A trigger that saw operations end which it was not to report. */
	async function quiet(): Promise<Triggers> {
		const triggers = new Triggers();
		triggers.answer = listOf(...OPEN);
		await triggers.activate('a', 'A', failures);
		triggers.answer = listOf(...DONE);
		for (let nth = 0; nth < 4; nth += 1) expect(await triggers.poll('A')).toEqual([]);
		return triggers;
	}

	it('what was seen before is no news', async () => {
		const triggers = await quiet();
		expect(await triggers.activate('a', 'A', all)).toEqual([]);
		triggers.answer = listOf(...DONE, ['4', 'completed']);
		expect(await triggers.poll('A')).toEqual(['4 transaction.succeeded']);
	});

	it('what another process saw is no news either', async () => {
		const triggers = await quiet();
		triggers.restart();
		expect(await triggers.activate('a', 'A', all)).toEqual([]);
		triggers.answer = listOf(...DONE, ['4', 'completed']);
		expect(await triggers.poll('A')).toEqual(['4 transaction.succeeded']);
	});

	it('what both wanted comes although n8n was restarted meanwhile', async () => {
		const triggers = new Triggers();
		triggers.answer = listOf(...OPEN);
		await triggers.activate('a', 'A', { triggerOn: 'failed' });
		triggers.restart();
		triggers.answer = listOf(...DONE);
		expect(await triggers.activate('a', 'A', all)).toEqual(['3 transaction.failed']);
	});
});

describe('two triggers of one workflow', () => {
	const few: INodeParameters = { ...all, options: { mostItems: 1 } };
	const many = (status: string): Answer =>
		listOf(['1', status], ['2', status], ['3', status], ['4', status]);

	async function drained(triggers: Triggers, ...names: string[]): Promise<string[][]> {
		const came = names.map((): string[] => []);
		for (let nth = 0; nth < 6; nth += 1) {
			for (const [at, name] of names.entries()) came[at]?.push(...(await triggers.poll(name)));
		}
		return came;
	}

	it.each([
		['goes on', () => {}],
		['is restarted', (triggers: Triggers) => triggers.restart()],
	])('that swap their names lose nothing, while n8n %s', async (_what, happens) => {
		const triggers = new Triggers();
		triggers.answer = many('pending');
		await triggers.activate('a', 'A', few);
		await triggers.activate('b', 'B', few);
		triggers.answer = many('completed');
		const before = [await triggers.poll('A'), await triggers.poll('B')].flat();
		happens(triggers);
		const first = await triggers.activate('a', 'B', few);
		const second = await triggers.activate('b', 'A', few);
		const [a = [], b = []] = await drained(triggers, 'B', 'A');
		for (const came of [
			[...before, ...first, ...a],
			[...before, ...second, ...b],
		]) {
			expect(new Set(came).size).toBe(4);
		}
		expect(a.length + b.length + first.length + second.length).toBeLessThanOrEqual(8);
	});

	it.each(['ok2 B A A ok3 B A fail4 fail5 A A fail6 B A B', 'fail2 A B ok3 A B A B fail4 A B A B'])(
		'that share a node id report their own each, once: %s',
		async (steps) => {
			const triggers = new Triggers();
			const rows: Row[] = [['1', 'pending']];
			triggers.answer = listOf(...rows);
			await triggers.activate('same', 'A', { triggerOn: 'succeeded' });
			await triggers.activate('same', 'B', { triggerOn: 'failed' });
			const came: Record<string, string[]> = { A: [], B: [] };
			for (const step of [...steps.split(' '), 'A', 'B', 'A', 'B']) {
				const [, status, id] = /^(ok|fail)(\d)$/.exec(step) ?? [];
				if (id === undefined) came[step]?.push(...(await triggers.poll(step)));
				else rows.push([id, status === 'ok' ? 'completed' : 'failed']);
				triggers.answer = listOf(...rows);
			}
			const ids = (status: string) => rows.filter((row) => row[1] === status).map(([id]) => id);
			expect(came.A).toEqual(ids('completed').map((id) => `${id} transaction.succeeded`));
			expect(came.B).toEqual(ids('failed').map((id) => `${id} transaction.failed`));
		},
	);
});

it.each(['CONTROL.example', 'http://control.example', 'https://control.example:443/api/v1//'])(
	'the same server under the address %s is no other one',
	async (address) => {
		const triggers = new Triggers();
		const parameters = { ...all, options: { lookBack: 525_600 } };
		triggers.answer = listOf(...OPEN);
		await triggers.activate('a', 'A', parameters);
		triggers.answer = listOf(...DONE);
		expect(await triggers.poll('A')).toHaveLength(3);
		triggers.setCredential(address, 'A');
		expect(await triggers.poll('A')).toEqual([]);
		triggers.answer = listOf(...DONE, ['4', 'failed']);
		expect(await triggers.poll('A')).toEqual(['4 transaction.failed']);
	},
);

it('an id of a single blank has its event, too', async () => {
	const triggers = new Triggers();
	triggers.answer = listOf(['1', 'pending'], [' ', 'pending']);
	await triggers.activate('a', 'A', all);
	triggers.answer = listOf(['1', 'pending'], [' ', 'completed']);
	expect(await triggers.poll('A')).toEqual(['  transaction.succeeded']);
	triggers.restart();
	triggers.answer = listOf(['1', 'completed'], [' ', 'completed']);
	expect(await triggers.activate('a', 'A', all)).toContain('1 transaction.succeeded');
});

it('a page that failed and is then unknown to the server does not stop a trigger', async () => {
	const triggers = new Triggers();
	const link =
		'https://control.example/api/v1/inventory_device_serial_headless_operation/?cursor=x';
	let second: Answer = listOf(['3', 'pending'], ['4', 'pending']);
	let status = 'pending';
	triggers.answer = (url) => {
		if (url.includes('cursor')) return second;
		const results = rowsOf(['1', status], ['2', status]);
		return { status: 200, json: { next: link, results } };
	};
	await triggers.activate('a', 'A', all);
	status = 'completed';
	second = { status: 503, json: {} };
	expect(await triggers.poll('A')).toHaveLength(2);
	second = { status: 400, json: { detail: 'Invalid cursor' } };
	await triggers.poll('A').catch(() => []);
	second = listOf(['3', 'completed'], ['4', 'completed']);
	const came = [await triggers.poll('A'), await triggers.poll('A')].flat();
	expect(came.sort()).toEqual(['3 transaction.succeeded', '4 transaction.succeeded']);
});
