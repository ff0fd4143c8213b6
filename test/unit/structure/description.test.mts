import type { INodeProperties } from 'n8n-workflow';

import { properties, resources } from '../../../nodes/ZequenzeControl/actions/router';
import { triggerProperties } from '../../../nodes/ZequenzeControl/trigger/fields';
import { ZequenzeControl } from '../../../nodes/ZequenzeControl/ZequenzeControl.node';
import { ZequenzeControlTrigger } from '../../../nodes/ZequenzeControl/ZequenzeControlTrigger.node';

const operations = resources.flatMap((resource) =>
	resource.operations.map((operation) => ({
		resource,
		operation,
		name: `${resource.name}: ${operation.option.name}`,
	})),
);

describe.each(operations)('$name', ({ resource, operation }) => {
	const { action, description } = operation.option;

	it('says what it does in the list of actions: a sentence without articles or full stop', () => {
		expect(action).toMatch(/^[A-Z]/);
		expect(action).not.toMatch(/\b(?:a|an|the)\b|\.$/i);
	});

	it('is described by more than its name', () => {
		expect(description).toMatch(/^[A-Z].{10,}[^.]$/);
		expect(description).not.toBe(action);
	});

	it('shows each field once, whatever else is chosen', () => {
		const shown = properties.filter(
			({ name, displayOptions }) =>
				name !== 'operation' &&
				displayOptions?.show?.resource?.includes(resource.value) &&
				displayOptions.show.operation?.includes(operation.option.value),
		);
		for (const [index, field] of shown.entries()) {
			const twin = shown.slice(index + 1).find(({ name }) => name === field.name);
			if (twin) expect(exclude(field, twin)).toBe(true);
		}
	});
});

/**
 * Whether two fields of one name can never be shown together: some field must have different values
 * for each.
 */
function exclude(one: INodeProperties, other: INodeProperties): boolean {
	const [a = {}, b = {}] = [one, other].map(({ displayOptions }) => displayOptions?.show);
	return Object.entries(a).some(([name, values]) => {
		const others = b[name];
		return others !== undefined && !others.some((value) => values?.includes(value));
	});
}

describe('the names that workflows store', () => {
	it('of the nodes are fixed', () => {
		expect(new ZequenzeControl().description.name).toBe('zequenzeControl');
		expect(new ZequenzeControlTrigger().description.name).toBe('zequenzeControlTrigger');
	});

	it('of the operations are fixed', () => {
		const names = operations.map(
			({ resource, operation }) => `${resource.value} ${operation.option.value}`,
		);
		expect(names.sort()).toEqual([
			'device get',
			'device getMany',
			'device runAction',
			'device serverReport',
			'deviceOperation add.obj',
			'deviceOperation check',
			'deviceOperation del.obj',
			'deviceOperation ensure',
			'deviceOperation get',
			'deviceOperation planWave',
			'deviceOperation set',
			'transaction get',
			'transaction getMany',
			'transaction wait',
			'variable getCached',
		]);
	});

	it.each(resources.map((resource) => [resource.name, resource] as const))(
		'of the default operation of %s exists',
		(_name, { operations: all, defaultOperation }) => {
			expect(all.map(({ option }) => option.value)).toContain(defaultOperation);
		},
	);
});

/** All entries of the lists that a user opens: options, filters, choices. */
function listsIn(fields: INodeProperties[]): Array<[string, string[]]> {
	return fields.flatMap((field): Array<[string, string[]]> => {
		const entries = field.options ?? [];
		const titles = entries.map((entry) =>
			'displayName' in entry ? entry.displayName : entry.name,
		);
		const inner = entries.flatMap((entry) =>
			'values' in entry ? entry.values : 'type' in entry ? [entry] : [],
		);
		return [[field.displayName, titles], ...listsIn(inner)];
	});
}

describe('lists of options', () => {
	it('are in alphabetical order', () => {
		const collections = [...properties, ...triggerProperties].filter(
			({ type }) => type === 'collection',
		);
		for (const [, titles] of listsIn(collections).filter(([name]) =>
			/Filters|Options/.test(name),
		)) {
			expect(titles).toEqual([...titles].sort((one, other) => one.localeCompare(other)));
		}
	});

	it('name nothing twice', () => {
		for (const [, titles] of listsIn([...properties, ...triggerProperties])) {
			expect(new Set(titles).size).toBe(titles.length);
		}
	});
});
