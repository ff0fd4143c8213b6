import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { InvalidInput } from '../cwmp/invalidInput';
import { device } from './device';
import { deviceOperation } from './deviceOperation';
import { ItemOutput } from '../items/itemOutput';
import type { Resource } from './operation';
import { transaction } from './transaction';

/** Everything that the action node can do. */
export const resources: readonly Resource[] = [device, deviceOperation, transaction];

/** The node's parameters: the resource, its operation, and the fields of each operation shown only for it. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value }) => ({ name, value })),
		default: 'deviceOperation',
	},
	...resources.map(operationProperty),
	...resources.flatMap((resource) =>
		resource.operations.flatMap(({ option, fields }) =>
			updateDisplayOptions(
				{ show: { resource: [resource.value], operation: [option.value] } },
				fields,
			),
		),
	),
];

const ACTIONS = Object.fromEntries(
	resources.flatMap(({ value, operations }) =>
		operations.map(({ option }) => [`${value} ${option.value}`, option.action]),
	),
);

/** What the node is set to do, below its name on the canvas, e.g. "Set variables on device". */
export const subtitle = `={{ (${JSON.stringify(ACTIONS)})[$parameter.resource + " " + $parameter.operation] }}`;

function operationProperty({ value, operations, defaultOperation }: Resource): INodeProperties {
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(({ option }) => option),
		default: defaultOperation,
	};
}

/** Runs the operation that the node is set to; every item fails where it does not exist. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const resourceValue = String(context.getNodeParameter('resource', 0));
	// n8n drops the operation of a resource that does not exist.
	const operationValue = String(context.getNodeParameter('operation', 0, ''));
	const resource = resources.find(({ value }) => value === resourceValue);
	const operation = resource?.operations.find(({ option }) => option.value === operationValue);
	if (operation) return [await operation.execute(context)];

	const output = new ItemOutput(context);
	await output.forEachItem(() => {
		throw noSuchOperation(resourceValue, operationValue, resource);
	});
	return [output.items()];
}

function noSuchOperation(
	resourceValue: string,
	operationValue: string,
	resource: Resource | undefined,
): InvalidInput {
	const known = resource
		? `${resource.name} has ${resource.operations.map(({ option }) => option.name).join(', ')}.`
		: `There are ${resources.map(({ name }) => name).join(', ')}.`;
	return new InvalidInput(
		`There is no operation "${operationValue}" for the resource "${resourceValue}"`,
		`Choose another one in the node. ${known}`,
	);
}
