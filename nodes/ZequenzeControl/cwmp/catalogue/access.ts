import type { Section } from './section';

/** Who may log in to the device itself, and what else it offers. */
export const access: Section = {
	group: 'Local Access',
	device2: 'Device.',
	igd1: 'InternetGatewayDevice.',
	// prettier-ignore
	rows: [
		['Web interface: password required', 'boolean w', 'UserInterface.PasswordRequired'],
		['Web interface: password user selectable', 'boolean w', 'UserInterface.PasswordUserSelectable'],
		['Web interface: reset the password', 'boolean w', 'UserInterface.PasswordReset', null],
		['Web interface: current language', 'string w', 'UserInterface.CurrentLanguage'],
		['Web interface: upgrades offered', 'boolean w', 'UserInterface.UpgradeAvailable'],
		['Remote access enabled', 'boolean w', 'UserInterface.RemoteAccess.Enable'],
		['Remote access port', 'integer w', 'UserInterface.RemoteAccess.Port', 'UserInterface.RemoteAccess.Port', { usual: [1, 65535] }],
		['Remote access protocol', 'string w', 'UserInterface.RemoteAccess.Protocol', 'UserInterface.RemoteAccess.Protocol', { usual: ['HTTP', 'HTTPS'] }],
		['LAN configuration password', 'string w', 'LANConfigSecurity.ConfigPassword', 'LANConfigSecurity.ConfigPassword', { secret: true }],
		['Users', 'table', 'Users.User.', 'User.'],
		['User enabled', 'boolean w', 'Users.User.{i}.Enable', 'User.{i}.Enable'],
		['User name', 'string w', 'Users.User.{i}.Username', 'User.{i}.Username'],
		['User password', 'string w', 'Users.User.{i}.Password', 'User.{i}.Password', { secret: true }],
		['User may come from outside', 'boolean w', 'Users.User.{i}.RemoteAccessCapable', 'User.{i}.RemoteAccessCapable'],
		['UPnP enabled', 'boolean w', 'UPnP.Device.Enable'],
		['UPnP gateway enabled', 'boolean w', 'UPnP.Device.UPnPIGD'],
		['Captive portal enabled', 'boolean w', 'CaptivePortal.Enable'],
		['Captive portal URL', 'string w', 'CaptivePortal.URL', 'CaptivePortal.CaptivePortalURL'],
		['Captive portal status', 'string r', 'CaptivePortal.Status'],
		['Bulk data enabled', 'boolean w', 'BulkData.Enable', null],
		['Bulk data profiles', 'table', 'BulkData.Profile.', null],
		['Bulk data profile enabled', 'boolean w', 'BulkData.Profile.{i}.Enable', null],
		['Bulk data reporting interval', 'integer w', 'BulkData.Profile.{i}.ReportingInterval', null, { unit: 's', usual: [60, 86400] }],
	],
};
