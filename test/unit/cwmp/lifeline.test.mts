import { lifelineChange } from '../../../nodes/ZequenzeControl/cwmp/lifeline';

describe('a change that can cut a device off from CONTROL', () => {
	it.each([
		['Device.ManagementServer.URL', 'https://other.example/'],
		['InternetGatewayDevice.ManagementServer.URL', 'https://other.example/'],
		['Device.ManagementServer.Username', 'x'],
		['Device.ManagementServer.ConnectionRequestPassword', 'x'],
		['Device.ManagementServer.EnableCWMP', 'false'],
		['Device.ManagementServer.PeriodicInformEnable', '0'],
		['Device.ManagementServer.PeriodicInformInterval', '86401'],
		['Device.ManagementServer.PeriodicInformInterval', '0'],
		['Device.PPP.Interface.2.Enable', 'false'],
		['Device.Cellular.Interface.1.Enable', 'FALSE'],
		['InternetGatewayDevice.WANDevice.1.WANConnectionDevice.2.WANPPPConnection.1.Enable', 'false'],
	])('%s = %s is one', (path, value) => {
		expect(lifelineChange(path, value)).toEqual({
			variable_name: path,
			consequence: expect.stringMatching(/^(would|could) /),
		});
	});

	it.each([
		['Device.ManagementServer.EnableCWMP', 'true'],
		['Device.ManagementServer.PeriodicInformEnable', '1'],
		['Device.ManagementServer.PeriodicInformInterval', '86400'],
		['Device.ManagementServer.PeriodicInformInterval', '300'],
		['Device.PPP.Interface.2.Enable', 'true'],
		['Device.WiFi.Radio.1.Enable', 'false'],
		['X_ACME_ManagementServer.URL', 'https://other.example/'],
	])('%s = %s is none', (path, value) => {
		expect(lifelineChange(path, value)).toBeUndefined();
	});
});
