import type { Place } from '../parameter.mts';

type Index = Pick<Place, 'index'>;

const digits = (index: number, count: number): string => String(index).padStart(count, '0');

/** IMEI from the range for test equipment, with its check digit. */
export function equipmentNumber({ index }: Index): string {
	return withCheckDigit(`00101000${digits(index, 6)}`);
}

/** IMSI of the test network: country 001, operator 01. */
export function subscriberNumber({ index }: Index): string {
	return `00101${digits(index, 10)}`;
}

/** ICCID of a telecommunications card (89) of the test country, with its check digit. */
export function cardNumber({ index }: Index): string {
	return withCheckDigit(`8900101${digits(index, 11)}`);
}

/** Luhn's check digit, put behind the number. */
function withCheckDigit(number: string): string {
	const sum = [...number].reverse().reduce((total, digit, position) => {
		const weighed = Number(digit) * (position % 2 === 0 ? 2 : 1);
		return total + (weighed > 9 ? weighed - 9 : weighed);
	}, 0);
	return number + String((10 - (sum % 10)) % 10);
}
