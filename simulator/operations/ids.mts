import type { Settings } from '../settings.mts';

type IdStyle = Settings['ids'];

interface Style {
	prefix: string;
	/** Added to an operation's number. */
	offset: bigint;
	/** Whether JSON shows it in quotes. */
	quoted: boolean;
}

const firstId = 12344n;

const styles: Record<IdStyle, Style> = {
	string: { prefix: '', offset: firstId, quoted: true },
	integer: { prefix: '', offset: firstId, quoted: false },
	big: { prefix: '', offset: 2n ** 53n, quoted: false },
	txn: { prefix: 'txn_', offset: firstId, quoted: true },
	op: { prefix: 'op_', offset: firstId, quoted: true },
};

/** Returns the id as it stands in a URL. */
export function idText(style: IdStyle, number: number): string {
	const { prefix, offset } = styles[style];
	return `${prefix}${offset + BigInt(number)}`;
}

/**
 * Returns the id as it stands in JSON; numbers beyond 2^53 are exact, which JSON.stringify cannot
 * do.
 */
export function idJson(style: IdStyle, number: number): string {
	const text = idText(style, number);
	return styles[style].quoted ? `"${text}"` : text;
}

/**
 * Returns the number of the operation that a client means, or undefined when the text is no id of
 * this style.
 */
export function numberOfId(style: IdStyle, text: string): number | undefined {
	const { prefix, offset } = styles[style];
	const digits = text.slice(prefix.length);
	if (!text.startsWith(prefix) || !/^\d{1,19}$/.test(digits)) return undefined;
	return Number(BigInt(digits) - offset);
}
