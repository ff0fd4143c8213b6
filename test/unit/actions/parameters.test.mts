import type { IExecuteFunctions, INodeParameters } from 'n8n-workflow';

import { ItemParameters, locatorValue } from '../../../nodes/ZequenzeControl/items/parameters';
import { complaint } from '../cwmp/complaint.mts';
import { itemParameters, nodeWith } from './nodeParameters.mts';
import { strictFake } from './strictFake.mts';

/** How often a parameter is evaluated when a thousand items read it. */
function evaluationsOf(parameters: INodeParameters): number {
	let evaluations = 0;
	const read = itemParameters({ parameters, onRead: () => (evaluations += 1) });
	for (let item = 0; item < 1000; item += 1) read.read('x', item);
	return evaluations;
}

describe('a parameter', () => {
	it.each<[string, INodeParameters]>([
		['a text', { x: 'SN1' }],
		['a list', { x: ['a', 'b'] }],
		['a collection', { x: { options: { retries: 5 } } }],
		['not set', {}],
		['a text with = inside', { x: 'a=b' }],
	])('that is %s is evaluated once for all items', (_what, parameters) => {
		expect(evaluationsOf(parameters)).toBe(1);
	});

	it.each<[string, INodeParameters]>([
		['an expression', { x: '={{ $json.serial_number }}' }],
		['a list with an expression', { x: ['a', '={{ 1 }}'] }],
		['a collection with an expression deep inside', { x: { rows: [{ value: '={{ 1 }}' }] } }],
	])('that is %s is evaluated for each item', (_what, parameters) => {
		expect(evaluationsOf(parameters)).toBe(1000);
	});

	it('with an expression has its own value for each item', () => {
		const read = itemParameters({
			parameters: { x: '={{ $itemIndex }}' },
			valuesOf: (_name, itemIndex) => `item ${itemIndex}`,
		});
		expect([0, 1].map((item) => read.read('x', item))).toEqual(['item 0', 'item 1']);
	});
});

describe('a collection', () => {
	const FILTERS = { displayName: 'Filters', name: 'x', options: [{ name: 'type' }] };

	it('is empty where nothing is set', () => {
		const read = itemParameters({ parameters: {} });
		expect(read.readCollection(FILTERS, 0)).toEqual({});
	});

	it('has what one expression for all of it gives', () => {
		const read = itemParameters({
			parameters: { x: '={{ $json.x }}' },
			valuesOf: () => ({ type: 3 }),
		});
		expect(read.readCollection(FILTERS, 0)).toEqual({ type: 3 });
	});

	it.each<[string, unknown, RegExp, RegExp]>([
		['nothing', null, /^Filters: The expression gives nothing/, /an object/],
		['a text', 'type', /^Filters: "type" is no object/, /an object/],
		['a number', 5, /^Filters: "5" is no object/, /an object/],
		['a list', ['a'], /^Filters: A list is no object/, /an object/],
		['a name in another case', { Type: 3 }, /^Filters: "Type" is not one/, /Did you mean "type"/],
		['a misspelt name', { tipe: 3 }, /^Filters: "tipe" is not one/, /^Use type\.$/],
	])('is refused where its expression gives %s', (_what, value, message, fix) => {
		const getNodeParameter: jest.Mock = jest.fn(() => value);
		const read = new ItemParameters(
			strictFake<IExecuteFunctions>({
				getNode: () => nodeWith({ x: '={{ $json.x }}' }),
				getNodeParameter,
			}),
		);
		const said = complaint(() => read.readCollection(FILTERS, 0));
		expect(said.message).toMatch(message);
		expect(said.fix).toMatch(fix);
	});
});

it.each<[unknown, unknown]>([
	[{ __rl: true, mode: 'list', value: 'SN1' }, 'SN1'],
	['SN1', 'SN1'],
	[{ serial_number: 'SN1' }, { serial_number: 'SN1' }],
	[null, null],
])('what %p locates is %p', (parameter, value) => {
	expect(locatorValue(parameter)).toEqual(value);
});
