import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';

import type { NodeOperation } from '../../../nodes/ZequenzeControl/actions/operation';
import { resources } from '../../../nodes/ZequenzeControl/actions/router';
import { nodeWith } from './nodeParameters.mts';
import { strictFake } from './strictFake.mts';

/** What expressions can give and no field takes; of none of them JavaScript can make a text. */
const HOSTILE: ReadonlyArray<readonly [string, unknown]> = [
	['an object without a text', { toString: 1, valueOf: 1 }],
	['an object without anything', Object.create(null)],
	['a list of such objects', [{ toString: 1 }, Object.create(null)]],
	['a list in a list', [[{ toString: 1 }]]],
];

/** Kinds of fields for which an empty object is a value. */
const TAKES_NOTHING = ['collection', 'fixedCollection', 'json'];

/** Parameters with which an operation would be carried out. */
function goodFor(operation: string): Readonly<Record<string, unknown>> {
	const name = 'Device.WiFi.SSID.1.SSID';
	const paths = { 'add.obj': 'Device.WiFi.SSID.', set: name, check: name, ensure: name };
	const path = Object.entries(paths).find(([value]) => value === operation)?.[1];
	const variable_name = path ?? 'Device.WiFi.SSID.1.';
	return {
		device: 'SN1',
		serialNumbers: 'SN1',
		variables: { variable: [{ variable_name, value: 'x' }] },
		variablesJson: [{ variable_name, value: 'x' }],
		cachedPaths: name,
		transaction: '5',
		waitForCompletion: true,
	};
}

const REACHED_THE_SERVER = 'This item is fine';

async function failureWith(
	operation: NodeOperation,
	parameters: Readonly<Record<string, unknown>>,
): Promise<{ message: string; description: string | null; code: string }> {
	const getNodeParameter: jest.Mock = jest.fn((name: string) => parameters[name]);
	const getWorkflowDataProxy: jest.Mock = jest.fn(() => ({ $runIndex: 0 }));
	const context = strictFake<IExecuteFunctions>({
		getNode: () => ({ ...nodeWith({}), parameters: expressions(parameters) }),
		getNodeParameter,
		getInputData: () => [{ json: {} }],
		getExecutionCancelSignal: () => undefined,
		getExecutionId: () => '1',
		getWorkflow: () => ({ id: '1', active: false }),
		getTimezone: () => 'Europe/Berlin',
		continueOnFail: () => true,
		getWorkflowDataProxy,
		getContext: () => ({}),
		getCredentials: jest.fn(() => {
			throw new Error(REACHED_THE_SERVER);
		}),
	});
	const [item]: INodeExecutionData[] = await operation.execute(context);
	return Object(item?.json.error);
}

/** The same parameters, each as an expression for all of it. */
function expressions(parameters: Readonly<Record<string, unknown>>) {
	return Object.fromEntries(Object.keys(parameters).map((name) => [name, '={{ $json.x }}']));
}

interface Case {
	where: string;
	operation: NodeOperation;
	field: INodeProperties;
	parameters: (value: unknown) => Readonly<Record<string, unknown>>;
}

/** Every parameter of every operation, those in collections and groups included. */
function cases(): Case[] {
	return resources.flatMap(({ value: resource, operations }) =>
		operations.flatMap((operation) =>
			operation.fields
				.filter(({ name }) => !['toolDescription', 'allowChanges', 'mostDevices'].includes(name))
				.flatMap((field) => {
					const shown = Object.entries(field.displayOptions?.show ?? {}).map(([name, values]) => [
						name,
						values?.[0],
					]);
					const base = { ...goodFor(String(operation.option.value)), ...Object.fromEntries(shown) };
					const where = `${resource} ${operation.option.value}`;
					const own: Case = {
						where,
						operation,
						field,
						parameters: (value) => ({ ...base, [field.name]: value }),
					};
					return [own, ...inside(own)];
				}),
		),
	);
}

function inside({ where, operation, field, parameters }: Case): Case[] {
	if (field.type !== 'collection') return [];
	return (field.options ?? []).flatMap((option) => {
		if (!('type' in option)) return [];
		const own: Case = {
			where: `${where} ${field.name}`,
			operation,
			field: option,
			parameters: (value) => parameters({ ...needed(option.name), [option.name]: value }),
		};
		return [own, ...grouped(own, option)];
	});
}

function grouped({ where, operation, parameters }: Case, group: INodeProperties): Case[] {
	if (group.type !== 'fixedCollection') return [];
	return (group.options ?? []).flatMap((option) =>
		'values' in option
			? option.values.map((field) => ({
					where: `${where} ${group.name}`,
					operation,
					field,
					parameters: (value: unknown) =>
						parameters({ [option.name]: { ...needed(field.name), [field.name]: value } }),
				}))
			: [],
	);
}

/** Without which an option is not read. */
function needed(name: string): object {
	return name === 'succeededSince' ? { skipSameOperation: 'openOrSucceeded' } : {};
}

describe('whatever an expression gives', () => {
	it.each(cases().map((one) => [`${one.where} ${one.field.name}`, one] as const))(
		'%s is refused by its name before anything is sent',
		async (_what, { operation, field, parameters }) => {
			for (const [what, value] of HOSTILE) {
				// Nothing to say is fine where everything has a default.
				if (TAKES_NOTHING.includes(field.type) && Object.keys(Object(value)).length === 0) continue;
				const failure = await failureWith(operation, parameters(value));
				expect([what, failure]).toEqual([
					what,
					expect.objectContaining({
						code: 'invalid_input',
						message: expect.stringMatching(/^[A-Z]/),
						description: expect.stringMatching(/\.$/),
					}),
				]);
				const names = [field.displayName, 'JSON', 'Row', 'Variables', 'Objects'];
				expect([what, names.some((name) => failure.message.startsWith(name))]).toEqual([
					what,
					true,
				]);
			}
		},
	);

	it('good parameters of all operations that send pass', async () => {
		for (const { operations } of resources) {
			for (const operation of operations.filter(({ option }) => option.value !== 'planWave')) {
				const good = goodFor(String(operation.option.value));
				const { message } = await failureWith(operation, good);
				expect(message).toBe(REACHED_THE_SERVER);
			}
		}
	});
});
