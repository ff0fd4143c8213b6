import fc from 'fast-check';
import {
	readTransaction,
	type Transaction,
} from '../../../nodes/ZequenzeControl/control/answers/transaction';
import { ControlClient } from '../../../nodes/ZequenzeControl/control/client';
import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import { bySerialNumber, PARAMETERS } from '../../../nodes/ZequenzeControl/control/endpoints';
import { ControlError } from '../../../nodes/ZequenzeControl/control/failures/errors';
import { redactAnswer } from '../../../nodes/ZequenzeControl/control/redaction/redaction';
import type { HttpAnswer } from '../../../nodes/ZequenzeControl/control/wire/http';
import { acceptedOutcome, outcomeOf } from '../../../nodes/ZequenzeControl/follow/outcome';
import { STATUS_WORDS } from '../../../nodes/ZequenzeControl/follow/states';
import { isJsonObject, parseJson } from '../../../nodes/ZequenzeControl/ground/json';
import { cases } from '../../thoroughness.mts';
import { anyJson, mutated } from './json.arbitrary.mts';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

const RUNS = cases(600);
const BASE_URL = 'https://control.example/api/v1';

const REAL_TRANSACTION = {
	id: '12345',
	serial_number: 'SN000001',
	operation: 'get',
	status: 'completed',
	progress: 100,
	processed_devices: 1,
	failed_devices: 0,
	operation_details: { error_summary: null },
	created_at: '2026-03-01T10:00:00Z',
	updated_at: '2026-03-01T10:00:05Z',
	variables: [
		{ variable_name: 'Device.DeviceInfo.UpTime', value: '4711', value_type: 'unsignedInt' },
		{ variable_name: 'Device.ManagementServer.Password', value: 'hunter2', value_type: 'string' },
	],
};

const REAL_LIST = { count: 2, next: null, previous: null, results: [REAL_TRANSACTION] };

const transactionJson = fc.oneof(mutated(REAL_TRANSACTION), anyJson);

/** The text of an answer: JSON, a part of it, or anything. */
const anyText = fc.oneof(
	anyJson.map((json) => JSON.stringify(json)),
	mutated(REAL_LIST).map((json) => JSON.stringify(json)),
	fc
		.tuple(fc.constant(JSON.stringify(REAL_LIST)), fc.nat(600))
		.map(([text, length]) => text.slice(0, length)),
	fc.string({ unit: 'binary' }),
	fc.nat(400).map((depth) => '[{"results":'.repeat(depth)),
);

const anyAnswer: fc.Arbitrary<HttpAnswer> = fc.record({
	status: fc.oneof(fc.constantFrom(200, 201, 404, 400, 429, 503), fc.integer({ min: 0, max: 999 })),
	headers: fc.dictionary(
		fc.constantFrom('date', 'retry-after', 'location', 'content-type'),
		fc.oneof(fc.string(), fc.constantFrom('0', '-1', '99999999999', '?id=%E0%A4%A', '?id=8')),
	),
	text: anyText,
});

const REQUEST: OperationRequest = {
	serial_number: 'SN000001',
	operation: 'set',
	variables: [
		{
			variable_name: 'Device.ManagementServer.Password',
			value: 'hunter2',
			value_type: 'string',
		},
	],
};

/**
 * A client of a server that says these things, one after the other, and then that nothing matches.
 */
function clientOf(answers: readonly HttpAnswer[]): ControlClient {
	const left = [...answers];
	const nothing: HttpAnswer = { status: 404, headers: {}, text: '[]' };
	return new ControlClient(async () => await Promise.resolve(left.shift() ?? nothing), BASE_URL);
}

/** What comes of it; anything thrown but our own error fails the test. */
async function settled<T>(work: () => Promise<T>): Promise<T | ControlError> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof ControlError) return error;
		throw error;
	}
}

async function collected<T>(pages: AsyncIterable<T>): Promise<T[]> {
	const all: T[] = [];
	for await (const page of pages) all.push(page);
	return all;
}

const unhandled = jest.fn();
beforeAll(() => void process.on('unhandledRejection', unhandled));
afterAll(() => {
	process.off('unhandledRejection', unhandled);
	expect(unhandled).not.toHaveBeenCalled();
});

describe('whatever the server answers', () => {
	it('reading ends in a result or in our own error', async () => {
		const answers = fc.array(anyAnswer, { minLength: 1, maxLength: 4 });
		await fc.assert(
			fc.asyncProperty(answers, async (said) => {
				await settled(async () => await collected(clientOf(said).transactionPages()));
				await settled(async () => await collected(clientOf(said).devicePages()));
				await settled(async () => await collected(clientOf(said).platformPages(PARAMETERS, 100)));
				await settled(async () => await clientOf(said).transaction('12345'));
				await settled(async () => await clientOf(said).device(bySerialNumber('SN000001')));
			}),
			cases(250),
		);
	});

	it('an operation counts as accepted only with a status of success', async () => {
		await fc.assert(
			fc.asyncProperty(anyAnswer, async (answer) => {
				const receipt = await settled(async () => await clientOf([answer]).schedule(REQUEST));
				if (receipt instanceof ControlError) return;
				expect(answer.status).toBeGreaterThanOrEqual(200);
				expect(answer.status).toBeLessThan(300);
				const { state } = acceptedOutcome(receipt.transaction, receipt.transactionId, REQUEST);
				// Nothing has been done yet when the server has just taken it.
				expect(state).not.toBe('succeeded');
			}),
			RUNS,
		);
	});

	it('a failure never shows the value of a secret', async () => {
		await fc.assert(
			fc.asyncProperty(anyJson, fc.integer({ min: 400, max: 499 }), async (json, status) => {
				const text = JSON.stringify([json, { detail: 'hunter2' }, 'xhunter2x']);
				const answer = { status, headers: {}, text };
				const failure = await settled(async () => await clientOf([answer]).schedule(REQUEST));
				expect(JSON.stringify(failure) + String(failure)).not.toContain('hunter2');
			}),
			RUNS,
		);
	});
});

/**
 * The rule in its own words: the server's word says so and nothing speaks against it, or a `get`
 * shows its values.
 */
function mayHaveSucceeded({ status, operation, fault, failedDevices, variables }: Transaction) {
	if (fault !== null || failedDevices > 0) return false;
	if (status === null) {
		return (
			operation === 'get' &&
			variables.length > 0 &&
			variables.every(({ value }) => value !== undefined && value !== null)
		);
	}
	const word = status
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_');
	return STATUS_WORDS.succeeded.includes(word);
}

describe('whatever a transaction looks like', () => {
	it('it has succeeded only where the rule says so', () => {
		fc.assert(
			fc.property(transactionJson, (json) => {
				if (!isJsonObject(json)) return;
				const transaction = readTransaction(json);
				const { state } = outcomeOf(transaction);
				if (state === 'succeeded') expect(mayHaveSucceeded(transaction)).toBe(true);
			}),
			RUNS,
		);
	});

	it('a fault that the server shows in its usual place keeps it from having succeeded', () => {
		const fault = fc.record({ fault: fc.record({ code: fc.constant(9005) }) });
		fc.assert(
			fc.property(mutated(REAL_TRANSACTION), fault, (json, shown) => {
				if (!isJsonObject(json)) return;
				expect(outcomeOf(readTransaction({ ...json, ...shown })).state).not.toBe('succeeded');
			}),
			RUNS,
		);
	});

	it('its values of secrets are masked, simplified and raw', () => {
		fc.assert(
			fc.property(mutated(REAL_TRANSACTION), (json) => {
				if (!isJsonObject(json)) return;
				const secret = { variable_name: 'Device.ManagementServer.Password', value: 'hunter2' };
				const text = JSON.stringify({ ...json, variables: [secret] });
				const raw = parseJson(text);
				if (!isJsonObject(raw)) return;
				expect(JSON.stringify(outcomeOf(readTransaction(raw)).variables)).not.toContain('hunter2');
				expect(JSON.stringify(redactAnswer(raw, {}).variables)).not.toContain('hunter2');
			}),
			RUNS,
		);
	});

	it('no prototype is changed', () => {
		fc.assert(
			fc.property(transactionJson, (json) => {
				const text = JSON.stringify(json);
				const raw = parseJson(`{"__proto__":{"polluted":true},"constructor":${text}}`);
				if (!isJsonObject(raw)) return;
				outcomeOf(readTransaction(raw));
				redactAnswer(raw, {});
				expect({}).not.toHaveProperty('polluted');
			}),
			RUNS,
		);
	});
});
