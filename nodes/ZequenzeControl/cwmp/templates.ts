import { InvalidInput } from '../ground/invalidInput';

/** What stands in a template for an instance number. */
export const INSTANCE_PLACEHOLDER = '{i}';

/**
 * The path with `{i}` for each instance number or alias, as the data models write it. Never throws.
 */
export function templateOf(path: string): string {
	return path.replace(/\.(?:\d+|\[[^\][]*\])(?=\.|$)/g, `.${INSTANCE_PLACEHOLDER}`);
}

/** How many instance numbers a template leaves open. */
export function openInstances(template: string): number {
	return template.split(INSTANCE_PLACEHOLDER).length - 1;
}

/**
 * The template with its `{i}` replaced from left to right by instance numbers (or aliases in
 * brackets). Throws {@link InvalidInput} unless there are as many numbers as places.
 */
export function fillInstances(template: string, instances: ReadonlyArray<number | string>): string {
	const open = openInstances(template);
	if (instances.length !== open) {
		throw new InvalidInput(
			`"${template}" needs ${counted(open)}, but ${instances.length || 'none'} ${instances.length === 1 ? 'is' : 'are'} given`,
			'Give one number for each {i}, from left to right, e.g. 1.',
		);
	}
	const left = instances.map((instance) => String(instance).trim());
	return template.replace(/\{i\}/g, () => left.shift() ?? INSTANCE_PLACEHOLDER);
}

/** The instance numbers and aliases of a path, from left to right. */
export function instancesOf(path: string): string[] {
	return Array.from(path.matchAll(/\.(\d+|\[[^\][]*\])(?=\.|$)/g), ([, instance = '']) => instance);
}

function counted(instances: number): string {
	if (instances === 0) return 'no instance number';
	return instances === 1 ? 'one instance number' : `${instances} instance numbers`;
}
