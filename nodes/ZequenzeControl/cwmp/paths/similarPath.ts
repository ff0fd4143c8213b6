import { catalogueEntries, entryFor } from '../catalogue/lookup';
import { fillInstances, instancesOf, openInstances, templateOf } from '../templates';

const OTHER_ROOT: ReadonlyMap<string, string> = new Map([
	['Device', 'InternetGatewayDevice'],
	['InternetGatewayDevice', 'Device'],
]);

/** More typing mistakes than this make another path. */
const MAX_MISTAKES = 4;

/**
 * A path of the catalogue that was probably meant by an unknown one: other upper and lower case,
 * the other root, or typing mistakes in one or two names; never the path itself. It keeps the
 * instance numbers; undefined where nothing is near.
 */
export function similarPath(path: string): string | undefined {
	const template = templateOf(path);
	// What is in the catalogue is no mistake of typing: a device that lacks it may have its twin.
	const found = entryFor(template)
		? otherRoot(template)
		: (sameLetters(template) ?? otherRoot(template) ?? mistyped(template));
	if (found === undefined) return undefined;
	const instances = instancesOf(path);
	return instances.length === openInstances(found) ? fillInstances(found, instances) : found;
}

function sameLetters(template: string): string | undefined {
	const lower = template.toLowerCase();
	return catalogueEntries().find(({ path }) => path.toLowerCase() === lower)?.path;
}

function otherRoot(template: string): string | undefined {
	const dot = template.indexOf('.');
	const other = OTHER_ROOT.get(template.slice(0, dot));
	return other === undefined ? undefined : entryFor(other + template.slice(dot))?.path;
}

/**
 * The path with the fewest typing mistakes, in one name or in two; each name must still be told by
 * its other letters, so that a short one may have one mistake and a long one two.
 */
function mistyped(template: string): string | undefined {
	const names = template.split('.');
	let best: { path: string; mistakes: number } | undefined;
	for (const { path } of catalogueEntries()) {
		if (Math.abs(path.length - template.length) > MAX_MISTAKES) continue;
		const mistakes = mistakesIn(names, path.split('.'), (best?.mistakes ?? MAX_MISTAKES + 1) - 1);
		if (mistakes !== undefined) best = { path, mistakes };
	}
	return best?.path;
}

/**
 * How many mistakes are in the names, at most `most` and in at most two of them; undefined where
 * there are more.
 */
function mistakesIn(
	typed: readonly string[],
	meant: readonly string[],
	most: number,
): number | undefined {
	if (typed.length !== meant.length) return undefined;
	let mistakes = 0;
	let names = 0;
	for (const [at, name] of typed.entries()) {
		const other = meant[at] ?? '';
		if (name === other) continue;
		names += 1;
		if (names > 2) return undefined;
		const own = distance(name.toLowerCase(), other.toLowerCase()) || 1;
		if (own > mistakesFor(other)) return undefined;
		mistakes += own;
		if (mistakes > most) return undefined;
	}
	return mistakes;
}

/** How many mistakes leave a name what it is. */
function mistakesFor(name: string): number {
	return Math.min(2, Math.floor(name.length / 3));
}

/**
 * How many characters to insert, delete, replace or swap with the next to make one text of the
 * other.
 */
function distance(one: string, other: string): number {
	let before: number[] = [];
	let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
	for (let row = 1; row <= one.length; row++) {
		const current = [row];
		for (let column = 1; column <= other.length; column++) {
			const replaced = cell(previous, column - 1) + Number(one[row - 1] !== other[column - 1]);
			const inserted = cell(current, column - 1) + 1;
			const deleted = cell(previous, column) + 1;
			const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
			const swapped = isSwapped && row > 1 && column > 1 ? cell(before, column - 2) + 1 : Infinity;
			current.push(Math.min(replaced, inserted, deleted, swapped));
		}
		before = previous;
		previous = current;
	}
	return cell(previous, other.length);
}

function cell(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
