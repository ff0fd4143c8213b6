import fc from 'fast-check';

import type * as Keys from '../../../nodes/ZequenzeControl/control/answers/answerKeys';
import type * as Transactions from '../../../nodes/ZequenzeControl/control/answers/transaction';
import type * as Client from '../../../nodes/ZequenzeControl/control/client';
import type * as Redaction from '../../../nodes/ZequenzeControl/control/redaction/redaction';
import type * as Outcomes from '../../../nodes/ZequenzeControl/follow/outcome';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';
import { shippedSources } from '../structure/sources.mts';
import { jsonAnswer } from './answers.mts';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

const HOME = '../../../nodes/ZequenzeControl';
const PATH = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
const PASSPHRASE = 'correct horse battery';

/** The modules as they are when the table has one more key for each fact. */
function withKeys(more: Readonly<Record<string, string>>) {
	const table = jest.requireActual<typeof Keys>(`${HOME}/control/answers/answerKeys`);
	const entries = Object.entries<readonly string[]>(table.ANSWER_KEYS);
	const grown = entries.map(([fact, keys]) => [fact, [...keys, more[fact] ?? fact]]);
	let modules: ReturnType<typeof load> | undefined;
	jest.isolateModules(() => {
		jest.doMock(`${HOME}/control/answers/answerKeys`, () => ({
			...table,
			ANSWER_KEYS: Object.fromEntries(grown),
		}));
		modules = load();
	});
	if (!modules) throw new Error('Nothing was loaded');
	return modules;
}

function load() {
	return {
		...jest.requireActual<typeof Transactions>(`${HOME}/control/answers/transaction`),
		...jest.requireActual<typeof Redaction>(`${HOME}/control/redaction/redaction`),
		...jest.requireActual<typeof Outcomes>(`${HOME}/follow/outcome`),
		...jest.requireActual<typeof Client>(`${HOME}/control/client`),
	};
}

const FACTS = Object.keys(
	jest.requireActual<typeof Keys>(`${HOME}/control/answers/answerKeys`).ANSWER_KEYS,
);

/** A key of its own for each fact, that no table has. */
const newKeys = fc
	.uniqueArray(fc.stringMatching(/^[a-z]{1,8}$/), {
		minLength: FACTS.length,
		maxLength: FACTS.length,
	})
	.map((words) => Object.fromEntries(FACTS.map((fact, nth) => [fact, `x_${words[nth] ?? ''}`])));

/** A transaction that is told by none but these keys. */
function told(keys: Readonly<Record<string, string>>, value: unknown): JsonObject {
	const at = (fact: string): string => keys[fact] ?? fact;
	const variable = {
		[at('variableName')]: PATH,
		[at('value')]: value,
		[at('valueType')]: 'string',
	};
	const fault = {
		[at('faultCode')]: '9007',
		[at('faultMessage')]: `"${PASSPHRASE}" is too short`,
		[at('variableName')]: PATH,
	};
	return JSON.parse(
		JSON.stringify({
			[at('id')]: '7',
			[at('serialNumber')]: 'SN1',
			[at('operation')]: 'set',
			[at('status')]: 'failed',
			[at('createdAt')]: '2026-03-01T10:00:00Z',
			[at('variables')]: [{ ...variable, [at('fault')]: fault }],
			[at('fault')]: fault,
		}),
	);
}

describe('a key that is added to the table', () => {
	const values = fc.constantFrom<unknown>(PASSPHRASE, [PASSPHRASE], { now: PASSPHRASE });

	it('is read, and what it shows of a secret is masked, simplified and raw', () => {
		fc.assert(
			fc.property(newKeys, values, (keys, value) => {
				const { readTransaction, redactAnswer, outcomeOf } = withKeys(keys);
				const raw = told(keys, value);
				const outcome = outcomeOf(readTransaction(raw));
				expect(outcome).toMatchObject({
					transaction_id: '7',
					serial_number: 'SN1',
					operation: 'set',
					status: 'failed',
					variables: [{ variable_name: PATH }],
					fault: { code: '9007', variable_name: PATH },
				});
				for (const output of [outcome, redactAnswer(raw, {})]) {
					expect(JSON.stringify(output)).not.toContain(PASSPHRASE);
				}
			}),
			{ numRuns: 10 },
		);
	});

	it('says that an operation was taken, and under which id', async () => {
		await fc.assert(
			fc.asyncProperty(
				newKeys,
				fc.constantFrom('id', 'serialNumber', 'operation'),
				async (keys, fact) => {
					const { ControlClient } = withKeys(keys);
					const text = { [keys[fact] ?? fact]: '7' };
					const client = new ControlClient(
						async () => jsonAnswer(200, text),
						'https://control.example',
					);
					const receipt = await client.schedule({
						serial_number: 'SN1',
						operation: 'get',
						variables: [{ variable_name: PATH }],
					});
					expect(receipt.transactionId).toBe(fact === 'id' ? '7' : null);
				},
			),
			{ numRuns: 10 },
		);
	});
});

it('no other module has a table of keys', () => {
	const table = jest.requireActual<typeof Keys>(`${HOME}/control/answers/answerKeys`).ANSWER_KEYS;
	const telling = ['task_id', 'monitoring_url', 'device_serial', 'current_value', 'fault_string'];
	expect(Object.values<readonly string[]>(table).flat()).toEqual(expect.arrayContaining(telling));
	const elsewhere = shippedSources().filter(
		({ path, text }) =>
			!path.endsWith('/answerKeys.ts') && telling.some((key) => text.includes(`'${key}'`)),
	);
	expect(elsewhere.map(({ path }) => path)).toEqual([]);
});
