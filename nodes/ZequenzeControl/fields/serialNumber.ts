import { isShortenedNumber, requireClean } from '../cwmp/paths/textFlaws';
import { InvalidInput } from '../ground/invalidInput';
import { locatorValue } from '../items/parameters';
import { inField } from './inField';

const MAX_LENGTH = 256;

/** Letters, digits and dashes, a digit among them: nearly all are, and hide nothing. */
const PLAIN = /^[A-Za-z_-]{0,64}\d[\w-]{0,64}$/;

/** Whether a text is surely one clean serial number; one that is not may be one all the same. */
export function isPlainSerialNumber(text: string): boolean {
	return PLAIN.test(text);
}

/**
 * The serial number that a field or a resource locator holds. Throws InvalidInput naming the field.
 */
export function readSerialNumber(parameter: unknown, field = 'Serial Number'): string {
	return inField(field, () => serialNumberOf(locatorValue(parameter)));
}

function serialNumberOf(value: unknown): string {
	if (typeof value === 'number') return fromNumber(value);
	if (value === undefined || value === null || value === '') throw missing();
	if (typeof value !== 'string') {
		throw new InvalidInput(
			'A serial number is a text',
			'Use an expression that gives one serial number, e.g. {{ $json.serial_number }}.',
		);
	}
	const text = value.trim();
	if (!text) throw missing();
	if (text.includes('\t')) {
		throw new InvalidInput(
			'These are several serial numbers, separated by tabs as in a row pasted from a sheet',
			'Choose the target List of Serial Numbers, or give one serial number for each item.',
		);
	}
	const serialNumber = requireClean('The serial number', text);
	if (isShortenedNumber(serialNumber)) throw lostDigits();
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

function fromNumber(value: number): string {
	if (Number.isSafeInteger(value) && value >= 0) return String(value);
	if (Number.isInteger(value) && value > 0) throw lostDigits();
	throw new InvalidInput(
		'A serial number is a text, and this is a number that none can be',
		'Use an expression that gives one serial number, e.g. {{ $json.serial_number }}.',
	);
}

/** A computer's numbers have some 16 digits; of longer ones the last are made up. */
function lostDigits(): InvalidInput {
	return new InvalidInput(
		'The serial number has lost its last digits: it was read as a number, and is longer than numbers can be',
		'Have it read as text: format the column as text in the sheet, or put it in quotes in JSON.',
	);
}

function missing(): InvalidInput {
	return new InvalidInput(
		'The serial number is empty',
		'Choose a device from the list, or give its serial number, e.g. {{ $json.serial_number }}.',
	);
}
