import {
	readGuards,
	type Guards,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/fields/guardFields';
import {
	advise,
	refuseByAdvice,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/plan/adviser';
import type { RequestedVariable } from '../../../nodes/ZequenzeControl/control/endpoints';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';
import type { Advice } from '../../../nodes/ZequenzeControl/cwmp/values/advice';
import { Hints } from '../../../nodes/ZequenzeControl/items/hints';
import { complaint } from '../cwmp/complaint.mts';
import { remarks } from './remarks.mts';

/** The only parameter that the platform lists. */
const LISTED = 'Device.Listed.Mode';

interface Item {
	operation: OperationName;
	variables: readonly RequestedVariable[];
	advice: readonly Advice[];
	guards: Guards;
}

function item(
	operation: OperationName,
	variable: RequestedVariable,
	options: object = {},
	advice: Advice[] = [],
): Item {
	return {
		operation,
		variables: [variable],
		advice,
		guards: readGuards({ ...options }, () => 'UTC'),
	};
}

function advised(...items: Item[]): string[] {
	const hints = new Hints();
	advise(items, hints);
	return remarks(hints);
}

function refuse({ operation, variables, guards }: Item): void {
	refuseByAdvice(operation, variables, guards, {
		typeOf: () => undefined,
		lists: (path) => path === LISTED,
	});
}

const PASSPHRASE: RequestedVariable = {
	variable_name: 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase',
	value: 'correct horse',
	value_type: 'string',
};

/** What does not fit the standard data models, and what is said about it. */
const UNFIT: Array<[string, OperationName, RequestedVariable, RegExp]> = [
	[
		'an unknown path',
		'get',
		{ variable_name: 'Device.DeviceInfo.UpTimes' },
		/Did you mean .*UpTime/,
	],
	[
		'a read-only parameter',
		'set',
		{ variable_name: 'Device.DeviceInfo.UpTime', value: '1', value_type: 'integer' },
		/read-only/,
	],
	['a table that takes no objects', 'add.obj', { variable_name: 'Device.WiFi.Radio.' }, /standard/],
	[
		'an unusual value',
		'set',
		{
			variable_name: 'Device.ManagementServer.PeriodicInformInterval',
			value: '1',
			value_type: 'integer',
		},
		/unusual/,
	],
];

describe.each(UNFIT)('%s', (_what, operation, variable, says) => {
	it('is told in a hint, and does not stop anything', () => {
		expect(advised(item(operation, variable))).toEqual([expect.stringMatching(says)]);
		expect(() => refuse(item(operation, variable))).not.toThrow();
	});

	it('is refused where the user wants that, with the way out', () => {
		const { message, fix } = complaint(() =>
			refuse(item(operation, variable, { dataModelChecks: 'refuse' })),
		);
		expect(`${message}. ${fix}`).toMatch(says);
		expect(fix).toMatch(/options of this node refuse it/);
	});

	it('is nothing where the user switched the checks off', () => {
		const unchecked = item(operation, variable, { dataModelChecks: 'off' });
		expect(advised(unchecked)).toEqual([]);
		expect(() => refuse(unchecked)).not.toThrow();
	});
});

it('a get of a secret is not refused: only sending one stores it on the server', () => {
	const reading = item(
		'get',
		{ variable_name: PASSPHRASE.variable_name },
		{ sensitiveVariables: 'refuse' },
	);
	expect(() => refuse(reading)).not.toThrow();
});

it('what the platform lists is not refused as unknown', () => {
	const listed = { variable_name: LISTED, value: 'x', value_type: 'string' } as const;
	expect(() => refuse(item('set', listed, { dataModelChecks: 'refuse' }))).not.toThrow();
});

describe('a secret', () => {
	it('is told in a hint, without its value, also where data model checks are off', () => {
		for (const dataModelChecks of ['advise', 'off']) {
			const [remark, ...others] = advised(item('set', PASSPHRASE, { dataModelChecks }));
			expect(remark).toMatch(/KeyPassphrase" is a secret/);
			expect(remark).not.toContain('correct horse');
			expect(others).toEqual([]);
		}
	});

	it('is refused where the user wants that, without its value', () => {
		const { message, fix } = complaint(() =>
			refuse(item('set', PASSPHRASE, { sensitiveVariables: 'refuse' })),
		);
		expect(message).toMatch(/is a secret/);
		expect(message + fix).not.toContain('correct horse');
	});

	it('is not refused by the data model checks', () => {
		expect(() => refuse(item('set', PASSPHRASE, { dataModelChecks: 'refuse' }))).not.toThrow();
	});
});

describe('what there is to say', () => {
	const GUESS: Advice = { code: 'guessed_type', message: 'It was guessed', fix: 'Choose one.' };
	const UPTIME: RequestedVariable = { variable_name: 'Device.DeviceInfo.UpTime' };

	it('about a good operation is nothing', () => {
		expect(advised(item('get', UPTIME))).toEqual([]);
	});

	it('includes what was noticed before, whatever the data model checks', () => {
		for (const dataModelChecks of ['advise', 'off', 'refuse']) {
			expect(advised(item('get', UPTIME, { dataModelChecks }, [GUESS]))).toEqual([
				'It was guessed. Choose one.',
			]);
		}
	});

	it('is said once for many items, with their number', () => {
		const items = Array.from({ length: 5000 }, () => item('set', PASSPHRASE));
		expect(advised(...items)).toEqual([expect.stringMatching(/is a secret.*\(5000 times\)$/)]);
	});

	it('follows the options of each item', () => {
		const path = { variable_name: 'Device.DeviceInfo.UpTimes' };
		expect(advised(item('get', path, { dataModelChecks: 'off' }), item('get', path))).toEqual([
			expect.not.stringContaining('times)'),
		]);
	});

	it('about very many different variables is said about the first ones', () => {
		const items = Array.from({ length: 1000 }, (_, nth) =>
			item('get', { variable_name: `Device.DeviceInfo.Nonsense${nth}` }),
		);
		expect(advised(...items)).toHaveLength(200);
	});
});
