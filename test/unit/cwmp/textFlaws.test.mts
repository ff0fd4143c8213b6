import fc from 'fast-check';

import {
	characterName,
	invisibleIn,
	isShortenedNumber,
	looksMisread,
	neverMeant,
	requireClean,
} from '../../../nodes/ZequenzeControl/cwmp/paths/textFlaws';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { complaint } from './complaint.mts';

it.each([
	'#N/A',
	'#REF!',
	'#VALUE!',
	'#NAME?',
	'#DIV/0!',
	'#NV',
	'#WERT!',
	'#¡REF!',
	'#¿NOMBRE?',
	' undefined ',
	'null',
	'NaN',
	'[object Object]',
	'[object Promise]',
	'caf\uFFFD',
])('nobody means %p', (text) => {
	expect(neverMeant(text)).toBeDefined();
});

it.each(['', 'N/A', '#1', '#WIFI!', 'Undefined', 'nullify', '[object]', 'café', 'Ã'])(
	'somebody may mean %p',
	(text) => {
		expect(neverMeant(text)).toBeUndefined();
	},
);

it.each([
	['\u200B', 'U+200B (zero width space)'],
	['\u00AD', 'U+00AD (soft hyphen)'],
	['\u2063', 'U+2063'],
	['\u{E0041}', 'U+E0041'],
])('%p is told as %s', (character, name) => {
	expect(invisibleIn(`a${character}b`)).toBe(character);
	expect(characterName(character)).toBe(name);
});

it('an emoji of several parts hides nothing', () => {
	expect(invisibleIn('👩‍👩‍👧 ❤️')).toBeUndefined();
});

it.each([
	['8.93901E+18', true],
	['8,93901E+18', true],
	['1E+20', true],
	['1E5', false],
	['SN1E+20', false],
	['12345', false],
])('%p is a number that a sheet shortened: %p', (text, shortened) => {
	expect(isShortenedNumber(text)).toBe(shortened);
});

it.each([
	['CafÃ©', true],
	['MÃ¼ller', true],
	['Itâ€™s', true],
	['Café', false],
	['São', false],
	['Ångström', false],
])('%p looks misread: %p', (text, misread) => {
	expect(looksMisread(text)).toBe(misread);
});

it('a name is clean, or it is told where the character is', () => {
	const { message, fix } = complaint(() => requireClean('The serial number', 'SN000001\u200B2'));
	expect(message).toBe(
		'The serial number holds U+200B (zero width space), which nobody sees, behind "SN000001"',
	);
	expect(fix).toMatch(/^Remove the character/);
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), (text) => {
			try {
				const clean = requireClean('The name', text);
				expect(clean).toBe(text.trim());
				expect(invisibleIn(clean)).toBeUndefined();
			} catch (error) {
				expect(error).toBeInstanceOf(InvalidInput);
			}
		}),
	);
});
