import fc from 'fast-check';

import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import type { Transaction } from '../../../nodes/ZequenzeControl/control/transaction';
import {
	reconcile,
	type Finding,
	type OpenQuestion,
} from '../../../nodes/ZequenzeControl/follow/reconcile';
import { serverInstant } from '../../../nodes/ZequenzeControl/ground/dates.ts';
import { shown } from './transactions.mts';

const SENT = Date.parse('2026-03-01T10:00:00Z');
const LATER = '2026-03-01T10:00:01Z';
const EARLIER = '2026-03-01T09:00:00Z';

const request: OperationRequest = {
	serial_number: 'SN1',
	operation: 'set',
	variables: [{ variable_name: 'Device.Time.Enable', value: 'true', value_type: 'boolean' }],
};

function entry(facts: Partial<Transaction> = {}): Transaction {
	const { serial_number: serialNumber, operation, variables } = request;
	return shown({ id: '1', serialNumber, operation, variables, createdAt: LATER, ...facts });
}

function findingAbout(
	listed: Transaction[],
	{ sentAt = SENT, known = [], keepsEverything = true }: Partial<Circumstances> = {},
): Finding['kind'] | undefined {
	const question = { request, sentAt };
	return reconcile([question], listed, new Set(known), keepsEverything)[0]?.kind;
}

interface Circumstances {
	sentAt: number | null;
	known: string[];
	keepsEverything: boolean;
}

describe('the transaction behind a request without a reply', () => {
	it.each<[string, Finding['kind'], Transaction[], Partial<Circumstances>]>([
		['is found by device, operation, variables and time', 'found', [entry()], {}],
		[
			'is found where the server hides the values',
			'found',
			[entry({ variables: [{ variable_name: 'Device.Time.Enable' }] })],
			{},
		],
		[
			'is found where the clocks differ by a second',
			'found',
			[entry({ createdAt: '2026-03-01T09:59:59Z' })],
			{},
		],
		['is absent from a list without anything like it', 'absent', [], {}],
		['is absent where only an older one is listed', 'absent', [entry({ createdAt: EARLIER })], {}],
		['is absent where the device is another', 'absent', [entry({ serialNumber: 'SN2' })], {}],
		['is absent where the operation is another', 'absent', [entry({ operation: 'get' })], {}],
		[
			'is absent where the variables are others',
			'absent',
			[entry({ variables: [{ variable_name: 'Device.Time.NTPServer1' }] })],
			{},
		],
		[
			'is absent where the only one like it is known as another',
			'absent',
			[entry()],
			{ known: ['1'] },
		],
		['may be missing from a list that drops things', 'undecided', [], { keepsEverything: false }],
		['may be either of two', 'undecided', [entry(), entry({ id: '2' })], {}],
		['may be one without an id', 'undecided', [entry({ id: null })], {}],
		['may be one without a time', 'undecided', [entry({ createdAt: null })], {}],
		[
			'may be one whose time has no zone',
			'undecided',
			[entry({ createdAt: '2026-03-01 09:00' })],
			{},
		],
		['may be one without variables', 'undecided', [entry({ variables: [] })], {}],
		[
			'may be one whose value the server rewrote',
			'undecided',
			[entry({ variables: [{ variable_name: 'Device.Time.Enable', value: '1' }] })],
			{},
		],
		['may be one without a device', 'undecided', [entry({ serialNumber: null })], {}],
		[
			'may be an old one where the time of sending is not known',
			'undecided',
			[entry()],
			{ sentAt: null },
		],
	])('%s: %s', (_what, kind, listed, circumstances) => {
		expect(findingAbout(listed, circumstances)).toBe(kind);
	});

	it('is one of two where the same was asked twice', () => {
		const questions = [1, 2].map(() => ({ request, sentAt: SENT }));
		const findings = reconcile(questions, [entry(), entry({ id: '2' })], new Set(), true);
		expect(findings).toMatchObject([{ transaction: { id: '1' } }, { transaction: { id: '2' } }]);
	});

	it('stays open where the same was asked twice and is listed once', () => {
		const questions = [1, 2].map(() => ({ request, sentAt: SENT }));
		const findings = reconcile(questions, [entry()], new Set(), true);
		expect(findings.map(({ kind }) => kind)).toEqual(['undecided', 'undecided']);
	});

	it('stays open where two values were asked for and the one listed hides its value', () => {
		const questions = ['1', '2'].map((value) => ({
			sentAt: SENT,
			request: { ...request, variables: [{ variable_name: 'Device.Time.NTPServer1', value }] },
		}));
		const hidden = entry({ variables: [{ variable_name: 'Device.Time.NTPServer1' }] });
		const findings = reconcile(questions, [hidden], new Set(), true);
		expect(findings.map(({ kind }) => kind)).toEqual(['undecided', 'undecided']);
	});
});

/** A request whose reply was lost, and what the server made of it. */
interface Truth {
	question: OpenQuestion;
	made: boolean;
	/** What the server does not show of it. */
	hides: { values: boolean; variables: boolean; time: boolean; id: boolean };
}

const truth: fc.Arbitrary<Truth> = fc
	.record({
		device: fc.constantFrom('SN1', 'SN2'),
		value: fc.constantFrom('1', '2'),
		sentAfterMs: fc.constantFrom(0, 60_000),
		made: fc.boolean(),
		values: fc.boolean(),
		variables: fc.boolean(),
		time: fc.boolean(),
		id: fc.boolean(),
	})
	.map(({ device, value, sentAfterMs, made, ...hides }) => ({
		question: {
			request: {
				serial_number: device,
				operation: 'set',
				variables: [{ variable_name: 'Device.Time.NTPServer1', value, value_type: 'string' }],
			},
			sentAt: SENT + sentAfterMs,
		},
		made,
		hides,
	}));

function listedAs({ question, hides }: Truth, id: string): Transaction {
	const { serial_number: serialNumber, operation, variables } = question.request;
	const names = variables.map(({ variable_name }) => ({ variable_name }));
	return shown({
		id: hides.id ? null : id,
		serialNumber,
		operation,
		variables: hides.variables ? [] : hides.values ? names : variables,
		createdAt: hides.time ? null : new Date((question.sentAt ?? 0) + 500).toISOString(),
		raw: { id },
	});
}

describe('whatever the server hides', () => {
	const cases = fc
		.array(truth, { minLength: 1, maxLength: 5 })
		.chain((truths) =>
			fc
				.shuffledSubarray([...truths.keys()], { minLength: truths.length })
				.map((order) => ({ truths, order })),
		);

	function findingsFor({ truths, order }: { truths: Truth[]; order: number[] }): Finding[] {
		const listed = order.flatMap((index) => {
			const one = truths[index];
			return one?.made ? [listedAs(one, String(index))] : [];
		});
		const questions = truths.map(({ question }) => question);
		return reconcile(questions, listed, new Set(), true);
	}

	it('nothing that was made is called absent', () => {
		fc.assert(
			fc.property(cases, (one) => {
				findingsFor(one).forEach(({ kind }, index) => {
					if (one.truths[index]?.made) expect(kind).not.toBe('absent');
				});
			}),
			{ numRuns: 2000 },
		);
	});

	it('what is found is what was asked for, and no two requests have found the same', () => {
		fc.assert(
			fc.property(cases, (one) => {
				const found = findingsFor(one).flatMap((finding, index) =>
					finding.kind === 'found' ? [{ index, id: String(finding.transaction.id) }] : [],
				);
				expect(new Set(found.map(({ id }) => id)).size).toBe(found.length);
				for (const { index, id } of found) {
					expect(one.truths[Number(id)]?.question.request).toEqual(
						one.truths[index]?.question.request,
					);
				}
			}),
			{ numRuns: 2000 },
		);
	});
});

describe('a time', () => {
	it.each<[string, number | null]>([
		['2026-03-01T10:00:00Z', SENT],
		['2026-03-01T11:00:00+01:00', SENT],
		['2026-03-01T11:00:00.000+0100', SENT],
		['2026-03-01T10:00:00', null],
		['yesterdayZ', null],
		['', null],
	])('%p is %p', (text, instant) => {
		expect(serverInstant(text)).toBe(instant);
	});
});
