import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeType,
	type INodeTypeDescription,
	type INodeTypes,
} from 'n8n-workflow';
import { ZequenzeControl } from '../../../nodes/ZequenzeControl/ZequenzeControl.node.ts';
import { ZequenzeControlTrigger } from '../../../nodes/ZequenzeControl/ZequenzeControlTrigger.node.ts';
import { notPartOfTheHarness } from './notPartOfTheHarness.mts';

/** Stands before the node under test; its output is pinned, so it never runs. */
class Items implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Items',
		name: 'items',
		group: ['input'],
		version: 1,
		description: 'Gives the items of a test',
		defaults: { name: 'Items' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		properties: [],
	};

	execute = notPartOfTheHarness('run of the node that gives the items');
}

const known: Readonly<Record<string, INodeType>> = {
	items: new Items(),
	zequenzeControl: new ZequenzeControl(),
	zequenzeControlTrigger: new ZequenzeControlTrigger(),
};

/** The package's nodes, made once, as n8n does. */
export const nodeTypes: INodeTypes = {
	getByName: (name) => typeNamed(name),
	getByNameAndVersion: (name) => typeNamed(name),
	getKnownTypes: (): IDataObject => ({}),
};

function typeNamed(name: string): INodeType {
	const type = known[name];
	if (!type) throw new Error(`There is no node type ${name}`);
	return type;
}
