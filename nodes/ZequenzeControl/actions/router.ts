import {
	NodeOperationError,
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { device } from './device';
import { deviceOperation } from './deviceOperation';
import type { NodeOperation, Resource } from './operation';
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

/** Runs the operation that the node is set to. Throws NodeOperationError for one that does not exist. */
export async function runOperation(context: IExecuteFunctions): Promise<INodeExecutionData[][]> {
	const operation = chosenOperation(
		context,
		String(context.getNodeParameter('resource', 0)),
		String(context.getNodeParameter('operation', 0)),
	);
	return [await operation.execute(context)];
}

function chosenOperation(
	context: IExecuteFunctions,
	resourceValue: string,
	operationValue: string,
): NodeOperation {
	const resource = resources.find(({ value }) => value === resourceValue);
	const operation = resource?.operations.find(({ option }) => option.value === operationValue);
	if (operation) return operation;
	const known = resource
		? `${resource.name} has ${resource.operations.map(({ option }) => option.name).join(', ')}.`
		: `There are ${resources.map(({ name }) => name).join(', ')}.`;
	throw new NodeOperationError(
		context.getNode(),
		`There is no operation "${operationValue}" for the resource "${resourceValue}"`,
		{ description: `Choose another one in the node. ${known}` },
	);
}
