import type { INodeProperties } from 'n8n-workflow';
import { choicesOf, type Field, type Variant } from './fields.mts';

/** What is said of a field in one of its forms. */
type Saying = (variant: Variant) => string;

/**
 * What all forms of a field say, in one text: the same words once; where they differ, what most of them say, then
 * the others with the operations that they are for.
 */
function inAllForms({ variants }: Field, saying: Saying, names: ConditionNames): string {
	const conditions = new Set(variants.map(({ property }) => conditionOf(property, names)));
	const occasion = ({ property, where }: Variant): string =>
		conditions.size > 1 ? `${where} ${conditionOf(property, names)}`.trim() : where;
	const groups = new Map<string, Variant[]>();
	for (const variant of variants) {
		const said = saying(variant);
		groups.set(said, [...(groups.get(said) ?? []), variant]);
	}
	const [most, ...others] = [...groups].sort(([, one], [, other]) => other.length - one.length);
	if (!most) return '';
	const [rule, agreed] = most;
	const isRule = agreed.length * 2 > variants.length;
	const exceptions = isRule ? others : [most, ...others];
	const told = exceptions.map(([said, own]) => `${own.map(occasion).join(', ')}: ${said}`);
	return [...(isRule ? [rule] : []), ...told].filter(Boolean).join('; ');
}

/** The names and choices of the fields that a condition may refer to. */
export type ConditionNames = ReadonlyMap<string, INodeProperties>;

/** The conditions that every operation has and that say nothing. */
const ALWAYS = ['resource', 'operation'];

/** When the editor shows a field, e.g. "while Target is One Device"; empty where it always does. */
function conditionOf({ displayOptions }: INodeProperties, names: ConditionNames): string {
	const shown = Object.entries(displayOptions?.show ?? {}).filter(
		([name]) => !ALWAYS.includes(name),
	);
	return shown
		.map(([name, values = []]) => {
			if (name === '@tool') return 'in the tool for AI agents';
			const asked = names.get(name);
			const words = values.map((value) => valueText(asked, value));
			return `while ${asked?.displayName ?? name} ${words.join(' or ')}`;
		})
		.join(', ');
}

function valueText(asked: INodeProperties | undefined, value: unknown): string {
	if (typeof value === 'object' && value !== null && '_cnd' in value) {
		const [relation = '', operand = ''] = Object.entries(Object(value._cnd))[0] ?? [];
		return `${relation} \`${String(operand)}\``;
	}
	if (typeof value === 'boolean') return value ? 'is on' : 'is off';
	const choice = asked && choicesOf(asked).find((option) => option.value === value);
	return `is ${choice?.name ?? String(value)}`;
}

/** What a field is preset to, in the editor's words. */
export function defaultText(field: Field, names: ConditionNames): string {
	return inAllForms(field, ({ property }) => presetOf(property), names);
}

/** What is longer is not for a table. */
const MAX_DEFAULT = 100;

function presetOf(property: INodeProperties): string {
	const { default: preset, type, typeOptions } = property;
	if (typeof preset === 'string' && preset.length > MAX_DEFAULT) {
		return 'a text for each operation';
	}
	if (typeof preset === 'boolean') return preset ? 'on' : 'off';
	if (typeof preset === 'number') return String(preset);
	if (type === 'json') return `\`${String(preset)}\``;
	if (type === 'fixedCollection' && typeOptions?.multipleValues === true) return 'one empty row';
	if (type === 'collection' || type === 'multiOptions') return 'none';
	const choice = choicesOf(property).find(({ value }) => value === preset);
	if (choice) return choice.name;
	return typeof preset === 'string' && preset !== '' ? `\`${preset}\`` : 'empty';
}

/** What a field is for: its own description, when it is shown, what can be chosen, within which bounds. */
export function purposeText(field: Field, operations: readonly string[], names: ConditionNames) {
	const wheres = [...new Set(field.variants.map(({ where }) => where))];
	const conditions = new Set(field.variants.map(({ property }) => conditionOf(property, names)));
	const [condition = ''] = conditions.size === 1 ? conditions : [];
	return [
		wheres.length < operations.length ? `*${wheres.join(', ')}:*` : '',
		sentence(inAllForms(field, ({ property }) => property.description ?? '', names)),
		sentence(choicesText(field)),
		sentence(boundsText(field)),
		condition ? sentence(`Shown ${condition}`) : '',
	]
		.filter(Boolean)
		.join(' ');
}

function sentence(text: string): string {
	return text === '' || /[.!?]$/.test(text) ? text : `${text}.`;
}

function choicesText({ variants }: Field): string {
	const names = [
		...new Set(variants.flatMap(({ property }) => choicesOf(property).map(({ name }) => name))),
	];
	if (names.length === 0) return '';
	const told = names.map((name) => {
		const having = variants.flatMap(({ property, where }) => {
			const choice = choicesOf(property).find((option) => option.name === name);
			return choice ? [{ choice, where }] : [];
		});
		const only = having.length < variants.length ? having.map(({ where }) => where) : [];
		const details = [having[0]?.choice.description, only.length > 0 && `only ${only.join(', ')}`];
		const shown = details.filter(Boolean).join('; ');
		return `**${name}**${shown ? ` (${shown})` : ''}`;
	});
	return `Choices: ${told.join(', ')}`;
}

function boundsText({ variants }: Field): string {
	const [first] = variants;
	if (first?.property.type !== 'number') return '';
	const { minValue, maxValue } = first.property.typeOptions ?? {};
	if (minValue === undefined) return '';
	const [least, most] = [minValue, maxValue].map((bound) => bound?.toLocaleString('en'));
	return most === undefined ? `At least ${least}` : `From ${least} to ${most}`;
}
