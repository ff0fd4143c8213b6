import type { DeviceFilters } from '../../../control/endpoints';
import { readDeviceFilters } from '../../../fields/deviceFilters';
import { readChoice, SEPARATORS } from '../../../fields/readers';
import { readSerialNumber } from '../../../fields/serialNumber';
import { InvalidInput } from '../../../ground/invalidInput';
import { isJsonObject, parseJson } from '../../../ground/json';
import type { ItemParameters } from '../../../items/parameters';
import { targetField } from './targetFields';

/**
 * What an item is to work on: devices by serial number, or whatever matches a filter when the node
 * runs.
 */
export type Target =
	| {
			kind: 'devices';
			serialNumbers: readonly string[];
			repeated: readonly string[];
			many: boolean;
	  }
	| { kind: 'filter'; filters: DeviceFilters };

/** The target of an item. Throws InvalidInput naming the field. */
export function readTarget(parameters: ItemParameters, itemIndex: number): Target {
	const choice = readChoice(parameters.given(itemIndex, targetField.name), targetField);
	if (choice === 'filter') {
		return { kind: 'filter', filters: readNarrowing(parameters, itemIndex) };
	}
	if (choice === 'all') return { kind: 'filter', filters: {} };
	if (choice === 'list') return readSerialNumberList(parameters.read('serialNumbers', itemIndex));
	const serialNumber = readSerialNumber(parameters.read('device', itemIndex), 'Device');
	return { kind: 'devices', serialNumbers: [serialNumber], repeated: [], many: false };
}

/**
 * The whole fleet is a target of its own: filters that an expression left empty, or that n8n
 * dropped as it does not know their name, must not mean it.
 */
function readNarrowing(parameters: ItemParameters, itemIndex: number): DeviceFilters {
	const { update_status: updateStatus, ...filters } = readDeviceFilters(parameters, itemIndex);
	if (Object.values(filters).some((wanted) => wanted !== undefined)) {
		return { ...filters, update_status: updateStatus };
	}
	throw new InvalidInput(
		'Filters: No filter is given',
		'Add a filter that narrows the devices down, or choose the target All Devices.',
	);
}

function readSerialNumberList(parameter: unknown): Target {
	const entries = entriesOf(parameter)
		.map(serialNumberIn)
		.filter((entry) => entry !== '');
	const serialNumbers = new Set<string>();
	const repeated = new Set<string>();
	entries.forEach((entry, index) => {
		const serialNumber = readSerialNumber(entry, `Serial Numbers, entry ${index + 1}`);
		if (serialNumbers.has(serialNumber)) repeated.add(serialNumber);
		serialNumbers.add(serialNumber);
	});
	if (serialNumbers.size === 0) {
		throw new InvalidInput(
			'Serial Numbers: The list is empty',
			'Give serial numbers separated by commas, tabs or new lines, or an array of them.',
		);
	}
	return {
		kind: 'devices',
		serialNumbers: [...serialNumbers],
		repeated: [...repeated],
		many: true,
	};
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
