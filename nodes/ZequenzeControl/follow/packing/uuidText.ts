import { digitsOf, numberOf } from './digits';

// A UUID has 122 bits beside its version and variant: two parts of 13 hexadecimal digits, and 18
// bits. 91^8 > 2^52, 91^3 > 2^18.
const PART = { hexDigits: 13, digits: 8 };
const REST = { hexDigits: 4, digits: 3 };

/** How many characters a UUID takes without its version. */
export const PACKED_LENGTH = 2 * PART.digits + REST.digits;

const VERSION_AT = 14;

/** The version of a UUID, one character. */
export function versionOf(uuid: string): string {
	return uuid.charAt(VERSION_AT);
}

/** A UUID in 19 characters, which do not tell its version. */
export function packedUuid(uuid: string): string {
	const hex = uuid.replace(/-/g, '');
	const variant = parseInt(hex.charAt(16), 16) % 4;
	const free = hex.slice(0, 12) + hex.slice(13, 16) + hex.slice(17);
	const [first, second, cursor] = [free.slice(0, 13), free.slice(13, 26), free.slice(26)];
	return (
		digitsOf(parseInt(first, 16), PART.digits) +
		digitsOf(parseInt(second, 16), PART.digits) +
		digitsOf(parseInt(cursor, 16) * 4 + variant, REST.digits)
	);
}

/** The UUIDs of one version whose 19 characters each stand one after the other. */
export function unpackedUuids(run: string, version: string): string[] {
	const uuids: string[] = [];
	for (let at = 0; at + PACKED_LENGTH <= run.length; at += PACKED_LENGTH) {
		uuids.push(unpacked(run.slice(at, at + PACKED_LENGTH), version));
	}
	return uuids;
}

function unpacked(text: string, version: string): string {
	const last = numberOf(text.slice(2 * PART.digits));
	const free =
		hexOf(numberOf(text.slice(0, PART.digits)), PART.hexDigits) +
		hexOf(numberOf(text.slice(PART.digits, 2 * PART.digits)), PART.hexDigits) +
		hexOf(Math.floor(last / 4), REST.hexDigits);
	const variant = (8 + (last % 4)).toString(16);
	return [
		free.slice(0, 8),
		free.slice(8, 12),
		version + free.slice(12, 15),
		variant + free.slice(15, 18),
		free.slice(18),
	].join('-');
}

function hexOf(value: number, length: number): string {
	return value.toString(16).padStart(length, '0');
}
