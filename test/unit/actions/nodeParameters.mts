import type { IExecuteFunctions, INode, INodeParameters } from 'n8n-workflow';

import { ItemParameters } from '../../../nodes/ZequenzeControl/items/parameters';
import { strictFake } from './strictFake.mts';

/** What the parameters of a node are for each item; a text that starts with `=` is an expression. */
export interface Written {
	parameters: INodeParameters;
	/** The values that a parameter with an expression has for an item. */
	valuesOf?: (name: string, itemIndex: number) => unknown;
	/** Told of each evaluation. */
	onRead?: (name: string, itemIndex: number) => void;
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
export function itemParameters({ parameters, valuesOf, onRead }: Written): ItemParameters {
	const getNodeParameter: jest.Mock = jest.fn((name: string, itemIndex: number) => {
		onRead?.(name, itemIndex);
		return valuesOf?.(name, itemIndex) ?? parameters[name];
	});
	return new ItemParameters(
		strictFake<IExecuteFunctions>({ getNode: () => nodeWith(parameters), getNodeParameter }),
	);
}

/** Parameters that any expression may have given: not only what an editor can write. */
export function evaluated(values: Readonly<Record<string, unknown>>): ItemParameters {
	return itemParameters({ parameters: {}, valuesOf: (name) => values[name] });
}
