import { requireAllowedHost } from '../../../nodes/ZequenzeControl/control/wire/allowedHost';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { complaint } from '../cwmp/complaint.mts';

const domains = (allowedDomains?: unknown) => ({
	allowedHttpRequestDomains: 'domains',
	allowedDomains,
});

it.each<[string, string, Record<string, unknown>]>([
	['no setting', 'https://acs.example.com/api/v1', {}],
	['all', 'https://acs.example.com/api/v1', { allowedHttpRequestDomains: 'all' }],
	['none', 'https://acs.example.com/api/v1', { allowedHttpRequestDomains: 'none' }],
	['the host', 'https://acs.example.com/api/v1', domains('acs.example.com')],
	['the host among others', 'https://acs.example.com/x', domains(' a.b , ACS.Example.com. ')],
	['all hosts below', 'https://acs.example.com/api/v1', domains('*.example.com')],
	['the host, whatever its port', 'http://acs.example.com:8080/api/v1', domains('acs.example.com')],
	['an IPv6 address', 'http://[::1]:8080/api/v1', domains('[::1]')],
])('%s lets requests through', (_what, baseUrl, credential) => {
	expect(() => requireAllowedHost(baseUrl, credential)).not.toThrow();
});

it.each<[string, string, unknown]>([
	['another host', 'https://acs.example.com/api/v1', 'example.com'],
	['hosts below, for the domain itself', 'https://example.com/api/v1', '*.example.com'],
	['a host with the same end', 'https://evil-example.com/api/v1', '*.example.com'],
	['an empty list', 'https://acs.example.com/api/v1', ''],
	['no list', 'https://acs.example.com/api/v1', undefined],
	['a star alone', 'https://acs.example.com/api/v1', '*.'],
])('%s keeps requests back', (_what, baseUrl, list) => {
	const refused = (): void => requireAllowedHost(baseUrl, domains(list));
	expect(refused).toThrow(InvalidInput);
	expect(complaint(refused).fix).toContain('Allowed Domains');
});
