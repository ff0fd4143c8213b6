import {
	updateDisplayOptions,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeProperties,
} from 'n8n-workflow';

import { InvalidInput } from '../ground/invalidInput';
import { asText } from '../ground/json';
import { ItemOutput } from '../items/itemOutput';
import { isToolNode } from '../items/toolNode';
import { device } from './device';
import { deviceOperation } from './deviceOperation';
import type { Resource } from './operation';
import { toolDescriptionField } from './toolDescription';
import { runAsTool } from './toolRun';
import { transaction } from './transaction';
import { variable } from './variable';

/** Everything that the action node can do. */
export const resources: readonly Resource[] = [device, deviceOperation, transaction, variable];

/**
 * The node's parameters: the resource, its operation, and the fields of each operation shown only
 * for it.
 */
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
		resource.operations.flatMap(({ option, toolDescription, fields }) =>
			updateDisplayOptions({ show: { resource: [resource.value], operation: [option.value] } }, [
				toolDescriptionField(toolDescription),
				...fields,
			]),
		),
	),
];

/**
 * How a sub-title speaks of the devices, by the target that is chosen; one device is what the
 * action itself says. The canvas cuts off what is longer than some 25 characters.
 */
const TARGETS = { all: 'on all devices', filter: 'by filter', list: 'by list' };

/**
 * What the node does, by resource and operation, and where it has a choice of targets, by target
 * too.
 */
const ACTIONS = Object.fromEntries(
	resources.flatMap(({ value, operations }) =>
		operations.flatMap(({ option, fields }) => {
			const key = `${value} ${option.value}`;
			const targets = fields.some(({ name }) => name === 'target') ? Object.entries(TARGETS) : [];
			return [
				[key, option.action],
				...targets.map(([target, devices]) => [
					`${key} ${target}`,
					option.action.replace(/\b[a-z]{1,9} device$/, devices),
				]),
			];
		}),
	),
);

const CHOSEN = '$parameter.resource + " " + $parameter.operation';

/** What the node is set to do, below its name on the canvas, e.g. "Set variables by filter". */
export const subtitle = `={{ ((actions) => actions[${CHOSEN} + " " + $parameter.target] || actions[${CHOSEN}])(${JSON.stringify(ACTIONS)}) }}`;

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
	const resourceValue = asText(context.getNodeParameter('resource', 0));
	// n8n drops the operation of a resource that does not exist.
	const operationValue = asText(context.getNodeParameter('operation', 0, ''));
	const resource = resources.find(({ value }) => value === resourceValue);
	const operation = resource?.operations.find(({ option }) => option.value === operationValue);
	if (operation && isToolNode(context.getNode())) return [await runAsTool(context, operation)];
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
