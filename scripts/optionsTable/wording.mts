import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/**
 * A field as one operation has it; `operation` is its name in the editor, empty where there is only
 * one.
 */
export interface Form {
	property: INodeProperties;
	operation: string;
}

type Properties = readonly INodeProperties[];

/**
 * What the forms of a field say: once where all say the same, else each with the operations that it
 * is for.
 */
function inAllForms(
	forms: readonly Form[],
	say: (property: INodeProperties) => string,
	known: Properties,
): string {
	const said = new Map<string, Form[]>();
	for (const form of forms) {
		const text = say(form.property);
		said.set(text, [...(said.get(text) ?? []), form]);
	}
	if (said.size === 1) return [...said.keys()].join('');
	const hasConditions =
		new Set(forms.map(({ property }) => conditionText(property, known))).size > 1;
	return [...said]
		.filter(([text]) => text)
		.map(([text, own]) => {
			const occasions = own.map(({ property, operation }) =>
				hasConditions ? `${operation} ${conditionText(property, known)}`.trim() : operation,
			);
			return `${occasions.join(', ')}: ${text}`;
		})
		.join('; ');
}

/** When the editor shows a field, e.g. "while Target is One Device"; empty where it always does. */
function conditionText({ displayOptions }: INodeProperties, known: Properties): string {
	const { resource: _resource, operation: _operation, ...show } = displayOptions?.show ?? {};
	const hide = displayOptions?.hide ?? {};
	return [
		...Object.entries(show).map((condition) => ['while', ...condition] as const),
		...Object.entries(hide).map((condition) => ['unless', ...condition] as const),
	]
		.map(([relation, name, values = []]) => {
			if (name === '@tool') return 'in the tool for AI agents';
			const asked = known.filter((property) => property.name === name.replace(/^\//, ''));
			const choices = asked.flatMap(choicesOf);
			const words = values.map((value) => {
				if (typeof value === 'boolean') return value ? 'is on' : 'is off';
				if (typeof value !== 'object' || value === null) {
					return `is ${choices.find((choice) => choice.value === value)?.name ?? String(value)}`;
				}
				const [[comparison, operand] = []] = Object.entries('_cnd' in value ? value._cnd : value);
				return `${comparison} \`${String(operand)}\``;
			});
			return `${relation} ${asked[0]?.displayName ?? name} ${words.join(' or ')}`;
		})
		.join(', ');
}

/** What a field begins with, in the editor's words. */
export function defaultText(forms: readonly Form[], known: Properties): string {
	return inAllForms(forms, defaultOf, known);
}

/** What is longer is not for a table. */
const MAX_DEFAULT = 100;

function defaultOf(property: INodeProperties): string {
	const { default: value, type, typeOptions } = property;
	const choice = choicesOf(property).find((option) => option.value === value);
	if (choice) return choice.name;
	if (typeof value === 'boolean') return value ? 'on' : 'off';
	if (typeof value === 'number') return String(value);
	if (type === 'fixedCollection' && typeOptions?.multipleValues === true) return 'one empty row';
	if (type === 'collection' || type === 'multiOptions') return 'none';
	if (typeof value !== 'string' || value === '') return 'empty';
	return value.length > MAX_DEFAULT ? 'a text for each operation' : `\`${value}\``;
}

/**
 * What a field is for: its description, when it is shown, what can be chosen, within which bounds.
 */
export function purposeText(forms: readonly Form[], known: Properties, operations: number): string {
	const having = new Set(forms.map(({ operation }) => operation));
	const conditions = new Set(forms.map(({ property }) => conditionText(property, known)));
	const [condition = ''] = conditions.size === 1 ? conditions : [];
	return [
		having.size < operations ? `*${[...having].join(', ')}:*` : '',
		sentence(inAllForms(forms, ({ description = '' }) => description, known)),
		sentence(choicesText(forms)),
		sentence(boundsText(forms[0]?.property)),
		condition && sentence(`Shown ${condition}`),
	]
		.filter(Boolean)
		.join(' ');
}

function sentence(text: string): string {
	return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

function choicesOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

function choicesText(forms: readonly Form[]): string {
	const all = forms.map(({ property, operation }) => ({ choices: choicesOf(property), operation }));
	const names = new Set(all.flatMap(({ choices }) => choices.map(({ name }) => name)));
	const texts = [...names].map((name) => {
		const having = all.filter(({ choices }) => choices.some((choice) => choice.name === name));
		const { description } = having[0]?.choices.find((choice) => choice.name === name) ?? {};
		const only = having.map(({ operation }) => operation).join(', ');
		const details = [description, having.length < forms.length && `only ${only}`].filter(Boolean);
		return `**${name}**${details.length > 0 ? ` (${details.join('; ')})` : ''}`;
	});
	return texts.length > 0 ? `Choices: ${texts.join(', ')}` : '';
}

function boundsText(property: INodeProperties | undefined): string {
	const { minValue, maxValue } = property?.typeOptions ?? {};
	if (property?.type !== 'number' || minValue === undefined) return '';
	const [min, max] = [minValue, maxValue].map((bound) => bound?.toLocaleString('en'));
	return max === undefined ? `At least ${min}` : `From ${min} to ${max}`;
}
