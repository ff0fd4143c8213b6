import { leafName, plainName } from '../leafName';
import { isListName } from '../parameterNames';
import { isSecretPath } from '../secrets';
import type { EncodedValue } from '../valueType';

/**
 * What the value that a device reports is, held against the one that is wanted:
 * `same`; `normalised`: the device keeps the wanted value in a spelling of its own;
 * `different`; `hidden`: a secret that reads back empty or masked, so nobody can tell;
 * `unread`: no value was shown.
 */
export type Likeness = 'same' | 'normalised' | 'different' | 'hidden' | 'unread';

/**
 * Holds a reported value against a wanted one by the rules of its type: integers exactly, booleans
 * whatever their spelling, texts to the letter, but what stands for an address, binary data, an
 * instant or a list by what it means. Never throws.
 */
export function likenessOf(path: string, wanted: EncodedValue, reported: unknown): Likeness {
	if (reported === undefined || reported === null) return 'unread';
	const text = typeof reported === 'object' ? JSON.stringify(reported) : String(reported);
	if (isSecretPath(path) && isHidden(text) && wanted.value !== text) return 'hidden';
	const meaning = meaningOf(path, wanted);
	if (isEqual(meaning, wanted.value, text)) return 'same';
	return isSpelledAlike(wanted.value, text) ? 'normalised' : 'different';
}

/** Whether two values that devices reported mean the same; what was not reported means nothing. */
export function isSameReport(
	path: string,
	type: EncodedValue['value_type'],
	one: unknown,
	other: unknown,
): boolean {
	if (one === undefined || one === null || other === undefined || other === null) return false;
	const value = String(one);
	return likenessOf(path, { value, value_type: type }, other) === 'same';
}

/** The share of a number by which a device may round it. */
const ROUNDING = 0.05;

/** Whether a device may have rounded the wanted number to the one that it reports. */
export function isRounded({ value, value_type: type }: EncodedValue, reported: unknown): boolean {
	if (type !== 'integer' || reported === null || typeof reported === 'object') return false;
	const [wanted, shown] = [Number(value), Number(reported)];
	return Math.abs(wanted - shown) <= Math.max(1, Math.abs(wanted) * ROUNDING);
}

/** A secret is shown as nothing, or as a row of one character. */
const MASKED = /^([*•●xX.#?-])\1+$|^[<([]?(hidden|masked|redacted|secret)[>)\]]?$/i;

function isHidden(text: string): boolean {
	const bare = text.trim();
	return bare === '' || MASKED.test(bare);
}

/**
 * What makes two spellings one: the canonical text of a value, undefined where it is no such value.
 */
interface Meaning {
	/** Whether values of a parameter of this name have this meaning. */
	readonly holdsFor: (name: string, path: string) => boolean;
	readonly canonical: (text: string) => string | undefined;
}

/**
 * The meanings of texts, the first that holds counts. Names are those of TR-181 and TR-098, and of
 * vendors' parameters that follow them; a text of which no name tells more is compared to the
 * letter.
 */
const TEXTS: readonly Meaning[] = [
	{
		holdsFor: (name) => /(MACAddress|BSSID|[Cc]haddr|(^|[a-z_])MAC)$/.test(name),
		canonical: macAddress,
	},
	{
		holdsFor: (name) => /(Addr(ess)?|Prefix|Gateway|Server|Router|Host|NextHop)$|IPv6/.test(name),
		canonical: ipv6Address,
	},
	{
		holdsFor: (name) => /(Time|Date|TimeStamp|Lifetime|NotBefore|NotAfter)$/.test(name),
		canonical: instant,
	},
	{
		holdsFor: (name) =>
			/(ClientID|ClassID|OUI|VendorSpecificInfo|HexValue|BinaryData|Ethertype|Color)$/.test(name),
		canonical: hexBinary,
	},
	{
		holdsFor: (name, path) => name === 'Value' && /\.(Sent|Req)?Option\.\d+\.Value$/.test(path),
		canonical: hexBinary,
	},
];

/** Lists beside those that end in a word for several: as the standard lists them. */
const LISTS =
	/^(AllowedList|AllowedMACAddresses|BasicDataTransmitRates|ConfigMethodsEnabled|DNSServers|DNSSL|Domains|EventList|FaultCodeFilter|IPRouters|LowerLayers|ManualPrefixes|OperatingStandards|OperationalDataTransmitRates|Ports|RequestedOptions|ReservedAddresses|Tags|TrafficClasses|WINSServers|ConnReqAllowedJabberIDs)$/;

/** In these the first item is the one that is tried or used first. */
const ORDERED = /(Servers?|Routers?|Codecs?|Order|Priority|DNSSL|SearchList|RankedANList)$/i;

type Canonical = (text: string) => string | undefined;

function meaningOf(path: string, { value_type: type }: EncodedValue): Canonical {
	if (type === 'integer') return integer;
	if (type === 'boolean') return truth;
	const name = plainName(path);
	const item = TEXTS.find(({ holdsFor }) => holdsFor(name, path))?.canonical ?? verbatim;
	if (!LISTS.test(name) && !isListName(leafName(path))) return item;
	const items = TEXTS.find(({ holdsFor }) => holdsFor(name.replace(/(es|s|List)$/, ''), path));
	return listOf(items?.canonical ?? verbatim, ORDERED.test(name));
}

function isEqual(canonical: Canonical, wanted: string, reported: string): boolean {
	const one = canonical(wanted);
	// What is no such value is compared to the letter.
	return one === undefined ? wanted === reported : one === canonical(reported);
}

/** Whether the texts differ only in letter case or in the white space around and between words. */
function isSpelledAlike(wanted: string, reported: string): boolean {
	const loose = (text: string) => text.trim().split(/\s+/).join(' ').toLowerCase();
	return loose(wanted) === loose(reported);
}

function verbatim(text: string): string {
	return text;
}

function integer(text: string): string | undefined {
	const bare = text.trim();
	// More digits than any type of CWMP has are no number of it.
	return /^[+-]?\d{1,40}$/.test(bare) ? BigInt(bare.replace('+', '')).toString() : undefined;
}

const TRUTHS: ReadonlyMap<string, string> = new Map([
	...['true', '1', 'yes', 'on', 'enabled'].map((word) => [word, 'true'] as const),
	...['false', '0', 'no', 'off', 'disabled'].map((word) => [word, 'false'] as const),
]);

function truth(text: string): string | undefined {
	return TRUTHS.get(text.trim().toLowerCase());
}

/** Also with hyphens, dots as in `0011.2233.4455`, or no separators. */
function macAddress(text: string): string | undefined {
	const bare = text.trim();
	const isMac =
		/^([\dA-F]{2}[:-]){5}[\dA-F]{2}$/i.test(bare) ||
		/^([\dA-F]{4}\.){2}[\dA-F]{4}$/i.test(bare) ||
		/^[\dA-F]{12}$/i.test(bare);
	return isMac ? bare.replace(/[:.-]/g, '').toLowerCase() : undefined;
}

/** As eight groups, with the length of a prefix where there is one (RFC 4291, 2.2). */
function ipv6Address(text: string): string | undefined {
	const [address = '', length, ...more] = text.trim().toLowerCase().split('/');
	if (more.length > 0 || address.length > 45 || !address.includes(':')) return undefined;
	const halves = address.split('::');
	if (halves.length > 2) return undefined;
	const [head, tail] = [groupsOf(halves[0] ?? ''), groupsOf(halves[1] ?? '')];
	if (!head || !tail) return undefined;
	const missing = 8 - head.length - tail.length;
	if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
	const groups = [...head, ...Array<string>(Math.max(0, missing)).fill('0'), ...tail].join(':');
	return length === undefined ? groups : `${groups}/${Number(length)}`;
}

function groupsOf(text: string): string[] | undefined {
	if (text === '') return [];
	const parts = text.split(':');
	const quad = ipv4Groups(parts.at(-1) ?? '');
	const groups = quad ? [...parts.slice(0, -1), ...quad] : parts;
	if (!groups.every((group) => /^[\da-f]{1,4}$/.test(group))) return undefined;
	return groups.map((group) => Number.parseInt(group, 16).toString(16));
}

/** An IPv4 address at the end of one of IPv6. */
function ipv4Groups(text: string): [string, string] | undefined {
	const numbers = text.split('.').map(Number);
	const isQuad = numbers.length === 4 && numbers.every((part) => part >= 0 && part <= 255);
	if (!isQuad) return undefined;
	const [a = 0, b = 0, c = 0, d = 0] = numbers;
	return [(a * 256 + b).toString(16), (c * 256 + d).toString(16)];
}

const ISO_INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

/**
 * Times of CWMP before the year 1000 are spans and not instants: they are compared as they stand.
 */
function instant(text: string): string | undefined {
	const bare = text.trim();
	if (!ISO_INSTANT.test(bare) || bare.startsWith('0')) return undefined;
	const milliseconds = Date.parse(bare);
	return Number.isNaN(milliseconds) ? undefined : new Date(milliseconds).toISOString();
}

function hexBinary(text: string): string | undefined {
	const bare = text.trim().replace(/^0x/i, '');
	return bare.length % 2 === 0 && /^[\dA-F]*$/i.test(bare) ? bare.toLowerCase() : undefined;
}

/**
 * Lists stand as items between commas, with or without white space; the order counts where one is
 * tried first.
 */
function listOf(item: Canonical, isOrdered: boolean): Canonical {
	return (text) => {
		const items = text
			.split(',')
			.map((part) => part.trim())
			.filter((part) => part !== '')
			.map((part) => item(part) ?? part);
		return JSON.stringify(isOrdered ? items : [...items].sort());
	};
}
