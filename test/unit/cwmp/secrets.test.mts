import { catalogueEntries } from '../../../nodes/ZequenzeControl/cwmp/catalogue/lookup';
import { isSecretPath } from '../../../nodes/ZequenzeControl/cwmp/secrets';

describe('secret is', () => {
	it.each([
		'Device.ManagementServer.Password',
		'Device.WiFi.AccessPoint.3.Security.KeyPassphrase',
		'Device.WiFi.AccessPoint.[guest].Security.PreSharedKey',
		'InternetGatewayDevice.LANDevice.1.WLANConfiguration.1.WEPKey.2.WEPKey',
		'InternetGatewayDevice.X_EXAMPLE_Web.AdminPasswd',
		'Device.X_EXAMPLE_VPN.SharedSecret',
		'Device.X_EXAMPLE_SSH.PrivateKey',
		'Device.X_EXAMPLE_Modem.SimPIN',
		'Device.X_EXAMPLE_WiFi.Psk',
		...[
			'X_ACME_AdminPwd',
			'X_GTK_LoginPwd',
			'AdminPwd2',
			'SIMPinCode',
			'SIM_PIN_Code',
			'SimPIN2',
			'PUK',
			'SimPuk2',
			'WPAKey',
			'WPA2_Key',
			'WlRadiusKey',
			'WlKey1',
			'SharedKey',
			'Pre_Shared_Key',
			'NetworkKey',
			'SecurityKey',
			'PassKey',
			'Passcode',
			'PSK1',
			'WifiPass',
			'WIFI_PASS',
			'WlPass2',
			'pass',
			'AccessToken',
			'access_token',
			'Token',
			'ApiKey',
			'API_Key',
			'SNMPCommunity',
			'ReadCommunityName',
			'WriteCommunityString',
		].map((name) => `Device.X_EXAMPLE_Vendor.${name}`),
	])('%s', (path) => {
		expect(isSecretPath(path)).toBe(true);
	});
});

describe('not secret is', () => {
	it.each([
		'Device.ManagementServer.Username',
		'Device.UserInterface.PasswordRequired',
		'Device.NAT.PortMapping.1.Enable',
		'Device.WiFi.AccessPoint.1.Security.',
		'Device.X_EXAMPLE_Spinning',
		...[
			'Pinging',
			'PortMapping',
			'PINCheck',
			'PinRetries',
			'PukRetriesLeft',
			'Bypass',
			'VlanByPass',
			'IPv6_Bypass',
			'BandPass',
			'Compass',
			'PassThrough',
			'IPSecPassthroughEnable',
			'TokenCount',
			'TokenBucketSize',
			'KeyIndex',
			'WlKeyIndex',
			'WPAKeyInterval',
			'ParameterKey',
			'LicenseKey',
			'HotKey',
			'CommunityPort',
		].map((name) => `Device.X_EXAMPLE_Vendor.${name}`),
		'',
	])('"%s"', (path) => {
		expect(isSecretPath(path)).toBe(false);
	});
});

it('no text of the catalogue has the name of a secret without being one', () => {
	const forgotten = catalogueEntries().filter(
		({ path, type, secret }) =>
			type === 'string' && !secret && isSecretPath(path.replace(/^[^.]+/, 'X_EXAMPLE')),
	);
	expect(forgotten.map(({ path }) => path)).toEqual([]);
});
