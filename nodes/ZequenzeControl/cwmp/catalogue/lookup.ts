import { lazy } from '../../ground/lazy';
import { leafName } from '../leafName';
import { templateOf } from '../templates';
import type { ValueType } from '../valueType';
import type { Details, Kind, Row, Section } from './section';
import { sections } from './sections';

/** One variable or object of one data model. */
export interface CatalogueEntry extends Details {
	readonly label: string;
	readonly group: string;
	/** Template: `{i}` stands for instance numbers; objects end in a dot. */
	readonly path: string;
	readonly type: ValueType | 'object';
	readonly writable: boolean;
	/** Whether objects can be added here. */
	readonly creatable: boolean;
}

/** All entries, the two data models side by side. */
export const catalogueEntries = lazy((): readonly CatalogueEntry[] =>
	sections.flatMap(sectionEntries),
);

/** What the catalogue knows about a path with instance numbers, aliases or `{i}`. */
export function entryFor(path: string): CatalogueEntry | undefined {
	return entriesByPath().get(templateOf(path));
}

/**
 * Whether a path with or without its trailing dot is an object that the catalogue names or reaches
 * into.
 */
export function isKnownObject(path: string): boolean {
	const template = templateOf(path);
	return objects().has(template.endsWith('.') ? template : `${template}.`);
}

/**
 * The type that every catalogued parameter of this name has; undefined where they differ or there
 * is none.
 */
export function typeOfName(name: string): ValueType | undefined {
	return typesByName().get(name) ?? undefined;
}

const entriesByPath = lazy(
	() => new Map(catalogueEntries().map((entry) => [entry.path, entry] as const)),
);

const objects = lazy(() => {
	const found = new Set<string>();
	for (const { path } of catalogueEntries()) {
		for (let dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
			found.add(path.slice(0, dot + 1));
		}
	}
	return found;
});

/** Null where parameters of one name have different types. */
const typesByName = lazy(() => {
	const found = new Map<string, ValueType | null>();
	for (const { path, type } of catalogueEntries()) {
		if (type === 'object') continue;
		const name = leafName(path);
		const before = found.get(name);
		found.set(name, before === undefined || before === type ? type : null);
	}
	return found;
});

function sectionEntries(section: Section): CatalogueEntry[] {
	return section.rows.flatMap((row) => [
		...rowEntry(section, row, 'device2'),
		...rowEntry(section, row, 'igd1'),
	]);
}

type Root = 'device2' | 'igd1';

function rowEntry(section: Section, row: Row, root: Root): CatalogueEntry[] {
	const path = pathIn(section, row, root);
	if (path === null) return [];
	const [label, kind, , , details] = row;
	return [{ label, group: section.group, path, ...meaning(kind, root), ...details }];
}

function pathIn(section: Section, row: Row, root: Root): string | null {
	const [, , device2, igd1 = device2] = row;
	const name = root === 'device2' ? device2 : igd1;
	return name === null ? null : section[root] + name;
}

function meaning(kind: Kind, root: Root): Pick<CatalogueEntry, 'type' | 'writable' | 'creatable'> {
	if (kind.startsWith('object') || kind.startsWith('table')) {
		return { type: 'object', writable: false, creatable: inModel(kind, root) === 'table' };
	}
	const [type = '', access = ''] = kind.split(' ');
	return { type: valueType(type), writable: inModel(access, root) === 'w', creatable: false };
}

/**
 * "r/w" is read-only in Device:2 and writable in InternetGatewayDevice:1; "r" is the same in both.
 */
function inModel(word: string, root: Root): string {
	const [device2 = '', igd1 = device2] = word.split('/');
	return root === 'device2' ? device2 : igd1;
}

function valueType(word: string): ValueType {
	return word === 'integer' || word === 'boolean' ? word : 'string';
}
