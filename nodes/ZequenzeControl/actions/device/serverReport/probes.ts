import { ANSWER_KEYS } from '../../../control/answers/answerKeys';
import { readPage } from '../../../control/answers/dialects';
import type { ControlClient } from '../../../control/client';
import {
	bySerialNumber,
	CACHED_VARIABLES,
	devicePath,
	DEVICES,
	HEADLESS_OPERATIONS,
	PARAMETERS,
} from '../../../control/endpoints';
import { ControlError } from '../../../control/failures/errors';
import type { HttpAnswer } from '../../../control/wire/http';
import { firstText, parseJson, textOf, type JsonObject } from '../../../ground/json';

/** One question to the server, and what came. */
export interface Probe {
	asked: string;
	/** The answer; null where none came. */
	answer: HttpAnswer | null;
	/** Why none came, by the word for failures of that kind. */
	failure: string | null;
	/** What the body says; undefined where it is no JSON. */
	json: unknown;
	/** Its entries, where it is a list. */
	entries: readonly JsonObject[];
	/** Whether the list counts its entries and names a next page. */
	count: number | null;
	hasNext: boolean;
}

const TWO = { limit: '2' };

/**
 * Asks a handful of questions that change nothing. Throws ControlError where the server cannot be
 * reached at all.
 */
export async function probeServer(client: ControlClient): Promise<Probe[]> {
	const ask = async (asked: string, path: string, query = {}): Promise<Probe> =>
		await probe(client, { asked, path, query });
	const devices = await ask('list of devices', DEVICES, TWO);
	const transactions = await ask('list of transactions', HEADLESS_OPERATIONS, TWO);
	const probes = [devices, transactions];
	const serialNumber = textOf(devices.entries[0]?.serial_number);
	if (serialNumber !== null) {
		const path = devicePath(bySerialNumber(serialNumber));
		const ofDevice = { parent__serial_number: serialNumber, ...TWO };
		probes.push(await ask('one device', path));
		probes.push(await ask('cached values of a device', CACHED_VARIABLES, ofDevice));
	}
	const id = firstText(transactions.entries[0] ?? {}, ANSWER_KEYS.id);
	if (id !== null) probes.push(await ask('one transaction', HEADLESS_OPERATIONS, { id }));
	probes.push(await ask('list of parameters', PARAMETERS, TWO));
	return probes;
}

interface Question {
	asked: string;
	path: string;
	query: Record<string, string>;
}

async function probe(client: ControlClient, { asked, path, query }: Question): Promise<Probe> {
	const nothing = { json: undefined, entries: [], count: null, hasNext: false };
	try {
		const answer = await client.look(path, query);
		const json = jsonIn(answer);
		return { asked, answer, failure: null, ...nothing, json, ...listIn(json, answer) };
	} catch (error) {
		if (!(error instanceof ControlError)) return await Promise.reject(error);
		if (path === DEVICES && error.httpCode === null) return await Promise.reject(error);
		return { asked, answer: null, failure: error.kind, ...nothing };
	}
}

function jsonIn(answer: HttpAnswer): unknown {
	if (answer.json === 'no JSON') return undefined;
	if (answer.json) return answer.json.value;
	try {
		return parseJson(answer.text);
	} catch {
		return undefined;
	}
}

function listIn(json: unknown, { headers, status }: HttpAnswer): Partial<Probe> {
	if (json === undefined || status !== 200) return {};
	try {
		const { entries, count, next } = readPage(json, headers);
		return { entries, count, hasNext: next !== null };
	} catch {
		return {};
	}
}
