import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';

import { ControlError } from '../control/failures/errors';
import { quotable } from '../control/failures/quotes';
import { RunCancelled } from '../control/wire/http';
import { InvalidInput } from '../ground/invalidInput';
import { isToolNode } from './toolNode';

/** Why an item did not lead to a result, in the shape that the error output shows. */
export type ItemFailure = {
	message: string;
	/** How to fix it. */
	description: string | null;
	httpCode: number | null;
	/** The kind of failure, e.g. `invalid_input`, `not_found`, `timeout`. */
	code: string;
	serial_number: string | null;
	transaction_id: string | null;
	/** Whether the same item may well succeed later without anybody changing anything. */
	retryable: boolean;
	/** Where a device refused: what was asked of it, and its fault explained. */
	operation?: string | null;
	variables?: IDataObject[];
	fault?: IDataObject;
	/** Which wave of a roll-out the device belongs to, and its first try where it got two. */
	wave?: number;
	first_transaction_id?: string;
};

/** What an item was about, as far as it is known when it fails. */
export type Subject = Partial<
	Pick<
		ItemFailure,
		| 'serial_number'
		| 'transaction_id'
		| 'operation'
		| 'variables'
		| 'fault'
		| 'wave'
		| 'first_transaction_id'
	>
>;

const DEFECT_ADVICE =
	'This is a mistake in the node, not in your settings. Please report it with the stack trace from the log of n8n: https://github.com/zequenze/n8n-nodes-zequenze/issues';

const OF_THE_LANGUAGE = ['TypeError', 'RangeError', 'ReferenceError', 'SyntaxError', 'URIError'];

/**
 * Whether an error is a mistake of this package: nothing else throws those of the language itself.
 */
export function isDefect(error: unknown): error is Error {
	return error instanceof Error && OF_THE_LANGUAGE.includes(error.name);
}

/** The failure behind anything that was thrown. */
export function failureOf(error: unknown, subject: Subject = {}): ItemFailure {
	const { serial_number = null, transaction_id = null, ...refused } = subject;
	return { ...describe(error), serial_number, transaction_id, ...refused };
}

function describe(error: unknown): Omit<ItemFailure, keyof Subject> {
	if (error instanceof InvalidInput) {
		return {
			message: error.message,
			description: error.fix,
			httpCode: null,
			code: 'invalid_input',
			retryable: false,
		};
	}
	if (error instanceof ControlError) {
		return {
			message: error.message,
			description: error.fix,
			httpCode: error.httpCode,
			code: error.kind,
			retryable: error.transient,
		};
	}
	const isOurs = isDefect(error);
	return {
		message: quotable(error instanceof Error ? error.message : String(error)),
		description: isOurs ? DEFECT_ADVICE : null,
		httpCode: null,
		code: isOurs ? 'node_defect' : 'unexpected',
		retryable: false,
	};
}

/**
 * The item for n8n's error output. `error` must be the only key, and an object: anything beside it
 * sends the item to the success output. Linked to its input item by object, n8n merges the input
 * into it; where one item stands for many devices the plain number keeps it from copying the whole
 * list into each.
 */
export function errorItem(
	failure: ItemFailure,
	itemIndex: number,
	manyTargets = false,
): INodeExecutionData {
	return {
		json: { error: { ...failure } },
		pairedItem: manyTargets ? itemIndex : { item: itemIndex },
	};
}

/**
 * A text in which n8n does not find the word by which it takes an execution for one that the user
 * stopped, e.g. in a serial number: an invisible mark parts it.
 */
function unstopping(text: string): string {
	return text.replace(/(cancel)(ed)/gi, '$1\u200b$2');
}

/**
 * The error that ends the node, naming the item it is about; to a model, which sees one call at a
 * time, it says what to do.
 */
export function nodeError(
	node: INode,
	failure: ItemFailure,
	itemIndex: number,
	cause?: unknown,
): NodeApiError | NodeOperationError {
	const message = unstopping(
		isToolNode(node) ? explained(failure) : `${failure.message} [item ${itemIndex}]`,
	);
	const description = failure.description ?? undefined;
	if (failure.httpCode === null) {
		const error = new NodeOperationError(node, isDefect(cause) ? cause : message, {
			message,
			description,
			itemIndex,
			failure: isDefect(cause) ? { cause: 'node-defect' } : undefined,
		});
		if (isDefect(cause)) error.stack = cause.stack;
		return inOurWords(error, message);
	}
	const error = new NodeApiError(
		node,
		{ message },
		{ message, description, httpCode: String(failure.httpCode), itemIndex },
	);
	return inOurWords(error, message);
}

/** All in the message: it is the only part of an error that n8n shows to an AI agent's model. */
function explained({ message, description }: ItemFailure): string {
	return description === null ? message : `${message.replace(/[.!?]?$/, '.')} ${description}`;
}

/**
 * n8n replaces a message that names a system error, e.g. ECONNREFUSED, by a general one: ours says
 * more.
 */
export function inOurWords<E extends Error>(error: E, message: string): E {
	error.message = message;
	return error;
}

/**
 * Whether the user stopped the execution: then nothing may go on, whatever the On Error setting
 * says.
 */
export function isCancellation(error: unknown, context: IExecuteFunctions): boolean {
	return error instanceof RunCancelled || context.getExecutionCancelSignal()?.aborted === true;
}
