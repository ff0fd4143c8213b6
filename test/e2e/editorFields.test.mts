import type { INodeTypeDescription } from 'n8n-workflow';
import { Editor } from './harness/editor.mts';
import { fieldsOf, nodeType } from './harness/nodeTypes.mts';
import { controlNode, startOneNode, type OneNode } from './harness/oneNode.mts';
import { onDevice, onList, row } from './harness/parameters.mts';
import { chain, MANUAL } from './harness/workflow.mts';

const TARGET_AND_VARIABLES = ['target', 'device', 'specifyVariables'];
const LIST = { ...onList('SN000001'), specifyVariables: 'json' };
const FILTER = { target: 'filter' };
const ROW = [row('Device.WiFi.SSID.1.')];
const WAIT = ['waitForCompletion', 'options'];
const resource = (name: string, operation: string, more: object = {}) => ({
	resource: name,
	operation,
	...more,
});

/**
 * Ways to set the node, by the fields that a user must see below Resource and Operation. They are
 * written down here and compared with the node's own description too: the one could be wrong
 * without the other.
 */
const SETTINGS: Record<string, [parameters: object, fields: string[]]> = {
	'get, device': [
		onDevice('get', ROW),
		[...TARGET_AND_VARIABLES, 'variables', 'variable_name', ...WAIT],
	],
	'get, list, JSON': [
		onDevice('get', [], LIST),
		['target', 'serialNumbers', 'specifyVariables', 'variablesJson', ...WAIT],
	],
	'get, filter, set': [
		onDevice('get', [], { ...FILTER, specifyVariables: 'set' }),
		['target', 'filters', 'specifyVariables', 'variableSet', 'dataModel', ...WAIT],
	],
	'set, device': [
		onDevice('set', ROW),
		[...TARGET_AND_VARIABLES, 'variables', 'variable_name', 'value', 'value_type', ...WAIT],
	],
	'set, device, {i}': [
		onDevice('set', [row('Device.WiFi.SSID.{i}.Enable')]),
		[
			...TARGET_AND_VARIABLES,
			...['variables', 'variable_name', 'instances', 'value', 'value_type'],
			...WAIT,
		],
	],
	'set, device, waiting': [
		onDevice('set', ROW, { waitForCompletion: true }),
		[
			...TARGET_AND_VARIABLES,
			...['variables', 'variable_name', 'value', 'value_type'],
			...['waitForCompletion', 'waitDeadline', 'options'],
		],
	],
	'set, list, JSON': [
		onDevice('set', [], LIST),
		['target', 'serialNumbers', 'specifyVariables', 'variablesJson', ...WAIT],
	],
	'set, filter': [
		onDevice('set', ROW, FILTER),
		[
			...['target', 'filters', 'specifyVariables'],
			...['variables', 'variable_name', 'value', 'value_type'],
			...WAIT,
		],
	],
	'add.obj, device': [
		onDevice('add.obj', ROW),
		[...TARGET_AND_VARIABLES, 'variables', 'variable_name', ...WAIT],
	],
	'add.obj, list, JSON': [
		onDevice('add.obj', [], LIST),
		['target', 'serialNumbers', 'specifyVariables', 'variablesJson', ...WAIT],
	],
	'add.obj, filter': [
		onDevice('add.obj', ROW, FILTER),
		['target', 'filters', 'specifyVariables', 'variables', 'variable_name', ...WAIT],
	],
	'del.obj, device': [
		onDevice('del.obj', ROW),
		[...TARGET_AND_VARIABLES, 'variables', 'variable_name', ...WAIT],
	],
	'del.obj, list, JSON': [
		onDevice('del.obj', [], LIST),
		['target', 'serialNumbers', 'specifyVariables', 'variablesJson', ...WAIT],
	],
	'del.obj, filter': [
		onDevice('del.obj', ROW, FILTER),
		['target', 'filters', 'specifyVariables', 'variables', 'variable_name', ...WAIT],
	],
	check: [
		resource('deviceOperation', 'check', { variables: { variable: ROW } }),
		[
			'currentValues',
			...['target', 'device', 'specifyVariables'],
			...['variables', 'variable_name', 'value', 'value_type'],
			...['waitDeadline', 'desiredOptions', 'options'],
		],
	],
	ensure: [
		resource('deviceOperation', 'ensure', { variables: { variable: ROW } }),
		[
			'ensureMode',
			...['target', 'device', 'specifyVariables'],
			...['variables', 'variable_name', 'value', 'value_type'],
			...['waitDeadline', 'desiredOptions', 'options'],
		],
	],
	planWave: [
		resource('deviceOperation', 'planWave'),
		['waves', 'nextWhenPercent', 'stopWhen', 'rollOutName', 'rollOutOptions'],
	],
	'device runAction': [
		resource('device', 'runAction'),
		['target', 'device', 'deviceAction', 'proveIt', 'actionOptions'],
	],
	'device serverReport': [resource('device', 'serverReport'), []],
	'variable getCached': [
		resource('variable', 'getCached'),
		['target', 'device', 'specifyCached', 'cachedPaths', 'cachedOptions'],
	],
	'transaction get': [resource('transaction', 'get'), ['transaction', 'options']],
	'transaction getMany': [
		resource('transaction', 'getMany'),
		['returnAll', 'limit', 'transactionFilters', 'options'],
	],
	'transaction getMany, all': [
		resource('transaction', 'getMany', { returnAll: true }),
		['returnAll', 'transactionFilters', 'options'],
	],
	'transaction wait': [resource('transaction', 'wait'), ['transaction', 'waitDeadline', 'options']],
	'device get': [resource('device', 'get'), ['device', 'simplify']],
	'device getMany': [resource('device', 'getMany'), ['returnAll', 'limit', 'filters', 'simplify']],
	'device getMany, all': [
		resource('device', 'getMany', { returnAll: true }),
		['returnAll', 'filters', 'simplify'],
	],
};

let bench: OneNode;
let editor: Editor;
let type: INodeTypeDescription;
beforeAll(async () => {
	bench = await startOneNode();
	const { n8n, credentials } = bench;
	type = await nodeType(n8n, 'zequenzeControl');
	const nodes = Object.entries(SETTINGS).map(([name, [parameters]]) =>
		controlNode(name, parameters, credentials),
	);
	const { id } = await n8n.rest.createWorkflow(chain('Fields', MANUAL, ...nodes));
	editor = await Editor.open(n8n);
	await editor.openWorkflow(id);
});
afterAll(async () => {
	await editor.close();
	await bench.close();
});

describe.each(Object.entries(SETTINGS))('the node set to "%s"', (name, [parameters, fields]) => {
	it('shows exactly its own fields', async () => {
		await editor.openNode(name);
		const shown = await editor.fieldNames();
		await editor.screenshot(`fields ${name.replaceAll(/[^a-z.]+/gi, ' ')}`);
		await editor.closeNode();

		expect(shown).toEqual(['resource', 'operation', ...fields]);
		expect(shown).toEqual(fieldsOf(type, parameters));
	});
});

it('no operation of the node is left out here', () => {
	const tried = new Set(
		Object.values(SETTINGS).map(([parameters]) =>
			JSON.stringify(Object.values(parameters).slice(0, 2)),
		),
	);
	const operations = type.properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) =>
			options.flatMap((option) =>
				'value' in option
					? [JSON.stringify([displayOptions?.show?.resource?.[0], option.value])]
					: [],
			),
		);
	// n8n itself adds its Custom API Call.
	expect(operations.filter((operation) => !operation.includes('__CUSTOM'))).toHaveLength(15);
	for (const operation of operations) {
		if (!operation.includes('__CUSTOM')) expect(tried).toContain(operation);
	}
});
