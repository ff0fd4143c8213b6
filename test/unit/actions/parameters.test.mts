import type { INodeParameters } from 'n8n-workflow';

import { locatorValue } from '../../../nodes/ZequenzeControl/items/parameters';
import { itemParameters } from './nodeParameters.mts';

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

	it.each<unknown>([undefined, 'text', 5, ['a']])('of %p is an empty collection', (value) => {
		const read = itemParameters({ parameters: {}, valuesOf: () => value });
		expect(read.readCollection('x', 0)).toEqual({});
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
