import {
	readsLikeGateway,
	readsLikeNothingFound,
} from '../../../nodes/ZequenzeControl/control/failures/notFound';

describe('a 404 that says', () => {
	it.each([
		'{"detail":"Not found."}',
		'{"detail":"Not found"}',
		'{"detail":"No InventoryDevice matches the given query."}',
		'{"detail":"No encontrado."}',
		'{"message":"No operations found"}',
		'[]',
		'{"count":0,"results":[]}',
	])('%s tells that nothing matches', (text) => {
		expect(readsLikeNothingFound(text)).toBe(true);
		expect(readsLikeGateway(text)).toBe(false);
	});

	it.each([
		'{"message":"no Route matched with those values"}',
		'{"message":"no Route matched with those values","request_id":"4f"}',
		'{"detail":"Not Found"}',
		'{"message":"Not Found"}',
		'{"timestamp":"2026","status":404,"error":"Not Found","path":"/api/v1/inventory_device_serial/"}',
		'{"statusCode":404,"message":"Resource not found"}',
		'{"fault":{"faultstring":"Unable to identify proxy for host"}}',
		'{"type":"about:blank","title":"Not Found","status":404}',
		'{"error":"Cannot GET /api/v1/inventory_device_serial/"}',
	])('%s comes from a gateway', (text) => {
		expect(readsLikeNothingFound(text)).toBe(false);
		expect(readsLikeGateway(text)).toBe(true);
	});

	it.each([
		'{"detail":"Invalid page."}',
		'{"detail":"Invalid cursor"}',
		'{}',
		'"Not found."',
		'{"a":1}',
		'<html>',
		'',
	])('%s tells neither', (text) => {
		expect(readsLikeNothingFound(text)).toBe(false);
		expect(readsLikeGateway(text)).toBe(false);
	});
});
