import type { INodeParameters } from 'n8n-workflow';
import { grouped } from '../../optionGroups.mts';

import {
	itemPlanner,
	type ItemPlan,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/plan';
import { resolveWithPlatform } from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/resolveWithPlatform';
import { ItemOutput } from '../../../nodes/ZequenzeControl/items/itemOutput';
import { ItemParameters } from '../../../nodes/ZequenzeControl/items/parameters';
import { PlatformHost } from '../control/platformHost.mts';

const MODE = 'Device.X_EXAMPLE.1.Mode';

interface Settled {
	plans: ItemPlan[];
	/** What is sent for the only item; undefined where it failed. */
	sent: ItemPlan['variables'] | undefined;
	failures: unknown[];
}

async function settle(host: PlatformHost, parameters: INodeParameters): Promise<Settled> {
	const context = host.context(grouped({ device: 'SN1', specifyVariables: 'json', ...parameters }));
	const [read, output] = [new ItemParameters(context), new ItemOutput(context)];
	const plan = itemPlanner(read, 'set')(0);
	const { plans } = await resolveWithPlatform([plan], {
		context,
		parameters: read,
		output,
		operation: 'set',
	});
	const failures = output.items().map(({ json }) => json.error);
	return { plans, sent: plans[0]?.variables, failures };
}

function setting(value: unknown, options: INodeParameters = {}): INodeParameters {
	return { variablesJson: JSON.stringify({ [MODE]: value }), options };
}

describe('a value type that the catalogue does not know', () => {
	it('is what the platform says', async () => {
		const host = new PlatformHost([{ variable_name: MODE, value_type: 'string' }]);
		const { plans, sent } = await settle(host, setting('7'));
		expect(sent).toEqual([{ variable_name: MODE, value: '7', value_type: 'string' }]);
		expect(plans[0]?.advice).toEqual([]);
	});

	it.each([
		['a truth value', 'true', { value: 'true', value_type: 'string' }, 'string'],
		['digits with leading zeros', '0042', { value: '42', value_type: 'integer' }, 'int'],
		['a number', 7, { value: '7', value_type: 'string' }, 'string'],
	])('is what the platform says, also of %s', async (_what, value, encoded, type) => {
		const host = new PlatformHost([{ variable_name: MODE, value_type: type }]);
		const { sent } = await settle(host, setting(value));
		expect(sent).toEqual([{ variable_name: MODE, ...encoded }]);
	});

	it.each(['Channel', 'PhoneNumber', 'Enable'])(
		'is what the platform says where the name says something else: %s',
		async (name) => {
			const path = `Device.X_EXAMPLE.1.${name}`;
			const host = new PlatformHost([{ variable_name: path, value_type: 'xsd:dateTime' }]);
			const { sent } = await settle(host, { variablesJson: JSON.stringify({ [path]: '1' }) });
			expect(sent).toEqual([{ variable_name: path, value: '1', value_type: 'string' }]);
		},
	);

	it('is in a dry run what it is in the real one', async () => {
		const host = new PlatformHost([{ variable_name: MODE, value_type: 'string' }]);
		const { sent } = await settle(host, setting('7', { dryRun: true }));
		expect(sent).toEqual([{ variable_name: MODE, value: '7', value_type: 'string' }]);
	});

	it('is what the platform says of another instance of the same table', async () => {
		const host = new PlatformHost([
			{ variable_name: 'Device.X_EXAMPLE.4.Mode', value_type: 'string' },
		]);
		const { sent } = await settle(host, setting('7'));
		expect(sent).toEqual([{ variable_name: MODE, value: '7', value_type: 'string' }]);
	});

	it('is asked for with one request', async () => {
		const host = new PlatformHost();
		await settle(host, setting('7'));
		expect(host.requests).toEqual([
			'https://control.example/api/v1/inventory_parameter/?limit=500',
		]);
	});

	it.each([
		['does not know the parameter', []],
		['shows no type', [{ variable_name: MODE }]],
		['may not be asked', 403],
		['has no such list', 404],
		['fails', 500],
		['cannot be reached', 'no answer' as const],
	])('stays a guess, with advice, where the platform %s', async (_what, answer) => {
		const { plans, sent, failures } = await settle(new PlatformHost(answer), setting('7'));
		expect(sent).toEqual([{ variable_name: MODE, value: '7', value_type: 'integer' }]);
		expect(plans[0]?.advice).toMatchObject([{ code: 'guessed_type' }]);
		expect(failures).toEqual([]);
	});

	it('fails the item where the value cannot be of that type', async () => {
		const host = new PlatformHost([{ variable_name: MODE, value_type: 'boolean' }]);
		const { plans, failures } = await settle(host, setting('7'));
		expect(plans).toEqual([]);
		expect(failures).toMatchObject([{ message: expect.stringContaining('is not a boolean') }]);
	});
});

describe('where unknown variables are refused', () => {
	const text = JSON.stringify([{ variable_name: 'Device.Unheard.Mode', value: 'x' }]);
	const refusing = { variablesJson: text, options: { dataModelChecks: 'refuse' } };
	const listed = [{ variable_name: 'Device.Unheard.Mode', value_type: 'string' }];

	it('one that the platform lists is accepted', async () => {
		const { sent, failures } = await settle(new PlatformHost(listed), refusing);
		expect(failures).toEqual([]);
		expect(sent).toEqual([
			{ variable_name: 'Device.Unheard.Mode', value: 'x', value_type: 'string' },
		]);
	});

	it.each([
		['does not list it', []],
		['cannot be reached', 'no answer' as const],
	])('one is refused where the platform %s', async (_what, answer) => {
		const { plans, failures } = await settle(new PlatformHost(answer), refusing);
		expect(plans).toEqual([]);
		expect(failures).toMatchObject([{ message: expect.stringContaining('Device.Unheard.Mode') }]);
	});

	it('a read-only one is refused whatever the platform lists', () => {
		const readOnly = JSON.stringify({ 'Device.DeviceInfo.UpTime': 7 });
		const parameters = { variablesJson: readOnly, options: { dataModelChecks: 'refuse' } };
		const context = new PlatformHost().context(
			grouped({ specifyVariables: 'json', ...parameters }),
		);
		expect(() => itemPlanner(new ItemParameters(context), 'set')(0)).toThrow('read-only');
	});
});

it('texts with leading zeros are kept, beside a guess too', async () => {
	const pin = 'Device.X_EXAMPLE.1.Code';
	const host = new PlatformHost([{ variable_name: pin, value_type: 'string' }]);
	const variablesJson = JSON.stringify({ [pin]: '0042', [MODE]: '7' });
	const { sent } = await settle(host, { variablesJson });
	expect(sent?.[0]).toEqual({ variable_name: pin, value: '0042', value_type: 'string' });
});

describe('the platform is not asked', () => {
	it.each<[string, INodeParameters]>([
		['where the standard knows the type', { variablesJson: '{"Device.Time.NTPServer1": "7"}' }],
		[
			'where the user chose the type',
			{
				variablesJson: JSON.stringify([{ variable_name: MODE, value: '7', value_type: 'integer' }]),
			},
		],
	])('%s', async (_when, parameters) => {
		const host = new PlatformHost();
		const { plans } = await settle(host, parameters);
		expect(plans).toHaveLength(1);
		expect(host.requests).toEqual([]);
	});
});
