import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/** A field of a node as one of its operations has it. */
export interface Variant {
	property: INodeProperties;
	/** The operation, by its name in the editor; empty where there is only one. */
	where: string;
}

/** A field with all the forms that it has in the operations of one place. */
export interface Field {
	/** Its internal names from the outermost inwards, joined by dots: what the reasons are found by. */
	key: string;
	/** What the editor calls it, what it is inside of first. */
	title: string;
	variants: readonly Variant[];
	/** What is inside it, e.g. the options of a collection. */
	inside: readonly Field[];
}

/** The fields of a place, each once, in the order in which the editor shows them. */
export function fieldsOf(variants: readonly Variant[], parent?: Field): Field[] {
	const names = [...new Set(variants.map(({ property }) => property.name))];
	return names.map((name) => {
		const own = variants.filter(({ property }) => property.name === name);
		const title = own[0]?.property.displayName ?? name;
		const field: Field = {
			key: parent ? `${parent.key}.${name}` : name,
			title: parent && !isCollection(parent) ? `${parent.title} › ${title}` : title,
			variants: own,
			inside: [],
		};
		const inner = own.flatMap(({ property, where }) =>
			insideOf(property).map((inside) => ({ property: inside, where })),
		);
		return { ...field, inside: inner.length > 0 ? fieldsOf(inner, field) : [] };
	});
}

/** Whether a field is a list of options or filters that a user adds one by one. */
export function isCollection({ variants }: Field): boolean {
	return variants.some(({ property }) => property.type === 'collection');
}

function insideOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options.filter(isField);
	if (type === 'fixedCollection') {
		return options.flatMap((option) => (isGroup(option) ? option.values : []));
	}
	return [];
}

/** The entries of a dropdown. */
export function choicesOf({ options = [] }: INodeProperties): INodePropertyOptions[] {
	return options.filter((option): option is INodePropertyOptions => 'value' in option);
}

type Entry = NonNullable<INodeProperties['options']>[number];

function isField(entry: Entry): entry is INodeProperties {
	return 'type' in entry;
}

function isGroup(entry: Entry): entry is INodePropertyCollection {
	return 'values' in entry;
}
