import axios from 'axios';
import { NodeHelpers, type INodeProperties, type INodeTypeDescription } from 'n8n-workflow';
import type { SharedN8n } from './sharedN8n.mts';

/** The description of one of our nodes as n8n serves it to its editor. */
export async function nodeType(
	{ url, session }: SharedN8n,
	name: string,
): Promise<INodeTypeDescription> {
	const { data } = await axios.get<INodeTypeDescription[]>(`${url}/types/nodes.json`, {
		headers: { Cookie: session.cookie, 'browser-id': session.browserId },
		proxy: false,
	});
	const found = data.find((type) => type.name === `n8n-nodes-zequenze.${name}`);
	if (found === undefined) throw new Error(`n8n serves no node type ${name}`);
	return found;
}

/**
 * The names of the fields that a node set like this must show, from top to bottom, rows of a
 * collection included.
 */
export function fieldsOf(type: INodeTypeDescription, parameters: object): string[] {
	const written = { ...parameters };
	const values =
		NodeHelpers.getNodeParameters(
			type.properties,
			written,
			true,
			false,
			{ typeVersion: 1 },
			type,
		) ?? {};
	const isShown = (property: INodeProperties, siblings: object = values) =>
		NodeHelpers.displayParameter({ ...siblings }, property, { typeVersion: 1 }, type, values);
	return type.properties
		.filter((property) => isShown(property))
		.flatMap((property) => {
			const { name } = property;
			if (property.type !== 'fixedCollection') return [name];
			return [name, ...rowFields(property, values[name], isShown)];
		});
}

/** The fields of the rows that a repeatable collection has. */
function rowFields(
	{ options = [] }: INodeProperties,
	value: unknown,
	isShown: (property: INodeProperties, siblings: object) => boolean,
): string[] {
	const rows = Object.entries(value ?? {});
	return rows.flatMap(([group, entries]: [string, unknown]) => {
		const collection = options.find(({ name }) => name === group);
		if (collection === undefined || !('values' in collection)) return [];
		const list = Array.isArray(entries) ? entries : [entries];
		return list.flatMap((row: unknown) =>
			collection.values
				.filter((property) => isShown(property, Object(row)))
				.map(({ name }) => name),
		);
	});
}
