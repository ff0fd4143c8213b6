import type { ShownVariable, Transaction } from '../control/answers/transaction';
import type { OperationRequest } from '../control/endpoints';
import { redactTransaction, redactVariable, type Disclosure } from '../control/redaction/redaction';
import { describeFault } from '../cwmp/faults/faults';
import { decodeValue } from '../cwmp/values/values';
import { stateOf, type State, type Vocabulary } from './states';

/** What went wrong on the device, explained. */
export interface Fault {
	/** CWMP fault code, or a vendor's or server's own; null where the server gives none. */
	code: string | null;
	name: string | null;
	message: string | null;
	variable_name: string | null;
	/** Whether the same operation may succeed later without a change. */
	transient: boolean;
}

/** The object that an `add.obj` created. */
export interface AddedObject {
	instance: number;
	/** Ends with a dot, ready for a `del.obj`. */
	path: string;
}

/** Why an operation was not sent. */
export type NotSentReason =
	| 'dry_run'
	| 'already_open'
	| 'device_down'
	| 'paused_by_server'
	| 'stopped_after_failures'
	| 'stopped_by_rollout';

/**
 * One operation on one device, in the shape that workflows see; the first ten keys are always
 * there, in this order: what was asked for comes first, so that a table shows it without scrolling.
 */
export interface Outcome {
	serial_number: string | null;
	state: State;
	/** Read values by path, typed; null where nothing was read. */
	values: Record<string, string | number | boolean | null> | null;
	object: AddedObject | null;
	fault: Fault | null;
	transaction_id: string | null;
	operation: string | null;
	/** The server's own word. */
	status: string | null;
	/** As the server writes it. */
	updated_at: string | null;
	variables: ShownVariable[];
	/** With `del.obj`: the device has deleted the object. */
	deleted?: true;
	timed_out?: true;
	listed?: false;
	reason?: NotSentReason;
	/** With `paused_by_server`: when the server may be asked again, in UTC. */
	retry_at?: string;
	request?: OperationRequest;
	/** In a roll-out: which wave the device belongs to, from 1 on. */
	wave?: number;
	/** Where a roll-out gave the device a second try: the transaction of the first. */
	first_transaction_id?: string;
}

/** How outcomes are made of transactions. */
export interface OutcomeOptions extends Disclosure {
	words?: Vocabulary;
}

/** The outcome of a transaction as the server shows it. */
export function outcomeOf(transaction: Transaction, outcomeOptions: OutcomeOptions = {}): Outcome {
	return outcomeIn(stateOf(transaction, outcomeOptions.words), transaction, outcomeOptions);
}

function outcomeIn(
	state: State,
	transaction: Transaction,
	outcomeOptions: OutcomeOptions,
): Outcome {
	const shown = redactTransaction(transaction, outcomeOptions);
	return {
		serial_number: shown.serialNumber,
		state,
		values: transaction.operation === 'get' ? valuesIn(shown.variables) : null,
		object: addedObject(transaction),
		fault: explainedFault(shown),
		transaction_id: shown.id,
		operation: shown.operation,
		status: shown.status,
		updated_at: shown.updatedAt,
		variables: shown.variables,
		...(shown.operation === 'del.obj' && state === 'succeeded' && { deleted: true as const }),
	};
}

/**
 * The outcome right after scheduling: what the server's answer does not repeat is filled in from
 * what was asked. Acceptance means "scheduled" where the server gives no word of its own, and also
 * where it says "success": no device has been contacted yet, so only the request can be meant.
 */
export function acceptedOutcome(
	transaction: Transaction,
	transactionId: string | null,
	request: OperationRequest,
	outcomeOptions: OutcomeOptions = {},
): Outcome {
	const known: Transaction = {
		...transaction,
		id: transactionId,
		serialNumber: transaction.serialNumber ?? request.serial_number,
		operation: transaction.operation ?? request.operation,
		variables: transaction.variables.length ? transaction.variables : request.variables,
	};
	const state = stateOf(known, outcomeOptions.words);
	const saysMore = state === 'running' || state === 'failed';
	return outcomeIn(saysMore ? state : 'scheduled', known, outcomeOptions);
}

/** The outcome of a transaction of which nothing but its id is known. */
export function unknownOutcome(transactionId: string | null): Outcome {
	return {
		serial_number: null,
		state: 'unknown',
		values: null,
		object: null,
		fault: null,
		transaction_id: transactionId,
		operation: null,
		status: null,
		updated_at: null,
		variables: [],
	};
}

/** The outcome of an operation that the node decided not to send. */
export function notSentOutcome(
	request: OperationRequest,
	reason: NotSentReason,
	outcomeOptions: OutcomeOptions = {},
): Outcome {
	const asked = request.variables;
	const variables = outcomeOptions.showSecrets
		? asked
		: asked.map((variable) => redactVariable(variable));
	return {
		...unknownOutcome(null),
		state: 'not_sent',
		serial_number: request.serial_number,
		operation: request.operation,
		variables,
		reason,
		...(reason === 'dry_run' ? { request: { ...request, variables } } : {}),
	};
}

function valuesIn(variables: ShownVariable[]): Outcome['values'] {
	const read = variables.filter(({ value }) => value !== undefined);
	if (read.length === 0) return null;
	return Object.fromEntries(
		read.map(({ variable_name: path, value, value_type: type }) => [
			path,
			decodeValue(value, type ?? null),
		]),
	);
}

function addedObject({ instance, variables }: Transaction): AddedObject | null {
	const table = variables[0]?.variable_name.replace(/\.?$/, '.');
	if (instance === null || table === undefined) return null;
	// Some servers show the new object in place of its table.
	const path = table.endsWith(`.${instance}.`) ? table : `${table}${instance}.`;
	return { instance: Number(instance), path };
}

function explainedFault(transaction: Transaction): Fault | null {
	const { fault, failedDevices } = transaction;
	if (fault === null) {
		return failedDevices > 0
			? {
					code: null,
					name: null,
					message: 'The server counts the device as failed and gives no reason',
					variable_name: null,
					transient: false,
				}
			: null;
	}
	const known = fault.code === null ? null : describeFault(fault.code);
	return {
		code: fault.code,
		name: known?.name ?? null,
		message: fault.message ?? known?.meaning ?? null,
		variable_name: fault.variableName,
		transient: known?.transient ?? false,
	};
}
