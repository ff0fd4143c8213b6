import { ControlError } from '../../../nodes/ZequenzeControl/control/errors';
import { nextQuery } from '../../../nodes/ZequenzeControl/control/paging';

const BASE = 'https://control.example/api/v1';

describe('a link to the next page', () => {
	it.each([
		['absolute', `${BASE}/list/?limit=2&offset=4`],
		['relative to the host', '/api/v1/list/?limit=2&offset=4'],
		['a query only', '?limit=2&offset=4'],
		['by a host name in capitals', 'https://CONTROL.example/list/?limit=2&offset=4'],
		['by http behind a proxy', 'http://control.example/list/?limit=2&offset=4'],
		['by another port behind a proxy', 'http://control.example:8000/list/?limit=2&offset=4'],
		['without a scheme', '//control.example/list/?limit=2&offset=4'],
		['with a fragment', `${BASE}/list/?limit=2&offset=4#top`],
	])('(%s) is followed by its query', (_what, link) => {
		expect(nextQuery(link, BASE)).toEqual({ limit: '2', offset: '4' });
	});

	it.each([
		'https://evil.example/api/v1/list/?offset=4',
		'//evil.example/?offset=4',
		'https://control.example.evil.example/?offset=4',
		'https://control.example@evil.example/?offset=4',
		'https://evil.example:443/?offset=4',
	])('to another host (%s) is refused: the token would travel there', (link) => {
		expect(() => nextQuery(link, BASE)).toThrow(ControlError);
	});

	it.each(['', '/api/v1/list/', `${BASE}/list/?`])('without a query (%p) ends the list', (link) => {
		expect(nextQuery(link, BASE)).toBeNull();
	});

	it('keeps a cursor exactly', () => {
		expect(nextQuery('?cursor=cD0yMDI2%2B1%3D%3D&q=a+b&bad=%zz', BASE)).toEqual({
			cursor: 'cD0yMDI2+1==',
			q: 'a b',
			bad: '%zz',
		});
	});
});
