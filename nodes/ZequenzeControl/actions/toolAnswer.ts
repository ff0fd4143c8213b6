import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import { redactAnswer } from '../control/redaction/redaction';
import { isJsonObject, type JsonObject, type JsonValue } from '../ground/json';

// A model reads the whole answer on every further turn, and what it does not read it pays for all
// the same.
const MAX_ITEMS = 100;
const MAX_ENTRIES = 100;

/**
 * The items as an AI agent's model sees them: what is empty or said twice is left out, long lists
 * are cut with a word about it, and values of passwords and keys are masked whatever the options
 * say. Never empty: a model takes silence for a failure.
 */
export function answerForModel(items: readonly INodeExecutionData[]): INodeExecutionData[] {
	const remarks = items.filter(isRemark);
	const answers = items.filter((item) => !isRemark(item));
	if (items.length === 0) remarks.push(remark('Nothing matches.'));
	const rest = answers.length - MAX_ITEMS;
	if (rest > 0) {
		remarks.push(
			remark(
				`${rest} more are left out of ${answers.length}. Narrow the question down by a filter.`,
			),
		);
	}
	return [...answers.slice(0, MAX_ITEMS), ...remarks].map(({ json, pairedItem }) => ({
		json: compact(json),
		pairedItem,
	}));
}

/** What was noticed about the run as a whole: the end of a long answer must not cut it off. */
function isRemark({ json }: INodeExecutionData): boolean {
	return json.remarks !== undefined && Object.keys(json).length === 1;
}

function remark(text: string): INodeExecutionData {
	return { json: { remarks: [text] }, pairedItem: { item: 0 } };
}

function compact(json: IDataObject): IDataObject {
	// Refusals name no values; anything else may.
	if (json.error !== undefined || !isJsonObject(json)) return json;
	return filled(shortOutcome(redactAnswer(json, {})));
}

/** An outcome without what its other keys say as well; of any other object, long lists cut. */
function shortOutcome(object: JsonObject): JsonObject {
	const { variables, values, status, fault = null, ...rest } = object;
	if (!Array.isArray(variables) || values === undefined) return cutDeep(object);
	const read = isJsonObject(values) ? cut(values) : undefined;
	return {
		...rest,
		fault: isJsonObject(fault) ? shortFault(fault) : fault,
		...(rest.state === 'unknown' ? { status: status ?? null } : {}),
		...(read ? { values: read } : { variables: shortVariables(variables) }),
	};
}

function shortFault({ message = null, ...fault }: JsonObject): JsonObject {
	return filled({ ...fault, message: message === fault.name ? null : message });
}

/** By path, and the value where there is one: `{path: value}`, or only the paths. */
function shortVariables(variables: readonly JsonValue[]): JsonValue {
	const entries = variables.filter(isJsonObject);
	if (entries.some(({ value }) => value !== undefined && value !== null)) {
		return cut(
			Object.fromEntries(
				entries.map(({ variable_name: path, value = null }) => [String(path), value]),
			),
		);
	}
	return entries.slice(0, MAX_ENTRIES).map(({ variable_name: path }) => String(path));
}

function cut(values: JsonObject): JsonObject {
	const entries = Object.entries(values);
	const rest = entries.length - MAX_ENTRIES;
	if (rest <= 0) return values;
	return {
		...Object.fromEntries(entries.slice(0, MAX_ENTRIES)),
		'…': `${rest} more values are left out. Name a smaller branch or single variables.`,
	};
}

/** The object with all that is long in it cut, however deep it is. */
function cutDeep(object: JsonObject): JsonObject {
	return cut(
		Object.fromEntries(Object.entries(object).map(([key, value]) => [key, shortened(value)])),
	);
}

function shortened(value: JsonValue): JsonValue {
	if (isJsonObject(value)) return cutDeep(value);
	if (!Array.isArray(value)) return value;
	const rest = value.length - MAX_ENTRIES;
	const shown = value.slice(0, MAX_ENTRIES).map(shortened);
	return rest > 0 ? [...shown, `${rest} more entries are left out.`] : shown;
}

/** Without keys that hold nothing; what is false or zero says something. */
function filled(object: JsonObject): JsonObject {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: JsonValue): boolean {
	return value === null || (Array.isArray(value) && value.length === 0);
}
