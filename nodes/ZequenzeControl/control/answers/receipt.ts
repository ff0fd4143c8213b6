import { isJsonObject, type JsonObject } from '../../ground/json';
import { unexpectedAnswer, unreadableAnswer } from '../failures/answerFailures';
import type { HttpAnswer } from '../wire/http';
import { ANSWER_KEYS } from './answerKeys';
import { idOfAccepted, readJson } from './dialects';
import { readTransaction, type Transaction } from './transaction';

/** What the server answered to a scheduled operation. */
export interface Receipt {
	/** Null where the answer shows no transaction id. */
	transactionId: string | null;
	/** The answer read as a transaction; what it does not echo is null. */
	transaction: Transaction;
}

/**
 * The receipt in a good answer. Throws ControlError where nothing in it says that an operation was
 * scheduled.
 */
export function readReceipt(answer: HttpAnswer): Receipt {
	// A 201 without a body may still name the transaction in its headers.
	const body = answer.text.trim() ? readJson(answer) : {};
	const transactionId = idOfAccepted(answer, body);
	if (answer.status !== 201 && transactionId === null && !echoes(body)) {
		throw answer.text.trim() ? unexpectedAnswer('a scheduled operation') : unreadableAnswer(answer);
	}
	return { transactionId, transaction: readTransaction(acceptedObject(body)) };
}

function echoes(body: unknown): boolean {
	const keys = [...ANSWER_KEYS.serialNumber, ...ANSWER_KEYS.operation];
	return isJsonObject(body) && keys.some((key) => key in body);
}

function acceptedObject(body: unknown): JsonObject {
	const [only] = Array.isArray(body) ? body : [body];
	return isJsonObject(only) ? only : {};
}
