import type { INodeProperties } from 'n8n-workflow';

import { InvalidInput } from '../../ground/invalidInput';
import { isJsonObject, parseJson } from '../../ground/json';
import { SEPARATORS } from '../readers';
import { isPlainSerialNumber, readSerialNumber } from '../serialNumber';

export const serialNumbersField = {
	displayName: 'Serial Numbers',
	name: 'serialNumbers',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. SN000001, SN000002',
	displayOptions: { show: { target: ['list'] } },
	description:
		'Serial numbers separated by commas, tabs or new lines, or an expression that gives an array of them',
} as const satisfies INodeProperties;

/** The devices of a list, each once. */
export interface SerialNumberList {
	serialNumbers: readonly string[];
	/** Those that stood in it more than once. */
	repeated: readonly string[];
}

/** The serial numbers of a text or an array. Throws InvalidInput naming the field and the entry. */
export function readSerialNumberList(parameter: unknown): SerialNumberList {
	const entries = entriesOf(parameter)
		.map(serialNumberIn)
		.filter((entry) => entry !== '');
	const serialNumbers = new Set<string>();
	const repeated = new Set<string>();
	entries.forEach((entry, index) => {
		const serialNumber = readEntry(entry, index);
		if (serialNumbers.has(serialNumber)) repeated.add(serialNumber);
		serialNumbers.add(serialNumber);
	});
	if (serialNumbers.size === 0) {
		throw new InvalidInput(
			'Serial Numbers: The list is empty',
			'Give serial numbers separated by commas, tabs or new lines, or an array of them.',
		);
	}
	return { serialNumbers: [...serialNumbers], repeated: [...repeated] };
}

/** The list may be long, and n8n stands still while it is read. */
function readEntry(entry: unknown, index: number): string {
	return typeof entry === 'string' && isPlainSerialNumber(entry)
		? entry
		: readSerialNumber(entry, `Serial Numbers, entry ${index + 1}`);
}

/**
 * A text separated by commas, tabs or lines, the text of a JSON array, an array, or a single entry.
 */
function entriesOf(parameter: unknown): unknown[] {
	if (parameter === undefined || parameter === null) return [];
	if (Array.isArray(parameter)) return parameter;
	if (typeof parameter !== 'string') return [parameter];
	return jsonArray(parameter) ?? parameter.split(SEPARATORS);
}

/**
 * The entries of a JSON array, as an expression writes one into a text; undefined for any other
 * text.
 */
function jsonArray(text: string): unknown[] | undefined {
	if (!text.trim().startsWith('[')) return undefined;
	try {
		const parsed = parseJson(text);
		return Array.isArray(parsed) ? parsed : undefined;
	} catch {
		return undefined;
	}
}

/** Device objects are taken as well, as the device list gives them. */
function serialNumberIn(entry: unknown): unknown {
	if (isJsonObject(entry)) return entry.serial_number;
	return typeof entry === 'string' ? entry.trim() : entry;
}
