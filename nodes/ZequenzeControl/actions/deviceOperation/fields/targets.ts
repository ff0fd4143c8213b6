import type { DeviceFilters } from '../../../control/endpoints';
import { asText, isJsonObject, parseJson } from '../../../ground/json';
import { InvalidInput } from '../../../ground/invalidInput';
import { readDeviceFilters } from '../../../fields/deviceFilters';
import { inField } from '../../../fields/inField';
import type { ItemParameters } from '../../../items/parameters';
import { readSerialNumber } from '../../../fields/serialNumber';

/** What an item is to work on: devices by serial number, or whatever matches a filter when the node runs. */
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
	const choice = parameters.read('target', itemIndex) ?? 'device';
	if (choice === 'filter') {
		const filters = parameters.readCollection('filters', itemIndex);
		return inField('Filters', () => ({
			kind: 'filter',
			filters: readDeviceFilters(filters, parameters.timeZone),
		}));
	}
	if (choice === 'list') return readSerialNumberList(parameters.read('serialNumbers', itemIndex));
	if (choice === 'device') {
		const serialNumber = readSerialNumber(parameters.read('device', itemIndex), 'Device');
		return { kind: 'devices', serialNumbers: [serialNumber], repeated: [], many: false };
	}
	throw new InvalidInput(
		`Target: "${asText(choice)}" is not a kind of target`,
		'Use device, list or filter.',
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
			'Give serial numbers separated by commas or new lines, or an array of them.',
		);
	}
	return {
		kind: 'devices',
		serialNumbers: [...serialNumbers],
		repeated: [...repeated],
		many: true,
	};
}

/** A text separated by commas or lines, the text of a JSON array, an array, or a single entry. */
function entriesOf(parameter: unknown): unknown[] {
	if (parameter === undefined || parameter === null) return [];
	if (Array.isArray(parameter)) return parameter;
	if (typeof parameter !== 'string') return [parameter];
	return jsonArray(parameter) ?? parameter.split(/[,;\r\n]+/);
}

/** The entries of a JSON array, as an expression writes one into a text; undefined for any other text. */
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
