import { secretsIn } from '../../../scripts/checkSecrets/patterns.mts';

const letters = (count: number): string => 'aB3'.repeat(count).slice(0, count);

// Put together here, so that the scan of this repository does not find them.
it.each([
	['private key', ['-----BEGIN', 'RSA', 'PRIVATE', 'KEY-----'].join(' ')],
	['cloud access key', `key = AK${'IA'}${'A1B2'.repeat(4)}`],
	['GitHub token', `gh${'p'}_${letters(36)}`],
	['npm token', `//registry.example/:_auth${'Token'}=${letters(20)}`],
	['chat token', `xox${'b'}-${letters(24)}`],
	['Google key', `AI${'za'}${letters(35)}`],
	['signed web token', ['eyJ', '.eyJ', '.'].map((start) => start + letters(12)).join('')],
	['authorization header', `author${'ization'}: 'Bearer ${letters(24)}'`],
	['password in an address', `https://operator:${letters(8)}@example.com/`],
])('a %s is found, with its line', (what, text) => {
	expect(secretsIn(`first line\n${text}\n`)).toEqual([{ line: 2, what }]);
});

it.each([
	'authorization: `Bearer ${token}`',
	'https://user:pw@acs.example.com',
	'const token = "simulator-token"',
	'_authToken=${NPM_TOKEN}',
])('no secret: %s', (text) => {
	expect(secretsIn(text)).toEqual([]);
});
