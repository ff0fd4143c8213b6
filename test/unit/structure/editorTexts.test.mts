import type { INodeProperties } from 'n8n-workflow';
import { grouped } from '../../optionGroups.mts';

import { ZequenzeControlApi } from '../../../credentials/ZequenzeControlApi.credentials';
import { editorHints } from '../../../nodes/ZequenzeControl/actions/editorHints';
import { properties, subtitle } from '../../../nodes/ZequenzeControl/actions/router';
import { triggerProperties } from '../../../nodes/ZequenzeControl/trigger/fields';

/** What an expression of the editor gives for a node set like this. */
function evaluated(expression: string, parameters: object): unknown {
	const code = expression.replace(/^=\{\{(.*)\}\}$/s, '$1');
	return new Function('$parameter', `return (${code});`)(parameters);
}

const operation = (name: string, more: object = {}) => ({
	resource: 'deviceOperation',
	operation: name,
	target: 'device',
	options: {},
	...more,
});

describe('the line below the name of the node', () => {
	it.each([
		['Get variables from device', operation('get')],
		['Set variables on device', operation('set')],
		['Set variables by list', operation('set', { target: 'list' })],
		['Set variables by filter', operation('set', { target: 'filter' })],
		['Set variables on all devices', operation('set', { target: 'all' })],
		['Add object by filter', operation('add.obj', { target: 'filter' })],
		['Delete object by list', operation('del.obj', { target: 'list' })],
		['Get many transactions', { resource: 'transaction', operation: 'getMany' }],
		['Wait for completion of transaction', { resource: 'transaction', operation: 'wait' }],
		['Get device', { resource: 'device', operation: 'get', target: 'list' }],
	])('is "%s"', (line, parameters) => {
		expect(evaluated(subtitle, parameters)).toBe(line);
	});
});

describe('before the first run, the editor warns', () => {
	const shownFor = (parameters: object): string[] =>
		editorHints
			.filter(({ displayCondition = '' }) => evaluated(displayCondition, parameters))
			.map(({ message }) => message);

	it.each([
		['of a change of all', 'every device', operation('set', { target: 'all' })],
		['of deleting an object', 'cannot be undone', operation('del.obj')],
		[
			'of waiting for a list of devices',
			'slowest',
			operation('get', { target: 'list', waitForCompletion: true }),
		],
		['of refreshing', 'slow', operation('get', grouped({ options: { updateStatus: true } }))],
		[
			'of refreshing a list of devices',
			'slow',
			{ resource: 'device', operation: 'getMany', filters: { update_status: true } },
		],
		[
			'of secrets',
			'visible',
			operation('get', grouped({ options: { showSensitiveValues: true } })),
		],
	])('%s', (_what, words, parameters) => {
		expect(shownFor(parameters).join('\n')).toContain(words);
	});

	it.each([
		['reading one device', operation('get', { waitForCompletion: true })],
		['reading all devices', operation('get', { target: 'all' })],
		['a change of one device', operation('set')],
		[
			'a change of the devices that are up',
			operation('set', { target: 'filter', filters: { status: 'up' } }),
		],
		['a dry run on all devices', operation('set', { target: 'all', options: { dryRun: true } })],
		['listing devices', { resource: 'device', operation: 'getMany', filters: {} }],
		['looking a transaction up', { resource: 'transaction', operation: 'get', options: {} }],
	])('of nothing for %s', (_what, parameters) => {
		expect(shownFor(parameters)).toEqual([]);
	});
});

/** All fields, those inside others included. */
function allFields(fields: readonly INodeProperties[]): INodeProperties[] {
	return fields.flatMap((field) => [
		field,
		...(field.options ?? []).flatMap((entry) => {
			if ('values' in entry) return allFields(entry.values);
			return 'type' in entry ? allFields([entry]) : [];
		}),
	]);
}

const fields = allFields([
	...properties,
	...triggerProperties,
	...new ZequenzeControlApi().properties,
]);

/** Words that n8n writes small in the middle of a title. */
const SMALL = /^(?:a|an|and|as|at|by|for|from|if|in|of|on|or|per|the|to|with)$/;

const isTitle = (text: string): boolean =>
	text
		.replace(/\(.*\)$/, '')
		.split(/[\s,-]+/)
		.every((word, nth) => /^[^a-z]/.test(word) || word === '' || (nth > 0 && SMALL.test(word)));

describe("texts follow n8n's guide:", () => {
	it.each(fields.map((field) => [field.displayName, field] as const))('%s', (label, field) => {
		const { description = '', type, placeholder = '' } = field;
		expect(isTitle(label)).toBe(true);
		expect(description).toMatch(/^$|^[A-Z0-9]/);
		// One sentence has no full stop; several have all of theirs.
		expect(/[^.]\.$/.test(description)).toBe(/[.?] [A-Z0-9]/.test(description));
		if (type === 'boolean') expect(description).toMatch(/^Whether /);
		if (type === 'string') expect(placeholder).toMatch(/^$|^e\.g\. /);
		for (const entry of field.options ?? []) {
			expect(isTitle('displayName' in entry ? entry.displayName : entry.name)).toBe(true);
		}
	});
});
