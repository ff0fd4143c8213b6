import { InvalidInput } from '../../ground/invalidInput';
import { requireClean } from './textFlaws';

/** One step of a path: a name, the number of an instance, or its alias. */
export type Segment =
	| { readonly kind: 'name'; readonly name: string }
	| { readonly kind: 'instance'; readonly number: number }
	| { readonly kind: 'alias'; readonly alias: string };

export interface ParsedPath {
	readonly segments: readonly Segment[];
	/** Whether the path ends in a dot: it names an object or a whole branch, not one parameter. */
	readonly partial: boolean;
	/** How many segments there are, the root included. */
	readonly depth: number;
}

/** CWMP carries a path as string(256), and TR-106 holds vendors to the same length. */
export const MAX_PATH_LENGTH = 256;
/** Instance numbers are unsigned 32-bit integers, from 1. */
const MAX_INSTANCE = 2 ** 32 - 1;
const MAX_ALIAS_LENGTH = 64;

const ROOTS = ['Device', 'InternetGatewayDevice'] as const;
const EXAMPLE = 'e.g. Device.ManagementServer.PeriodicInformInterval';

/**
 * TR-106 has names begin with a letter or an underscore; real devices also have `802-1pMark` and
 * `11kSupported`, so that a digit is only remarked on (see `advice`).
 */
const NAME = /^(?!\d+$)[A-Za-z0-9_][A-Za-z0-9_-]*$/;
const ALIAS = /^\[[A-Za-z][^\]]*\]$/;
/** A dot that is not inside the brackets of an alias. */
const SEPARATOR = /\.(?![^[\]]*\])/;

interface Flaw {
	readonly found: RegExp;
	readonly message: (segment: string) => string;
	readonly fix: string;
}

/** What an expression leaves in a path where it found nothing, or an object. */
const LEFTOVER = /^(?:undefined|null|NaN|\[object [A-Za-z]+\])$/;

/** Why a segment is neither a name nor an instance nor an alias; the first match is told. */
const FLAWS: readonly Flaw[] = [
	{
		found: /^$/,
		message: () => 'there are two dots in a row',
		fix: 'Put exactly one dot between two names.',
	},
	{
		found: /^\{[^}]*\}$/,
		message: (segment) => `"${segment}" only stands for an instance number`,
		fix: 'Replace it by the number of the instance, e.g. 1.',
	},
	{
		found: /\*/,
		message: () => '"*" is not understood by devices',
		fix: 'Name one instance, or get the whole table by a path that ends in a dot.',
	},
	{
		found: LEFTOVER,
		message: (segment) => `"${segment}" is what an expression gives where there is no value`,
		fix: 'Check the expression that builds the path: the field it names does not exist in the item.',
	},
	{
		found: /^\[/,
		message: (segment) => `"${segment}" is not an instance alias`,
		fix: `Write an alias as [name]: it starts with a letter and has at most ${MAX_ALIAS_LENGTH} characters.`,
	},
	{
		found: /\s/,
		message: (segment) => `there is white space in "${segment}"`,
		fix: 'Remove it: names have no spaces, and each path has a row of its own.',
	},
	{
		found: /^0+$/,
		message: () => 'instance numbers start at 1',
		fix: 'Use the number of an instance that exists, e.g. 1.',
	},
	{
		found: /^0\d+$/,
		message: (segment) => `the instance number ${segment} has a leading zero`,
		fix: 'Write the number without leading zeros.',
	},
	{
		found: /^\d+$/,
		message: (segment) => `the instance number ${segment} is larger than ${MAX_INSTANCE}`,
		fix: 'Use the number of an instance that exists, e.g. 1.',
	},
	{
		found: /^-/,
		message: (segment) => `the name "${segment}" does not start with a letter`,
		fix: 'Names start with a letter or an underscore; instance numbers are digits only.',
	},
];

/**
 * The segments of a full or partial path, by the grammar of TR-106.
 * Surrounding white space does not count. Throws {@link InvalidInput} for what no device can
 * accept.
 */
export function parsePath(input: unknown): ParsedPath {
	if (typeof input !== 'string') {
		throw new InvalidInput('The variable name is not a text', `Give the full path, ${EXAMPLE}.`);
	}
	const text = requireClean('The variable name', input);
	if (text === '') {
		throw new InvalidInput('The variable name is empty', `Give the full path, ${EXAMPLE}.`);
	}
	assertLength(text);

	const parts = text.split(SEPARATOR);
	const partial = parts.length > 1 && parts.at(-1) === '';
	if (partial) parts.pop();
	assertRoot(text, parts[0] ?? '');

	const segments = parts.map((part) => parseSegment(text, part));
	return { segments, partial, depth: segments.length };
}

/** The text of a parsed path; the inverse of {@link parsePath}. */
export function formatPath({
	segments,
	partial,
}: Pick<ParsedPath, 'segments' | 'partial'>): string {
	return segments.map(formatSegment).join('.') + (partial ? '.' : '');
}

/** Throws {@link InvalidInput} where a path is longer than CWMP can carry. */
export function assertLength(path: string): void {
	if (path.length <= MAX_PATH_LENGTH) return;
	throw new InvalidInput(
		`The variable name "${path.slice(0, 60)}…" has ${path.length} characters, more than ${MAX_PATH_LENGTH}`,
		'Give one path only; a list of paths has one row for each.',
	);
}

function parseSegment(path: string, part: string): Segment {
	if (NAME.test(part) && !LEFTOVER.test(part)) return { kind: 'name', name: part };
	if (/^[1-9]\d*$/.test(part) && Number(part) <= MAX_INSTANCE) {
		return { kind: 'instance', number: Number(part) };
	}
	const isAlias = ALIAS.test(part) && !LEFTOVER.test(part);
	if (isAlias && part.length <= MAX_ALIAS_LENGTH + 2) {
		return { kind: 'alias', alias: part.slice(1, -1) };
	}
	const flaw = FLAWS.find(({ found }) => found.test(part));
	if (flaw) throw invalid(path, flaw.message(part), flaw.fix);
	const odd = Array.from(part).find((character) => !/[A-Za-z0-9_-]/.test(character)) ?? part;
	throw invalid(
		path,
		`"${odd}" is not allowed in the name "${part}"`,
		'Names consist of letters, digits, underscores and hyphens, separated by dots.',
	);
}

function assertRoot(path: string, root: string): void {
	if (ROOTS.some((known) => known === root) || /^X_[A-Za-z0-9]/.test(root)) return;
	if (root === '') {
		throw invalid(
			path,
			'it starts with a dot',
			'Start with the root: Device. or InternetGatewayDevice.',
		);
	}
	const intended = ROOTS.find((known) => known.toLowerCase() === root.toLowerCase());
	throw invalid(
		path,
		`"${root}" is not a root of the data model`,
		intended
			? `Names are case sensitive: write ${intended} instead of ${root}.`
			: 'Start with Device. (TR-181) or InternetGatewayDevice. (TR-098), depending on the device.',
	);
}

function formatSegment(segment: Segment): string {
	switch (segment.kind) {
		case 'name':
			return segment.name;
		case 'instance':
			return String(segment.number);
		case 'alias':
			return `[${segment.alias}]`;
	}
}

function invalid(path: string, what: string, fix: string): InvalidInput {
	return new InvalidInput(`The variable name "${path}" is not valid: ${what}`, fix);
}
