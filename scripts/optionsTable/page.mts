import type { INodeProperties } from 'n8n-workflow';
import { ZequenzeControlApi } from '../../credentials/ZequenzeControlApi.credentials';
import type { Resource } from '../../nodes/ZequenzeControl/actions/operation';
import { properties, resources } from '../../nodes/ZequenzeControl/actions/router';
import { triggerProperties } from '../../nodes/ZequenzeControl/trigger/fields';
import { REASONS } from './reasons.mts';
import { defaultText, purposeText, type Form } from './wording.mts';

/** Where the page is, from the root of the repository. */
export const OPTIONS_PAGE = 'docs/options.md';

const INTRODUCTION = `# Every field and option

Each with its default, and why it is that. \`npm run options-table\` writes this page from the nodes themselves and from the reasons in
\`scripts/optionsTable/reasons.mts\`; a test keeps it current.

Every field takes an expression, evaluated for each input item, unless the editor offers none (resource, operation, and what decides which
fields are shown). The options that shape a whole run (pace, retries, time limits, waiting) count as the first item has them. An option that
is not added has its default; a filter counts only once it is added, and its default is what it then begins with. When the trigger polls is
n8n's own field, Poll Times.`;

/** A field with all the forms that the operations of one part of the package have of it. */
interface Field {
	/**
	 * Its internal names from the outermost inwards, joined by dots: what the reasons are found by.
	 */
	key: string;
	title: string;
	forms: readonly Form[];
	inside: readonly Field[];
}

const alone = (own: readonly INodeProperties[]): Form[] =>
	own.map((property) => ({ property, operation: '' }));

/** The parts of the package and their fields, what most users come for first. */
const parts: ReadonlyArray<[title: string, fields: Field[]]> = [
	['Credential', fieldsOf(alone(new ZequenzeControlApi().properties))],
	['Zequenze CONTROL', fieldsOf(alone(properties.filter(({ name }) => name === 'resource')))],
	...['deviceOperation', 'transaction', 'device', ...resources.map(({ value }) => value)]
		.filter((value, place, all) => all.indexOf(value) === place)
		.flatMap((value) => resources.filter((resource) => resource.value === value))
		.map((resource): [string, Field[]] => [resource.name, fieldsOf(formsOf(resource))]),
	['Zequenze CONTROL Trigger', fieldsOf(alone(triggerProperties))],
];

/**
 * The fields of a resource as each of its operations has them, those of its default operation
 * first.
 */
function formsOf({ value, operations, defaultOperation }: Resource): Form[] {
	const inOrder = [...operations].sort(
		(one, other) =>
			Number(other.option.value === defaultOperation) -
			Number(one.option.value === defaultOperation),
	);
	return inOrder.flatMap(({ option }) =>
		properties
			.filter(({ displayOptions: { show = {} } = {} }) => {
				const { resource = [], operation = [option.value] } = show;
				return resource.includes(value) && operation.includes(option.value);
			})
			.map((property) => ({ property, operation: option.name })),
	);
}

/** The fields, each once, in the order in which the editor shows them. */
function fieldsOf(forms: readonly Form[], parent?: Field): Field[] {
	const names = [...new Set(forms.map(({ property }) => property.name))];
	return names.map((name) => {
		const own = forms.filter(({ property }) => property.name === name);
		const label = own[0]?.property.displayName ?? name;
		const field = {
			key: parent ? `${parent.key}.${name}` : name,
			title: parent && !isCollection(parent) ? `${parent.title} › ${label}` : label,
			forms: own,
			inside: [],
		};
		const inner = own.flatMap(({ property: { options = [] }, operation }) =>
			options
				.flatMap((option) => ('values' in option ? option.values : option))
				.flatMap((option) => ('type' in option ? [{ property: option, operation }] : [])),
		);
		return { ...field, inside: fieldsOf(inner, field) };
	});
}

/** Whether a field is a list of options or filters that a user adds one by one. */
function isCollection({ forms }: Field): boolean {
	return forms.some(({ property }) => property.type === 'collection');
}

/** The fields and what is inside them, at any depth. */
function flat(fields: readonly Field[]): Field[] {
	return fields.flatMap((field) => [field, ...flat(field.inside)]);
}

/** The keys of all fields of the package, those inside others included, each once. */
export function fieldKeys(): string[] {
	return [...new Set(parts.flatMap(([, fields]) => flat(fields)).map(({ key }) => key))];
}

/** What a part looks like in the editor. */
const PICTURES: Readonly<Record<string, string>> = {
	'Device Operation': '![Setting a variable of a device](screenshots/set-variables.png)',
	'Zequenze CONTROL Trigger': '![The trigger with a test event](screenshots/trigger.png)',
};

/** The whole page in Markdown. */
export function optionsPage(): string {
	const sections = parts.flatMap(([title, fields]) => [
		`## ${title}`,
		PICTURES[title] ?? '',
		table(fields, fields),
		...fields
			.filter(isCollection)
			.flatMap((field) => [`### ${field.title} of ${title}`, table(field.inside, fields)]),
	]);
	return `${[INTRODUCTION, ...sections.filter(Boolean)].join('\n\n')}\n`;
}

/** A table of the fields; what a collection holds has a table of its own. */
function table(fields: readonly Field[], part: readonly Field[]): string {
	const operations = new Set(part.flatMap(({ forms }) => forms.map(({ operation }) => operation)));
	const known = flat(part).flatMap(({ forms }) => forms.map(({ property }) => property));
	const rowsOf = (field: Field): string[][] => [
		[
			field.title,
			defaultText(field.forms, known),
			purposeText(field.forms, known, operations.size),
			REASONS[field.key] ?? '',
		],
		...(isCollection(field) ? [] : field.inside.flatMap(rowsOf)),
	];
	const head = ['field', 'default', 'what it does', 'why this default'];
	return [head, head.map(() => '---'), ...fields.flatMap(rowsOf)]
		.map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
		.join('\n');
}
