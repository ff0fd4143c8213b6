import fc from 'fast-check';

import {
	authorizationHeader,
	cleanToken,
} from '../../../nodes/ZequenzeControl/control/wire/authorization';
import {
	PRODUCTION_BASE_URL,
	resolveBaseUrl,
} from '../../../nodes/ZequenzeControl/control/wire/baseUrl';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { complaint } from '../cwmp/complaint.mts';

describe('the base URL', () => {
	it.each([
		[PRODUCTION_BASE_URL, PRODUCTION_BASE_URL],
		['acs.example.com', 'https://acs.example.com/api/v1'],
		['acs.example.com/', 'https://acs.example.com/api/v1'],
		['https://acs.example.com', 'https://acs.example.com/api/v1'],
		['https://acs.example.com/api/v1/', 'https://acs.example.com/api/v1'],
		['https://acs.example.com/api/', 'https://acs.example.com/api/v1'],
		['https://acs.example.com/api', 'https://acs.example.com/api/v1'],
		['https://acs.example.com/acs/api/v1', 'https://acs.example.com/acs/api/v1'],
		['https://acs.example.com/acs', 'https://acs.example.com/acs/api/v1'],
		[
			'https://acs.example.com/api/v1/inventory_device_serial/?limit=1#x',
			'https://acs.example.com/api/v1',
		],
		['  HTTPS://ACS.Example.com  ', 'https://acs.example.com/api/v1'],
		['http://localhost:8080', 'http://localhost:8080/api/v1'],
		['localhost:8080', 'https://localhost:8080/api/v1'],
		['http://127.0.0.1:9000/api/v1', 'http://127.0.0.1:9000/api/v1'],
		['http://[::1]:9000', 'http://[::1]:9000/api/v1'],
	])('typed as %p is %s', (typed, url) => {
		expect(resolveBaseUrl(typed)).toBe(url);
	});

	it.each([
		'',
		'   ',
		'ftp://acs.example.com',
		'https://',
		'my server',
		'https://user:pw@acs.example.com',
		'javascript:alert(1)',
	])('typed as %p is refused, with an example', (typed) => {
		expect(complaint(() => resolveBaseUrl(typed)).fix).toContain(PRODUCTION_BASE_URL);
	});

	it.each([
		'https://admin:geh1m@acs.example.com',
		'https://admin:geh1m@acs.example.com/api/v1',
		'admin:geh1m@acs.example.com',
		'https://geh1m@acs.example.com',
		'https://admin:p@geh1m@acs.example.com',
		'https://admin:p/geh1m@acs.example.com',
		'https://admin: geh1m@acs.example.com',
		'https:/admin:geh1m@acs.example.com',
		'ftp://admin:geh1m@acs.example.com',
	])('with user name or password, typed as %p, is refused without quoting them', (typed) => {
		const { message, fix } = complaint(() => resolveBaseUrl(typed));
		expect(message + fix).not.toMatch(/admin|geh1m/);
		expect(fix).toMatch(/before the @/);
		expect(fix).toContain('API Token');
	});

	it.each(['Bearer geheim123', 'https://acs example.com/?token=geheim123'])(
		'that holds a token by mistake, typed as %p, is refused without quoting it',
		(typed) => {
			const { message, fix } = complaint(() => resolveBaseUrl(typed));
			expect(message + fix).not.toContain('geheim123');
		},
	);

	it('may be followed by an @', () => {
		expect(resolveBaseUrl('https://acs.example.com/api/v1/?user=a@b')).toBe(
			'https://acs.example.com/api/v1',
		);
	});

	it('once understood, stays the same', () => {
		const typed = fc.oneof(fc.webUrl({ withQueryParameters: true }), fc.domain());
		fc.assert(
			fc.property(typed, (url) => {
				const understood = resolveBaseUrl(url);
				expect(resolveBaseUrl(understood)).toBe(understood);
				expect(understood).toMatch(/^https?:\/\/[^/]+.*\/api\/v1$/);
			}),
		);
	});

	it('is either understood or explained, whatever is typed', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (typed) => {
				try {
					resolveBaseUrl(typed);
				} catch (error) {
					expect(error).toBeInstanceOf(InvalidInput);
				}
			}),
		);
	});
});

describe('the authorization header', () => {
	it.each<[unknown, string, string]>([
		['bearer', 'abc123', 'Bearer abc123'],
		['token', 'abc123', 'Token abc123'],
		['none', 'abc123', 'abc123'],
		[undefined, 'abc123', 'Bearer abc123'],
		['toString', 'abc123', 'Bearer abc123'],
		['bearer', '  abc123\n', 'Bearer abc123'],
		['bearer', 'Bearer abc123', 'Bearer abc123'],
		['token', 'Authorization: Bearer abc123', 'Token abc123'],
	])('of the scheme %p and the token %p is %p', (scheme, token, header) => {
		expect(authorizationHeader(scheme, token)).toBe(header);
	});

	it.each(['', '  ', undefined, null, 12345])('of the token %p is refused', (token) => {
		expect(() => authorizationHeader('bearer', token)).toThrow(InvalidInput);
	});

	it.each(['ab c', 'ab\nX-Other: 1', 'tökén', '“abc”'])(
		'of the token %p is refused, and the token is not quoted',
		(token) => {
			const { message, fix } = complaint(() => cleanToken(token));
			expect(message + fix).not.toContain(token);
		},
	);
});
