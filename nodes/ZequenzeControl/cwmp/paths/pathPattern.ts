import { InvalidInput } from '../../ground/invalidInput';
import { asText } from '../../ground/json';
import { parsePath } from './pathSyntax';

/** Which parameters are meant: one by its path, all below a branch, or all that fit a wildcard. */
export interface PathPattern {
	kind: 'parameter' | 'branch' | 'wildcard';
	text: string;
}

// No path is longer (TR-106); what a server calls a name may be anything.
const MAX_NAME_LENGTH = 512;

/**
 * Reads a path, a branch that ends in a dot, or a path with `*` for any characters. Throws
 * InvalidInput for what is none of them, and for what means a whole device.
 */
export function readPathPattern(typed: unknown): PathPattern {
	const text = asText(typed).trim();
	const isWildcard = text.includes('*');
	const [root = '', ...names] = text.split('.');
	if (names.every((name) => /^\**$/.test(name))) {
		throw new InvalidInput(
			`"${text}" means every variable of the device`,
			'Name a branch or a parameter, e.g. Device.WiFi. or Device.WiFi.SSID.*.SSID',
		);
	}
	// An instance number is what can stand wherever a wildcard can, but for the root.
	const rooted = root === '*' ? `Device${text.slice(1)}` : text;
	const { partial } = parsePath(rooted.replaceAll('*', '1'));
	if (!isWildcard) return { kind: partial ? 'branch' : 'parameter', text };
	return { kind: 'wildcard', text: text.endsWith('.') ? `${text}*` : text };
}

/**
 * Whether a pattern means this path. In time that grows with the length of the path, whatever it
 * is.
 */
export function isMeant({ kind, text }: PathPattern, path: string): boolean {
	if (path.length > MAX_NAME_LENGTH) return false;
	if (kind === 'parameter') return path === text;
	if (kind === 'branch') return path.startsWith(text);
	const [start = '', ...parts] = text.split('*');
	const end = parts.pop() ?? '';
	if (!path.startsWith(start) || path.length < start.length + end.length) return false;
	if (!path.endsWith(end)) return false;
	let at = start.length;
	for (const part of parts) {
		const found = path.indexOf(part, at);
		if (found < 0) return false;
		at = found + part.length;
	}
	return at <= path.length - end.length;
}
