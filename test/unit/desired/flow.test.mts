import fc from 'fast-check';

import type { EncodedValue } from '../../../nodes/ZequenzeControl/cwmp/valueType';
import type { Shown } from '../../../nodes/ZequenzeControl/desired/assessment';
import {
	assessDevice,
	assessKnown,
	type Assessed,
	type FlowSettings,
} from '../../../nodes/ZequenzeControl/desired/flow';
import type { StepEnd } from '../../../nodes/ZequenzeControl/desired/steps';
import type { WantedVariable } from '../../../nodes/ZequenzeControl/desired/wanted';
import { SimulatedDevice, type Character } from './simulatedDevice.mts';

// Hundreds of runs of a property take long on a machine that is busy with other things.
jest.setTimeout(120_000);

const NAME = 'Device.WiFi.SSID.1.SSID';
const INTERVAL = 'Device.ManagementServer.PeriodicInformInterval';
const PASSPHRASE = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';
const OLD_INTERVAL = 'InternetGatewayDevice.ManagementServer.PeriodicInformInterval';

const settings: FlowSettings = {
	mode: 'apply',
	findsMissing: true,
	setsSecrets: false,
	setsBack: false,
};

const text = (path: string, first: string, ...more: string[]): WantedVariable => {
	const encoded = (value: string): EncodedValue => ({ value, value_type: 'string' });
	return { variable_name: path, allowed: [encoded(first), ...more.map(encoded)] };
};

const integer = (path: string, value: string): WantedVariable => ({
	variable_name: path,
	allowed: [{ value, value_type: 'integer' }],
});

const device = (values: Record<string, Shown>, character?: Character): SimulatedDevice =>
	new SimulatedDevice(new Map(Object.entries(values)), character);

const verdictsOf = ({ differences }: Assessed): Record<string, string> =>
	Object.fromEntries(differences.map(({ variable_name, verdict }) => [variable_name, verdict]));

describe('a device held against what is wanted', () => {
	it('is compliant where every value is right, and nothing is set', async () => {
		const one = device({ [NAME]: 'Home', [INTERVAL]: 300 });
		const end = await assessDevice([text(NAME, 'Home'), integer(INTERVAL, '300')], one, settings);
		expect(end).toMatchObject({ verdict: 'compliant', differences: [], undo: null });
		expect(one.sets).toEqual([]);
	});

	it('takes only what differs, and proves it by reading it again', async () => {
		const one = device({ [NAME]: 'Old', [INTERVAL]: 300 });
		const end = await assessDevice([text(NAME, 'Home'), integer(INTERVAL, '300')], one, settings);
		expect(one.sets).toEqual([[{ variable_name: NAME, value: 'Home', value_type: 'string' }]]);
		expect(one.reads).toEqual([[NAME, INTERVAL], [NAME]]);
		expect(end).toMatchObject({
			verdict: 'changed',
			differences: [
				{ variable_name: NAME, wanted: 'Home', before: 'Old', after: 'Home', verdict: 'changed' },
			],
			undo: { [NAME]: 'Old' },
			transactionIds: { read: '1', set: '2', verify: '3' },
			values: { [NAME]: 'Home', [INTERVAL]: 300 },
		});
	});

	it('changes nothing in a plan, and says what would change', async () => {
		const one = device({ [NAME]: 'Old' });
		const end = await assessDevice([text(NAME, 'Home')], one, { ...settings, mode: 'plan' });
		expect(end.verdict).toBe('would_change');
		expect(verdictsOf(end)).toEqual({ [NAME]: 'would_change' });
		expect(one.sets).toEqual([]);
	});

	it('is content with any of the allowed values, and sets the first', async () => {
		const allowed = [text(NAME, 'Home', 'Guest')];
		const good = await assessDevice(allowed, device({ [NAME]: 'Guest' }), settings);
		expect(good.verdict).toBe('compliant');
		const bad = device({ [NAME]: 'Other' });
		const end = await assessDevice(allowed, bad, settings);
		expect(bad.values.get(NAME)).toBe('Home');
		expect(end.differences[0]?.wanted).toEqual(['Home', 'Guest']);
	});

	it('believes no device that answers "done" and does nothing', async () => {
		const end = await assessDevice(
			[text(NAME, 'Home')],
			device({ [NAME]: 'Old' }, { lies: true }),
			{
				...settings,
			},
		);
		expect(end.verdict).toBe('deviating');
		expect(end.differences[0]).toMatchObject({ before: 'Old', after: 'Old', verdict: 'deviating' });
	});

	it('tells which value to want where the device has its own spelling', async () => {
		const one = device({ [NAME]: 'Old' }, { normalises: true });
		const end = await assessDevice([text(NAME, 'Home')], one, settings);
		expect(end.verdict).toBe('changed');
		expect(end.differences[0]).toMatchObject({ after: 'HOME', verdict: 'accepted_as' });
	});

	it('never calls a secret compliant that it cannot read, and leaves it alone', async () => {
		const one = device({ [PASSPHRASE]: 'old-secret' }, { hides: [PASSPHRASE] });
		const end = await assessDevice([text(PASSPHRASE, 'new-secret')], one, settings);
		expect(end.verdict).toBe('unverified');
		expect(verdictsOf(end)).toEqual({ [PASSPHRASE]: 'unverifiable' });
		expect(one.sets).toEqual([]);
	});

	it('sets such a secret where it is told to, shows it nowhere, and offers no undo for it', async () => {
		const one = device({ [PASSPHRASE]: 'old-secret' }, { hides: [PASSPHRASE] });
		const wanted = [text(PASSPHRASE, 'new-secret')];
		const end = await assessDevice(wanted, one, { ...settings, setsSecrets: true });
		expect(one.values.get(PASSPHRASE)).toBe('new-secret');
		expect(end.verdict).toBe('unverified');
		expect(end.undo).toEqual({});
		expect(JSON.stringify(end.differences)).not.toMatch(/secret/);
	});

	it.each([true, false])(
		'leaves out what the device lacks (its fault names it: %s) and compares the rest',
		async (namesFaults) => {
			const missing = 'Device.X_ACME_Missing';
			const one = device({ [NAME]: 'Home', [INTERVAL]: 300 }, { namesFaults });
			const wanted = [text(NAME, 'Home'), integer(missing, '1'), integer(INTERVAL, '300')];
			const end = await assessDevice(wanted, one, settings);
			expect(end.verdict).toBe('compliant');
			expect(verdictsOf(end)).toEqual({ [missing]: 'not_applicable' });
		},
	);

	it('does not look for what is missing where it is not to', async () => {
		const one = device({ [NAME]: 'Home' });
		const wanted = [text(NAME, 'Home'), integer('Device.X_ACME_Missing', '1')];
		const end = await assessDevice(wanted, one, { ...settings, findsMissing: false });
		expect(end).toMatchObject({ verdict: 'failed', fault: { code: '9005' } });
		expect(one.reads).toHaveLength(1);
	});

	it('compares only what is under the root that the device has', async () => {
		const wanted = [integer(INTERVAL, '300'), integer(OLD_INTERVAL, '300')];
		const one = device({ [OLD_INTERVAL]: 300 }, { root: 'InternetGatewayDevice.' });
		const end = await assessDevice(wanted, one, settings);
		expect(end).toMatchObject({ verdict: 'compliant', differences: [] });
		expect(one.reads).toEqual([[OLD_INTERVAL]]);
	});

	it('is not applicable where the device has none of what is wanted', async () => {
		const end = await assessDevice([integer('Device.X_ACME_A', '1')], device({}), settings);
		expect(end.verdict).toBe('not_applicable');
	});

	it('is unknown, never compliant, where the server shows no values', async () => {
		const one = device({ [NAME]: 'Home' }, { showsNothing: true });
		const end = await assessDevice([text(NAME, 'Home')], one, settings);
		expect(end).toMatchObject({ verdict: 'unknown', reason: 'no_values_shown' });
		expect(one.sets).toEqual([]);
	});

	it('proves a change by reading where the server does not show how it ended', async () => {
		const one = device({ [NAME]: 'Old' }, { showsNoEnds: true });
		expect((await assessDevice([text(NAME, 'Home')], one, settings)).verdict).toBe('changed');
	});

	it.each([
		['read', 'unknown', 'read_timed_out', 0],
		['set', 'unverified', 'set_timed_out', 1],
		['verify', 'unverified', 'verify_timed_out', 1],
	])('that is late at the step %s is %s', async (step, verdict, reason, sets) => {
		const one = device({ [NAME]: 'Old' }, { lateAt: [step] });
		const end = await assessDevice([text(NAME, 'Home')], one, settings);
		expect(end).toMatchObject({ verdict, reason });
		expect(one.sets).toHaveLength(sets);
	});

	it('has failed where it refuses the change, and its fault is shown', async () => {
		const one = device({ [NAME]: 'Old' }, { refuses: true });
		const end = await assessDevice([text(NAME, 'Home')], one, settings);
		expect(end).toMatchObject({ verdict: 'failed', fault: { code: '9007' } });
	});

	it('gets its old values back where the new ones do not show', async () => {
		const one = device({ [NAME]: 'Old', [INTERVAL]: 300 });
		const stubborn = new SimulatedDevice(one.values, {});
		const set = stubborn.set.bind(stubborn);
		let tries = 0;
		stubborn.set = async (step, variables) => {
			tries += 1;
			const taken =
				tries === 1 ? variables.filter(({ variable_name: path }) => path !== NAME) : variables;
			return await set(step, taken);
		};
		const wanted = [text(NAME, 'Home'), integer(INTERVAL, '600')];
		const end = await assessDevice(wanted, stubborn, { ...settings, setsBack: true });
		expect(end.verdict).toBe('rolled_back');
		expect(one.values.get(NAME)).toBe('Old');
		expect(one.values.get(INTERVAL)).toBe('300');
		expect(stubborn.sets).toHaveLength(2);
	});

	it('never sets an empty or secret value back', async () => {
		const one = device({ [NAME]: '' }, { lies: true });
		const end = await assessDevice([text(NAME, 'Home')], one, { ...settings, setsBack: true });
		expect(end).toMatchObject({ verdict: 'rollback_failed', reason: 'old_values_not_known' });
		expect(one.sets).toHaveLength(1);
	});

	it('says why it is not back where the device refuses or does not answer', async () => {
		const one = device({ [NAME]: 'Old' }, { lies: true });
		const { read, set } = one;
		const setsBack = { ...settings, setsBack: true };
		const late: StepEnd = { kind: 'late', transactionId: '9' };
		one.read = async (step, paths) =>
			step === 'verify_back' ? late : await read.call(one, step, paths);
		const unread = await assessDevice([text(NAME, 'Home')], one, setsBack);
		expect(unread).toMatchObject({ verdict: 'rollback_failed', reason: 'verify_back_timed_out' });

		const fault = { code: '9002', name: 'Internal error', message: null, variable_name: null };
		const refused: StepEnd = {
			kind: 'refused',
			fault: { ...fault, transient: false },
			transactionId: '9',
		};
		one.set = async (step, variables) =>
			step === 'set_back' ? refused : await set.call(one, step, variables);
		const end = await assessDevice([text(NAME, 'Home')], one, setsBack);
		expect(end.fault).toMatchObject(fault);
	});

	it('can be compared by what is known of it, without asking', () => {
		const wanted = [integer(INTERVAL, '300'), integer(OLD_INTERVAL, '300'), text(NAME, 'Home')];
		const end = assessKnown(wanted, { [INTERVAL]: 300 });
		expect(end.verdict).toBe('unknown');
		expect(verdictsOf(end)).toEqual({ [NAME]: 'unknown' });
	});
});

const paths = Array.from({ length: 12 }, (_, nth) => `Device.X_ACME_Table.${nth + 1}.Name`);

const fleetDevice = fc.record({
	values: fc.dictionary(fc.constantFrom(...paths), fc.constantFrom('a', 'b', 'A', '')),
	character: fc.record({
		lies: fc.boolean(),
		normalises: fc.boolean(),
		namesFaults: fc.boolean(),
		showsNoEnds: fc.boolean(),
	}),
	wanted: fc.uniqueArray(fc.constantFrom(...paths), { minLength: 1 }),
	value: fc.constantFrom('a', 'b'),
});

describe('any device', () => {
	it('gets at most one set, is never "changed" by a lie, and gets none in a second run', async () => {
		await fc.assert(
			fc.asyncProperty(fleetDevice, async ({ values, character, wanted, value }) => {
				const one = device(values, character);
				const list = wanted.map((path) => text(path, value));
				const first = await assessDevice(list, one, settings);
				expect(one.sets.length).toBeLessThanOrEqual(1);
				const named = character.namesFaults ? wanted.length : 0;
				const extra = one.reads.length - 1 - one.sets.length;
				expect(extra).toBeLessThanOrEqual(named + 2 * Math.ceil(Math.log2(wanted.length)));
				if (character.lies) expect(first.verdict).not.toBe('changed');
				if (first.verdict === 'compliant') {
					const held = wanted.filter((path) => one.values.has(path));
					expect(held.every((path) => one.values.get(path) === value)).toBe(true);
				}
				const again = new SimulatedDevice(one.values, character);
				const second = await assessDevice(list, again, settings);
				if (!character.lies && !character.normalises) expect(again.sets).toEqual([]);
				if (first.verdict === 'changed' && !character.normalises) {
					expect(second.verdict).toBe('compliant');
				}
			}),
		);
	});
});
