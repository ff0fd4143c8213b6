import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import {
	reconcile,
	type Finding,
	type Knowledge,
} from '../../../nodes/ZequenzeControl/follow/proof/reconcile';
import type { Witness } from '../../../nodes/ZequenzeControl/follow/proof/sightings';
import { shown } from './transactions.mts';

const SENT = Date.parse('2026-03-01T10:00:00Z');
const LATER = '2026-03-01T10:00:00.020Z';
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

/**
 * An operation on another device that was accepted so many milliseconds after the lost one was
 * sent.
 */
function witness(id: string, afterMs: number): Witness {
	return {
		id,
		request: { ...request, serial_number: `W${id}` },
		sentAt: SENT + afterMs,
		answeredAt: SENT + afterMs + 40,
		isOwn: true,
	};
}

function shownWitness({ id, request: sent, sentAt }: Witness, facts: Partial<Transaction> = {}) {
	return entry({
		id,
		serialNumber: sent.serial_number,
		createdAt: new Date(sentAt + 20).toISOString(),
		...facts,
	});
}

const WITNESSES = [witness('10', -1_000), witness('11', 1_000)];
const SHOWN = WITNESSES.map((one) => shownWitness(one));

/** Something that finished long ago and is still listed. */
const HISTORY = shown({
	id: '2',
	serialNumber: 'OLD',
	operation: 'set',
	status: 'completed',
	createdAt: EARLIER,
	updatedAt: EARLIER,
});

interface Circumstances extends Partial<Knowledge> {
	/** How the list shows the witnesses and what has finished. */
	beside: Transaction[];
	isWhole: boolean;
	requests: OperationRequest[];
}

function findings(
	listed: Transaction[],
	{
		beside = [HISTORY, ...SHOWN],
		isWhole = true,
		requests = [request],
		...known
	}: Partial<Circumstances> = {},
): Finding[] {
	const questions = requests.map((one) => ({ request: one, sentAt: SENT, madeBy: SENT + 40 }));
	const listing = { transactions: [...beside, ...listed], isWhole };
	return reconcile(questions, listing, { witnesses: WITNESSES, ...known });
}

const kinds = (listed: Transaction[], circumstances: Partial<Circumstances> = {}): string[] =>
	findings(listed, circumstances).map(({ kind }) => kind);

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
			'is found where the server writes a boolean as a number',
			'found',
			[entry({ variables: [{ variable_name: 'Device.Time.Enable', value: '1' }] })],
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
			'is absent where the only one like it was listed before anything was sent',
			'absent',
			[entry()],
			{ before: new Set(['1']) },
		],
		['may be either of two', 'undecided', [entry(), entry({ id: '3' })], {}],
		['may be one without an id', 'undecided', [entry({ id: null })], {}],
		['may be one without a time', 'undecided', [entry({ createdAt: null })], {}],
		['may be one without variables', 'undecided', [entry({ variables: [] })], {}],
		['may be one without a device', 'undecided', [entry({ serialNumber: null })], {}],
		['may be one whose device is a number', 'undecided', [entry({ serialNumber: '4711' })], {}],
		[
			'may be one whose value the server rewrote',
			'undecided',
			[entry({ variables: [{ variable_name: 'Device.Time.Enable', value: 'maybe' }] })],
			{},
		],
		[
			'may be one that was made some minutes before, if clocks differ',
			'undecided',
			[entry({ createdAt: '2026-03-01T09:55:00Z' })],
			{},
		],
		[
			'may be one that was made a second later by somebody else',
			'undecided',
			[entry({ createdAt: '2026-03-01T10:00:01Z' })],
			{},
		],
		[
			'is not what somebody else made, where the server names who',
			'undecided',
			[entry({ raw: { created_by: 'somebody' } })],
			{ beside: WITNESSES.map((one) => shownWitness(one, { raw: { created_by: 'n8n' } })) },
		],
		[
			'may be what another execution lost',
			'undecided',
			[entry()],
			{ rivals: [{ request, sentAt: SENT, madeBy: SENT + 40 }] },
		],
		['is not decided where the list is not whole', 'undecided', [entry()], { isWhole: false }],
		['is not decided without a witness', 'undecided', [entry()], { witnesses: [], beside: [] }],
	])('%s: %s', (_what, kind, listed, circumstances) => {
		expect(kinds(listed, circumstances)).toEqual([kind]);
	});

	it('is one of two where the same was asked twice', () => {
		const requests = [request, request];
		expect(findings([entry(), entry({ id: '3' })], { requests })).toMatchObject([
			{ transaction: { id: '1' } },
			{ transaction: { id: '3' } },
		]);
	});

	it('stays open where the same was asked twice and is listed once', () => {
		expect(kinds([entry()], { requests: [request, request] })).toEqual(['undecided', 'undecided']);
	});

	it('stays open where two values were asked for and the one listed hides its value', () => {
		const requests = ['1', '2'].map((value): OperationRequest => ({
			...request,
			variables: [{ variable_name: 'Device.Time.NTPServer1', value }],
		}));
		const hidden = entry({ variables: [{ variable_name: 'Device.Time.NTPServer1' }] });
		expect(kinds([hidden], { requests })).toEqual(['undecided', 'undecided']);
	});
});

describe('that nothing was made is not proven', () => {
	const [before, after] = SHOWN;

	it.each<[string, Partial<Circumstances>]>([
		['where the list is not whole', { isWhole: false }],
		['without a witness', { witnesses: [], beside: [HISTORY] }],
		['where a witness is missing from the list', { beside: [HISTORY, ...SHOWN.slice(1)] }],
		[
			'where nothing that was sent later is shown',
			{ witnesses: WITNESSES.slice(0, 1), beside: SHOWN.slice(0, 1) },
		],
		[
			'where nothing older is shown: the list may be cut off',
			{ witnesses: WITNESSES.slice(1), beside: SHOWN.slice(1) },
		],
		['where nothing that has finished is shown: it may vanish', { beside: SHOWN }],
		[
			'where only what has just finished is shown',
			{ beside: [{ ...HISTORY, updatedAt: LATER }, ...SHOWN] },
		],
		['where the witnesses do something else', { requests: [{ ...request, operation: 'add.obj' }] }],
		[
			'where a witness is shown as another device: ids are not unique',
			{ beside: [HISTORY, ...SHOWN.slice(1), { ...SHOWN[0]!, serialNumber: 'SN1' }] },
		],
		[
			'where one id is listed for two devices',
			{ beside: [HISTORY, ...SHOWN, { ...SHOWN[0]!, serialNumber: 'SN9' }] },
		],
		[
			'where one id was given to two',
			{ witnesses: [...WITNESSES, { ...WITNESSES[0]!, sentAt: SENT - 500 }] },
		],
	])('%s', (_where, circumstances) => {
		void [before, after];
		expect(kinds([], circumstances)).toEqual(['undecided']);
	});

	it('but with ten that stay unfinished it is', () => {
		const many = Array.from({ length: 10 }, (_, nth) => witness(String(20 + nth), nth * 100 - 500));
		const beside = many.map((one) => shownWitness(one));
		expect(kinds([], { witnesses: many, beside })).toEqual(['absent']);
	});
});

describe('a server whose clock is wrong', () => {
	it.each([-3, 1, 12])('by %i hours is understood by its witnesses', (hours) => {
		const moved = (time: string | null): string =>
			new Date(Date.parse(time ?? '') + hours * 3_600_000).toISOString();
		const move = (one: Transaction): Transaction => ({
			...one,
			createdAt: moved(one.createdAt),
			updatedAt: one.updatedAt && moved(one.updatedAt),
		});
		const beside = [HISTORY, ...SHOWN].map(move);
		expect(kinds([move(entry())], { beside })).toEqual(['found']);
		expect(kinds([], { beside })).toEqual(['absent']);
	});

	it('is not believed where an older one would fit by its Date header', () => {
		const move = (one: Transaction): Transaction => ({
			...one,
			createdAt: new Date(Date.parse(one.createdAt ?? '') + 60_000).toISOString(),
		});
		// Made a minute before, by a clock that is a minute ahead.
		const older = entry();
		expect(kinds([older], { beside: [HISTORY, ...SHOWN].map(move) })).toEqual(['undecided']);
	});
});

describe('where the list shows ids but no times', () => {
	const many = Array.from({ length: 8 }, (_, nth) => witness(String(20 + nth), nth * 100 - 450));
	const beside = [
		{ ...HISTORY, createdAt: null, updatedAt: null },
		...many.map((one) => shownWitness(one, { createdAt: null })),
	];

	it('ids that count up tell what was there before', () => {
		const known = { witnesses: many, beside };
		expect(kinds([entry({ id: '5', createdAt: null })], known)).toEqual(['undecided']);
		expect(kinds([entry({ id: '30', createdAt: null })], known)).toEqual(['found']);
	});
});
