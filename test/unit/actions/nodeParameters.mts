import type { IDataObject, IExecuteFunctions, INode, INodeParameters } from 'n8n-workflow';

import { ItemParameters } from '../../../nodes/ZequenzeControl/items/parameters';
import { grouped } from '../../optionGroups.mts';
import { strictFake } from './strictFake.mts';

/**
 * What the parameters of a node are for each item; a text that starts with `=` is an expression.
 */
export interface Written {
	parameters: INodeParameters;
	/** The values that a parameter with an expression has for an item. */
	valuesOf?: (name: string, itemIndex: number) => unknown;
	/** Told of each evaluation. */
	onRead?: (name: string, itemIndex: number) => void;
	/** What comes in, for each item. */
	input?: IDataObject[];
}

export function nodeWith(parameters: INodeParameters): INode {
	return {
		id: 'node-1',
		name: 'CONTROL',
		type: 'n8n-nodes-zequenze.zequenzeControl',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
}

/** The parameters of a node as the operations read them. */
export function itemParameters({
	parameters: given,
	valuesOf,
	onRead,
	input = [],
}: Written): ItemParameters {
	const parameters = grouped(given);
	const getNodeParameter: jest.Mock = jest.fn((name: string, itemIndex: number) => {
		onRead?.(name, itemIndex);
		return valuesOf?.(name, itemIndex) ?? parameters[name];
	});
	return new ItemParameters(
		strictFake<IExecuteFunctions>({
			getNode: () => nodeWith(parameters),
			getNodeParameter,
			getInputData: () => input.map((json) => ({ json })),
			getTimezone: () => 'Europe/Berlin',
		}),
	);
}

/** Parameters that any expression may have given: not only what an editor can write. */
export function evaluated(
	values: Readonly<Record<string, unknown>>,
	input: IDataObject[] = [],
): ItemParameters {
	const given: Readonly<Record<string, unknown>> = grouped(values);
	return itemParameters({ parameters: {}, valuesOf: (name) => given[name], input });
}
