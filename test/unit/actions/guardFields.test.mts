import type { INodeProperties } from 'n8n-workflow';

import {
	guardOptions,
	readGuards,
	readStop,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/fields/guardFields';
import { complaint } from '../cwmp/complaint.mts';

const guardsOf = (options: Readonly<Record<string, unknown>>, timeZone = 'UTC') =>
	readGuards(options, () => timeZone);

describe('the guards', () => {
	it('are, where nothing is set, those that hold nothing back', () => {
		expect(guardsOf({})).toEqual({
			connectivity: 'off',
			same: undefined,
			dataModel: 'advise',
			sensitive: 'advise',
			setAgainWhenUnknown: false,
		});
	});

	it('are, where nothing is set, those that the editor shows', () => {
		const shown = Object.fromEntries(
			Object.entries(guardOptions).map(([name, field]) => [name, field.default]),
		);
		expect(guardsOf(shown)).toEqual(guardsOf({}));
	});

	const choices = Object.values(guardOptions).flatMap((field: INodeProperties) =>
		(field.options ?? []).map((option) => [field.name, 'value' in option && option.value] as const),
	);

	it.each(choices)('know the choice of the editor: %s %s', (name, value) => {
		const succeededSince = '2026-01-31T22:00:00Z';
		expect(() => guardsOf({ [name]: value, succeededSince })).not.toThrow();
	});

	it.each([
		['checkConnectivity', 'Check Connectivity First'],
		['dataModelChecks', 'Data Model Checks'],
		['sensitiveVariables', 'Sensitive Variables'],
		['skipSameOperation', 'Skip Devices With the Same Operation'],
	])('name %s where an expression gives what is no choice', (name, displayName) => {
		for (const value of ['perhaps', true, 1]) {
			expect(complaint(() => guardsOf({ [name]: value })).message).toMatch(
				new RegExp(`^${displayName}: "${String(value)}"`),
			);
		}
		for (const nothing of [null, undefined, '']) {
			expect(complaint(() => guardsOf({ [name]: nothing })).message).toBe(
				`${displayName}: No value is given`,
			);
		}
	});
});

describe('Skip Devices With the Same Operation', () => {
	it('counts open ones only', () => {
		expect(guardsOf({ skipSameOperation: 'open' }).same).toEqual({ succeededSince: null });
	});

	it.each([
		['2026-01-31T22:00:00Z', '2026-01-31T22:00:00Z'],
		['2026-01-31T22:00:00.000-04:00', '2026-02-01T02:00:00Z'],
	])('counts what has succeeded since %s', (succeededSince, instant) => {
		const { same } = guardsOf({ skipSameOperation: 'openOrSucceeded', succeededSince });
		expect(same).toEqual({ succeededSince: Date.parse(instant) });
	});

	it('counts from a date without a zone by the clocks of the workflow', () => {
		const options = { skipSameOperation: 'openOrSucceeded', succeededSince: '2026-01-31T22:00:00' };
		expect(guardsOf(options, 'Asia/Tokyo').same).toEqual({
			succeededSince: Date.parse('2026-01-31T13:00:00Z'),
		});
	});

	it.each(['', 'yesterday', undefined, '2026-13-01T00:00:00Z'])(
		'asks for a date where it is %p',
		(succeededSince) => {
			const read = () => guardsOf({ skipSameOperation: 'openOrSucceeded', succeededSince });
			expect(complaint(read).message).toMatch(/^Succeeded Since: /);
		},
	);

	it('needs no date where it does not count successes', () => {
		expect(() => guardsOf({ skipSameOperation: 'open', succeededSince: 'x' })).not.toThrow();
	});
});

describe('a run', () => {
	it.each<[string, object, number, number, boolean]>([
		['goes on where nothing is set', {}, 1000, 1000, false],
		['goes on before so many failures', { stopAfterFailures: 3 }, 2, 10, false],
		['ends after so many failures', { stopAfterFailures: 3 }, 3, 10, true],
		['goes on before so many percent', { stopAfterPercent: 10 }, 9, 100, false],
		['ends after so many percent', { stopAfterPercent: 10 }, 10, 100, true],
		['counts parts of a percent', { stopAfterPercent: 0.5 }, 1, 200, true],
		['ends by whichever comes first', { stopAfterFailures: 50, stopAfterPercent: 1 }, 1, 9, true],
	])('%s', (_what, options, failures, total, ends) => {
		expect(readStop({ ...options })(failures, total)).toBe(ends);
	});

	it.each([
		['stopAfterFailures', -1, 'Stop After Failures'],
		['stopAfterFailures', 'many', 'Stop After Failures'],
		['stopAfterPercent', 101, 'Stop After Failures (Percent)'],
	])('does not begin where %s is %p', (name, value, label) => {
		expect(complaint(() => readStop({ [name]: value })).message).toContain(`${label}: `);
	});
});
