import { MASK, redactAnswer } from '../../../nodes/ZequenzeControl/control/redaction';

const PASSWORD = 'Device.ManagementServer.Password';

describe('in a server’s answer, a secret value is masked', () => {
	it.each<[string, Parameters<typeof redactAnswer>[0]]>([
		['beside its name', { variables: [{ variable_name: PASSWORD, value: 'hunter2' }] }],
		['as current value', { name: PASSWORD, current_value: 'hunter2' }],
		['as a number', { variable: PASSWORD, value: 4711 }],
		['under its own name', { values: { [PASSWORD]: 'hunter2' } }],
		[
			'quoted in a message before it or after it',
			{
				message: 'hunter2 is too short',
				variable_name: PASSWORD,
				value: 'hunter2',
				faults: ['not hunter2'],
			},
		],
		['however deep', { a: [{ b: [[{ c: { variable_name: PASSWORD, value: 'hunter2' } }]] }] }],
	])('%s', (_where, raw) => {
		const text = JSON.stringify(redactAnswer(raw, false));
		expect(text).toContain(MASK);
		expect(text).not.toMatch(/hunter2|4711/);
	});
});

it('what is no secret stays as it is', () => {
	const raw = {
		id: '1',
		list: [1, null, true, { variable_name: 'Device.Time.Enable', value: '1' }],
	};
	expect(redactAnswer(raw, false)).toEqual(raw);
});

it('a secret of few characters is masked in its place only: it would be found in other texts', () => {
	const raw = { id: '12', variable_name: PASSWORD, value: '12' };
	expect(redactAnswer(raw, false)).toEqual({ ...raw, value: MASK });
});

it.each(['', null])('a secret of %p hides nothing, so it stays', (value) => {
	const raw = { variable_name: PASSWORD, value };
	expect(redactAnswer(raw, false)).toEqual(raw);
});

it('secrets are shown to those who ask for them', () => {
	const raw = { variable_name: PASSWORD, value: 'hunter2' };
	expect(redactAnswer(raw, true)).toEqual(raw);
});

it.each([true, false])(
	'an `error` gets another name, because n8n reads it as a failed item',
	(show) => {
		expect(redactAnswer({ id: '1', error: 'x' }, show)).toEqual({ id: '1', server_error: 'x' });
	},
);

it('the answer itself is left as it is', () => {
	const raw = { error: 'x', variables: [{ variable_name: PASSWORD, value: 'hunter2' }] };
	const before = structuredClone(raw);
	redactAnswer(raw, false);
	expect(raw).toEqual(before);
});
