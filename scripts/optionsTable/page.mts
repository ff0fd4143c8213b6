import type { INodeProperties } from 'n8n-workflow';
import { ZequenzeControlApi } from '../../credentials/ZequenzeControlApi.credentials';
import { properties, resources } from '../../nodes/ZequenzeControl/actions/router';
import type { NodeOperation, Resource } from '../../nodes/ZequenzeControl/actions/operation';
import { triggerProperties } from '../../nodes/ZequenzeControl/trigger/fields';
import { fieldsOf, isCollection, type Field } from './fields.mts';
import { REASONS } from './reasons.mts';
import { defaultText, purposeText, type ConditionNames } from './wording.mts';

/** Where the page is, from the root of the repository. */
export const OPTIONS_PAGE = 'docs/options.md';

const INTRODUCTION = `# Every field and option

Each with its preset, and why it is that. \`npm run options-table\` writes this page from the nodes themselves and from the reasons in
\`scripts/optionsTable/reasons.mts\`; a test keeps it current.

Every field takes an expression, evaluated for each input item, unless the editor offers none (resource, operation, and what decides which
fields are shown). The options that shape a whole run (pace, retries, time limits, waiting) count as the first item has them. An option that
is not added has its preset; a filter counts only once it is added, and its preset is what it then begins with. When the trigger polls is
n8n's own field, Poll Times.`;

/** A part of the node whose fields belong together. */
interface Place {
	title: string;
	fields: Field[];
	operations: string[];
}

function placeOf(title: string, own: readonly INodeProperties[]): Place {
	const variants = own.map((property) => ({ property, where: '' }));
	return { title, fields: fieldsOf(variants), operations: [''] };
}

function resourcePlace({ name, value, operations, defaultOperation }: Resource): Place {
	const isDefault = ({ option }: NodeOperation) => option.value === defaultOperation;
	// Where names differ, those of the operation that the node begins with are the ones that users have seen.
	const inOrder = [...operations.filter(isDefault), ...operations.filter((one) => !isDefault(one))];
	return {
		title: name,
		operations: inOrder.map(({ option }) => option.name),
		fields: fieldsOf(
			inOrder.flatMap(({ option }) =>
				properties
					.filter((property) => isShownFor(property, value, option.value))
					.map((property) => ({ property, where: option.name })),
			),
		),
	};
}

/** Whether an operation of a resource has this field, whatever else decides whether it is shown. */
function isShownFor({ displayOptions }: INodeProperties, resource: string, operation: unknown) {
	const { show = {} } = displayOptions ?? {};
	if (!show.resource?.includes(resource)) return false;
	return show.operation?.some((value) => value === operation) ?? true;
}

const places: readonly Place[] = [
	placeOf('Credential', new ZequenzeControlApi().properties),
	placeOf(
		'Zequenze CONTROL',
		properties.filter(({ name }) => name === 'resource'),
	),
	...[...resources].sort(byImportance).map(resourcePlace),
	placeOf('Zequenze CONTROL Trigger', triggerProperties),
];

/** What most users come for stands first. */
function byImportance(one: Resource, other: Resource): number {
	const rank = ({ value }: Resource) => ['deviceOperation', 'transaction', 'device'].indexOf(value);
	return rank(one) - rank(other);
}

/** The keys of all fields of the package, those inside others included, each once. */
export function fieldKeys(): string[] {
	const keysOf = (fields: readonly Field[]): string[] =>
		fields.flatMap((field) => [field.key, ...keysOf(field.inside)]);
	return [...new Set(places.flatMap(({ fields }) => keysOf(fields)))];
}

/** The whole page in Markdown. */
export function optionsPage(): string {
	return `${[INTRODUCTION, ...places.map(placeText)].join('\n\n')}\n`;
}

/** What a place looks like in the editor. */
const PICTURES: Readonly<Record<string, string>> = {
	'Device Operation': '![Setting a variable of a device](screenshots/set-variables.png)',
	'Zequenze CONTROL Trigger': '![The trigger with a test event](screenshots/trigger.png)',
};

function placeText(place: Place): string {
	const collections = place.fields.filter(isCollection);
	const picture = PICTURES[place.title];
	return [
		`## ${place.title}`,
		...(picture ? [picture] : []),
		table(place, place.fields),
		...collections.flatMap(({ title, inside }) => [
			`### ${title} of ${place.title}`,
			table(place, inside),
		]),
	].join('\n\n');
}

function table(place: Place, fields: readonly Field[]): string {
	const names = conditionNames(place.fields);
	const lines = withRows(fields).map((field) =>
		line([
			field.title,
			defaultText(field, names),
			purposeText(field, place.operations, names),
			REASONS[field.key] ?? '',
		]),
	);
	return [line(['field', 'preset', 'what it does', 'why this preset']), line(RULE), ...lines].join(
		'\n',
	);
}

/** The fields that conditions may refer to; of several forms, the one with the most choices. */
function conditionNames(fields: readonly Field[]): ConditionNames {
	const names = new Map<string, INodeProperties>();
	for (const { variants, inside } of fields) {
		for (const { property } of variants) {
			const known = names.get(property.name)?.options?.length ?? -1;
			if ((property.options?.length ?? 0) > known) names.set(property.name, property);
		}
		for (const [name, property] of conditionNames(inside)) {
			if (!names.has(name)) names.set(name, property);
		}
	}
	return names;
}

const RULE = ['---', '---', '---', '---'];

/** The fields, each followed by those of its rows; what a collection holds has a table of its own. */
function withRows(fields: readonly Field[]): Field[] {
	return fields.flatMap((field) => [field, ...(isCollection(field) ? [] : withRows(field.inside))]);
}

function line(cells: readonly string[]): string {
	return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
}
