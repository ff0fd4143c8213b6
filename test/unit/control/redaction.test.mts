import fc from 'fast-check';

import { readTransaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';
import {
	MASK,
	redactAnswer,
	SecretTexts,
	TokenRedactor,
	type Disclosure,
} from '../../../nodes/ZequenzeControl/control/redaction/redaction';
import { outcomeOf } from '../../../nodes/ZequenzeControl/follow/outcome';
import type { JsonObject } from '../../../nodes/ZequenzeControl/ground/json';

const PASSWORD = 'Device.ManagementServer.Password';

describe('in a server’s answer, a secret value is masked', () => {
	it.each<[string, JsonObject]>([
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
		['as a new value', { variable_name: PASSWORD, value: null, new_value: 'hunter2' }],
		['under a key that nobody knows', { variable_name: PASSWORD, wanted: 'hunter2' }],
		['in a list of values', { variable_name: PASSWORD, value: ['hunter2', 4711] }],
		['in an object of values', { variable_name: PASSWORD, value: { now: 'hunter2' } }],
		['in an object under its own name', { [PASSWORD]: { value: 'hunter2', type: 'string' } }],
		['in a list of name and value', { rows: [[PASSWORD, 'hunter2', 'string']] }],
		['however deep', { a: [{ b: [[{ c: { variable_name: PASSWORD, value: 'hunter2' } }]] }] }],
	])('%s', (_where, raw) => {
		const text = JSON.stringify(redactAnswer(raw, {}));
		expect(text).toContain(MASK);
		expect(text).not.toMatch(/hunter2|4711/);
	});
});

it('what is no secret stays as it is', () => {
	const raw = {
		id: '1',
		list: [1, null, true, { variable_name: 'Device.Time.Enable', value: '1' }],
	};
	expect(redactAnswer(raw, {})).toEqual(raw);
});

it('a secret of few characters is masked in its place only: it would be found in other texts', () => {
	const raw = { id: '12', variable_name: PASSWORD, value: '12' };
	expect(redactAnswer(raw, {})).toEqual({ ...raw, value: MASK });
});

it.each(['', null])('a secret of %p hides nothing, so it stays', (value) => {
	const raw = { variable_name: PASSWORD, value };
	expect(redactAnswer(raw, {})).toEqual(raw);
});

it('secrets are shown to those who ask for them', () => {
	const raw = { variable_name: PASSWORD, value: 'hunter2' };
	expect(redactAnswer(raw, { showSecrets: true })).toEqual(raw);
});

it.each([true, false])(
	'an `error` gets another name, because n8n reads it as a failed item',
	(show) => {
		expect(redactAnswer({ id: '1', error: 'x' }, { showSecrets: show })).toEqual({
			id: '1',
			server_error: 'x',
		});
	},
);

it('the answer itself is left as it is', () => {
	const raw = { error: 'x', variables: [{ variable_name: PASSWORD, value: 'hunter2' }] };
	const before = structuredClone(raw);
	redactAnswer(raw, {});
	expect(raw).toEqual(before);
});

const PASSPHRASE = 'tea&biscuits "at" five/ö+';

/** How a text may stand in the words of a server. */
const SPELLINGS: ReadonlyArray<[string, (text: string) => string]> = [
	['plain', (text) => text],
	['inside a sentence', (text) => `Value ${text} is too short`],
	['escaped as HTML', (text) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)],
	['escaped as HTML by names', (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;')],
	['encoded as in an address', (text) => `/x?value=${encodeURIComponent(text)}`],
	['encoded as a form', (text) => new URLSearchParams({ text }).toString()],
	['escaped as JSON', (text) => JSON.stringify(JSON.stringify(text))],
	['escaped as JSON in ASCII', asciiJson],
	['as JSON inside HTML', (text) => asciiJson(text).replace(/[\\u]/g, (c) => `&#x${hex(c)};`)],
];

function asciiJson(text: string): string {
	return text.replace(/[^a-z ]/gi, (char) => `\\u${hex(char).padStart(4, '0')}`);
}

function hex(char: string): string {
	return char.charCodeAt(0).toString(16);
}

const REQUEST = {
	serial_number: 'SN1',
	operation: 'set',
	variables: [{ variable_name: PASSWORD, value: PASSPHRASE }],
} as const;

function afterSending(request: Parameters<SecretTexts['addRequest']>[0] = REQUEST): Disclosure {
	const sent = new SecretTexts();
	sent.addRequest(request);
	return { sent };
}

describe.each(SPELLINGS)('a passphrase that the node has sent, %s, is masked', (_how, spell) => {
	it.each<[string, (quote: string) => JsonObject]>([
		['in the message of a fault', (message) => ({ fault: { code: 9007, message } })],
		['in the code of a fault', (code) => ({ fault: { code, message: 'no' } })],
		['in the status', (status) => ({ status })],
		['as a new value', (quote) => ({ variables: [{ name: 'Device.A', new_value: quote }] })],
		['in a list', (quote) => ({ notes: [['a', quote]] })],
		['in an id', (quote) => ({ id: quote })],
		['as a key', (quote) => ({ [quote]: true })],
		[
			'as the value of another variable',
			(quote) => ({ variables: [{ name: 'Device.A', value: quote }] }),
		],
		['in a time', (quote) => ({ updated_at: quote })],
	])('%s', (_where, answer) => {
		const quote = spell(PASSPHRASE);
		const raw = { operation: 'get', ...answer(quote) };
		const shown = [
			redactAnswer(raw, afterSending()),
			outcomeOf(readTransaction(raw), afterSending()),
		];
		for (const text of shown.map((output) => JSON.stringify(output))) {
			expect(text).not.toContain('biscuits');
			expect(text).not.toContain(JSON.stringify(quote).slice(1, -1));
		}
	});
});

describe('what the node has sent', () => {
	it('is masked as a number, too', () => {
		const request = { ...REQUEST, variables: [{ variable_name: PASSWORD, value: '47114711' }] };
		expect(redactAnswer({ wanted: 47114711 }, afterSending(request))).toEqual({ wanted: MASK });
	});

	it('of digits is not found in longer numbers', () => {
		const request = { ...REQUEST, variables: [{ variable_name: PASSWORD, value: '1234' }] };
		const raw = { id: '1234', other: '91234', count: 12345, note: 'PIN 1234 is wrong' };
		expect(redactAnswer(raw, afterSending(request))).toEqual({
			...raw,
			note: `PIN ${MASK} is wrong`,
		});
	});

	it('does not hide the device that it was sent to', () => {
		const request = { ...REQUEST, variables: [{ variable_name: PASSWORD, value: 'SN1-00001' }] };
		const serial = { ...request, serial_number: 'SN1-00001' };
		expect(redactAnswer({ serial_number: 'SN1-00001' }, afterSending(serial))).toEqual({
			serial_number: 'SN1-00001',
		});
	});

	it('that is no secret is shown', () => {
		const request = { ...REQUEST, variables: [{ variable_name: 'Device.A', value: PASSPHRASE }] };
		const raw = { status: PASSPHRASE };
		expect(redactAnswer(raw, afterSending(request))).toEqual(raw);
	});

	it('is shown to those who ask for it', () => {
		const raw = { status: PASSPHRASE };
		expect(redactAnswer(raw, { ...afterSending(), showSecrets: true })).toEqual(raw);
	});
});

describe('the token', () => {
	const TOKEN = 'ab+C/d&e=~9"\\z';
	const redactor = new TokenRedactor(TOKEN);

	const character = fc.constantFrom<(char: string) => string>(
		(char) => char,
		(char) => `%${hex(char).padStart(2, '0')}`,
		(char) => `%${hex(char).padStart(2, '0').toUpperCase()}`,
		(char) => `\\u${hex(char).padStart(4, '0')}`,
		(char) => `\\u${hex(char).toUpperCase().padStart(4, '0')}`,
		(char) => `&#${char.charCodeAt(0)};`,
		(char) => `&#x${hex(char)};`,
		(char) => `\\u0026#${char.charCodeAt(0)};`,
		(char) => `%26%23${char.charCodeAt(0)}%3B`,
	);

	it('is found however each of its characters is escaped', () => {
		fc.assert(
			fc.property(
				fc.array(character, { minLength: TOKEN.length, maxLength: TOKEN.length }),
				fc.string(),
				fc.string(),
				(spellings, before, after) => {
					const spelled = [...TOKEN].map((char, nth) => spellings[nth]?.(char) ?? char).join('');
					// What stands before may turn the first character into something else.
					const text = `${before} ${spelled}${after}`;
					expect(redactor.redact(text)).toBe(
						`${redactor.redact(`${before} `)}${MASK}${redactor.redact(after)}`,
					);
				},
			),
		);
	});

	it.each<[string, string]>([
		['as it is', TOKEN],
		['in JSON', JSON.stringify(TOKEN)],
		['in JSON of .NET', JSON.stringify(TOKEN).replace(/\+/g, '\\u002B').replace(/&/g, '\\u0026')],
		['in JSON of PHP', JSON.stringify(TOKEN).replace(/\//g, '\\/')],
		['in an address', encodeURIComponent(TOKEN)],
		['in an address inside JSON', JSON.stringify(encodeURI(TOKEN))],
	])('is found %s', (_how, text) => {
		expect(redactor.redact(`x${text}x`)).not.toMatch(/C.{1,6}d/);
		expect(redactor.redact(`x${text}x`)).toContain(MASK);
	});

	it('leaves JSON that can be read', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.nat({ max: 3 }), (json, nth) => {
				const value: unknown = JSON.parse(JSON.stringify(json));
				const text = JSON.stringify([value, 'a'.repeat(nth) + TOKEN, { [TOKEN]: value }]);
				expect(JSON.parse(redactor.redact(text))).toEqual([
					value,
					'a'.repeat(nth) + MASK,
					{ [MASK]: value },
				]);
			}),
		);
	});

	it('of a few characters is none', () => {
		expect(new TokenRedactor('abc').redact('abc %61bc')).toBe('abc %61bc');
	});

	it('is found in long texts, between which others may work', async () => {
		const text = '\\/'.repeat(400_000) + encodeURIComponent(TOKEN) + '%'.repeat(400_000);
		let rests = 0;
		const clean = await redactor.redactLong(text, async () => void (rests += 1));
		expect(clean).toBe(redactor.redact(text));
		expect(clean).toContain(MASK);
		expect(rests).toBeGreaterThan(3);
	});
});
