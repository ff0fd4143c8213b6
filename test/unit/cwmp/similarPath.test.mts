import { catalogueEntries } from '../../../nodes/ZequenzeControl/cwmp/catalogue/lookup';
import { similarPath } from '../../../nodes/ZequenzeControl/cwmp/paths/similarPath';

const INTERVAL = 'ManagementServer.PeriodicInformInterval';

describe('the path that was probably meant by', () => {
	it.each([
		['one of another case', `Device.managementserver.PeriodicInformInterval`, `Device.${INTERVAL}`],
		[
			'one that is mistyped',
			'Device.ManagementServer.PeriodicInfromInterval',
			`Device.${INTERVAL}`,
		],
		['one that the device lacks', `Device.${INTERVAL}`, `InternetGatewayDevice.${INTERVAL}`],
		['one that an old device lacks', `InternetGatewayDevice.${INTERVAL}`, `Device.${INTERVAL}`],
		['one without a twin', 'Device.WiFi.SSID.2.SSID', undefined],
		['one that is like no other', 'Device.X_ACME_Thing.Level', undefined],
	])('%s', (_what, path, meant) => {
		expect(similarPath(path)).toBe(meant);
	});

	it('one of the catalogue is never that one itself', () => {
		const same = catalogueEntries().filter(({ path }) => similarPath(path) === path);
		expect(same.map(({ path }) => path)).toEqual([]);
	});
});
