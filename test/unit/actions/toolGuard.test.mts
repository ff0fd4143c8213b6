import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { resources } from '../../../nodes/ZequenzeControl/actions/router';
import { operations, type OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import {
	changingToolFields,
	deviceLimit,
	holdToLimit,
	toolFields,
} from '../../../nodes/ZequenzeControl/fields/targets/toolGuard';
import { ItemParameters } from '../../../nodes/ZequenzeControl/items/parameters';
import { complaint } from '../cwmp/complaint.mts';
import { evaluated, nodeWith } from './nodeParameters.mts';
import { strictFake } from './strictFake.mts';

/**
 * The parameters of the node in its variant for AI agents; of some it is known how they are
 * written.
 */
function toolWith(
	values: Readonly<Record<string, unknown>>,
	written: INodeParameters = {},
): ItemParameters {
	const node = nodeWith(written);
	const getNodeParameter: jest.Mock = jest.fn((name: string) => values[name]);
	return new ItemParameters(
		strictFake<IExecuteFunctions>({
			getNode: () => ({ ...node, type: `${node.type}Tool` }),
			getNodeParameter,
		}),
	);
}

const CHANGES: OperationName[] = ['set', 'add.obj', 'del.obj'];

describe('an AI agent', () => {
	it('may read', () => {
		expect(deviceLimit(toolWith({}), 'get')).toBe(10);
	});

	it.each(CHANGES)('may not %s unless the builder allows changes', (operation) => {
		for (const allowChanges of [undefined, false, 'true', 1, null]) {
			const refusal = complaint(() => deviceLimit(toolWith({ allowChanges }), operation));
			expect(refusal.message).toContain(operations[operation].label);
			expect(refusal.fix).toContain('Allow Changes');
		}
		expect(deviceLimit(toolWith({ allowChanges: true }), operation)).toBe(10);
	});

	it.each(CHANGES)(
		'may not %s where the switch is an expression, in which it could have a say',
		(operation) => {
			const expression = '={{ $fromAI("allow", "", "boolean") }}';
			const tool = toolWith({ allowChanges: true }, { allowChanges: expression });
			expect(complaint(() => deviceLimit(tool, operation)).fix).toContain('Allow Changes');
		},
	);

	it('may work on the usual number of devices where that number is an expression', () => {
		const tool = toolWith({ mostDevices: 9_000 }, { mostDevices: '={{ $fromAI("most") }}' });
		expect(deviceLimit(tool, 'get')).toBe(10);
	});

	it('may work on as many devices as the builder allows', () => {
		expect(deviceLimit(toolWith({ mostDevices: 250 }), 'get')).toBe(250);
	});

	it.each([0, -1, 10_001, 'all', true, Infinity])(
		'may work on none where the builder wrote %p',
		(mostDevices) => {
			expect(complaint(() => deviceLimit(toolWith({ mostDevices }), 'get')).message).toContain(
				'Max Devices per Call',
			);
		},
	);
});

describe('a workflow without an agent', () => {
	it.each<OperationName>(['get', ...CHANGES])('may %s on any number of devices', (operation) => {
		const parameters = evaluated({ allowChanges: false, mostDevices: 1 });
		expect(deviceLimit(parameters, operation)).toBe(Infinity);
	});
});

describe('the number of devices', () => {
	it.each([
		[0, 10],
		[10, 10],
		[1_000_000, Infinity],
	])('%i of at most %d is fine', (devices, limit) => {
		expect(() => holdToLimit(devices, limit)).not.toThrow();
	});

	it('is refused beyond the limit, with both numbers', () => {
		expect(complaint(() => holdToLimit(11, 10)).message).toMatch(/^11 devices .* 10 /);
	});
});

describe('the switches of the tool', () => {
	it('take no expression, so that no model can set them', () => {
		for (const field of changingToolFields) expect(field.noDataExpression).toBe(true);
	});

	it('are shown in the tool only', () => {
		for (const field of changingToolFields) {
			expect(field.displayOptions).toEqual({ show: { '@tool': [true] } });
		}
	});

	it('belong to every operation on devices: those that change them can be allowed', () => {
		const all = resources.find(({ value }) => value === 'deviceOperation')?.operations ?? [];
		const offered = all.filter(({ option }) => option.value !== 'planWave');
		expect(offered).toHaveLength(6);
		for (const { option, fields } of offered) {
			const isReading = ['get', 'check'].includes(String(option.value));
			const expected = isReading ? toolFields : changingToolFields;
			const names = fields.map(({ name }) => name);
			for (const { name } of changingToolFields) {
				expect([name, names.includes(name)]).toEqual([
					name,
					expected.some((field) => field.name === name),
				]);
			}
		}
	});
});
