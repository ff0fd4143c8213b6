import { InvalidInput } from '../ground/invalidInput';
import { inField } from './inField';
import { locatorValue } from '../items/parameters';

const MAX_LENGTH = 256;

/** The serial number that a field or a resource locator holds. Throws InvalidInput naming the field. */
export function readSerialNumber(parameter: unknown, field = 'Serial Number'): string {
	return inField(field, () => serialNumberOf(locatorValue(parameter)));
}

function serialNumberOf(value: unknown): string {
	const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
	if (text === undefined || text === null || text === '') throw missing();
	if (typeof text !== 'string') {
		throw new InvalidInput(
			'A serial number is a text',
			'Use an expression that gives one serial number, e.g. {{ $json.serial_number }}.',
		);
	}
	const serialNumber = text.trim();
	if (!serialNumber) throw missing();
	if (/[\p{Cc}\p{Cs}]/u.test(serialNumber) || /^\.+$/.test(serialNumber)) {
		throw new InvalidInput(
			'The serial number holds characters that no serial number has',
			'Copy the serial number from the device list.',
		);
	}
	if (serialNumber.length > MAX_LENGTH) {
		throw new InvalidInput(
			`The serial number is longer than ${MAX_LENGTH} characters`,
			'Give one serial number for each item.',
		);
	}
	return serialNumber;
}

function missing(): InvalidInput {
	return new InvalidInput(
		'The serial number is empty',
		'Choose a device from the list, or give its serial number, e.g. {{ $json.serial_number }}.',
	);
}
