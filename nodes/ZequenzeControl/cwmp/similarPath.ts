import { catalogueEntries, entryFor } from './catalogue/lookup';
import { leafName } from './leafName';
import { fillInstances, instancesOf, openInstances, templateOf } from './templates';

const OTHER_ROOT: ReadonlyMap<string, string> = new Map([
	['Device', 'InternetGatewayDevice'],
	['InternetGatewayDevice', 'Device'],
]);

/** More typing mistakes than this make another name. */
const MAX_MISTAKES = 2;

/**
 * A path of the catalogue that was probably meant by an unknown one: other upper and lower case, the other root,
 * or a typing mistake or two. It keeps the instance numbers; undefined where nothing is near.
 */
export function similarPath(path: string): string | undefined {
	const template = templateOf(path);
	const found = sameLetters(template) ?? otherRoot(template) ?? mistyped(template);
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

/** Looks only where either the branch or the last name is right. */
function mistyped(template: string): string | undefined {
	const name = leafName(template);
	const branch = template.slice(0, template.length - name.length);
	const near = catalogueEntries()
		.filter(({ path }) => Math.abs(path.length - template.length) <= MAX_MISTAKES)
		.filter(({ path }) => path.startsWith(branch) || path.endsWith(`.${name}`))
		.map(({ path }) => ({ path, mistakes: distance(path, template) }))
		.filter(({ mistakes }) => mistakes <= MAX_MISTAKES)
		.sort((one, other) => one.mistakes - other.mistakes);
	return near[0]?.path;
}

/** How many characters to insert, delete or replace to make one text of the other (Levenshtein). */
function distance(one: string, other: string): number {
	let previous = Array.from({ length: other.length + 1 }, (_, column) => column);
	for (let row = 1; row <= one.length; row++) {
		const current = [row];
		for (let column = 1; column <= other.length; column++) {
			const replaced = cell(previous, column - 1) + Number(one[row - 1] !== other[column - 1]);
			const inserted = cell(current, column - 1) + 1;
			const deleted = cell(previous, column) + 1;
			current.push(Math.min(replaced, inserted, deleted));
		}
		previous = current;
	}
	return cell(previous, other.length);
}

function cell(row: readonly number[], column: number): number {
	return row[column] ?? Number.POSITIVE_INFINITY;
}
