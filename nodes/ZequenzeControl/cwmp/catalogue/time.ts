import type { Section } from './section';

/** The clock and where it comes from. */
export const time: Section = {
	group: 'Time',
	device2: 'Device.Time.',
	igd1: 'InternetGatewayDevice.Time.',
	// prettier-ignore
	rows: [
		['Time', 'object', ''],
		['Time client enabled', 'boolean w', 'Enable'],
		['Time status', 'string r', 'Status'],
		['NTP server 1', 'string w', 'NTPServer1'],
		['NTP server 2', 'string w', 'NTPServer2'],
		['NTP server 3', 'string w', 'NTPServer3'],
		['NTP server 4', 'string w', 'NTPServer4'],
		['NTP server 5', 'string w', 'NTPServer5'],
		['Current local time', 'string r', 'CurrentLocalTime'],
		['Time zone (POSIX)', 'string w', 'LocalTimeZone', 'LocalTimeZoneName'],
		['Offset from UTC', 'string w', null, 'LocalTimeZone'],
		['Daylight saving time used', 'boolean w', null, 'DaylightSavingsUsed'],
		['Daylight saving time: start', 'string w', null, 'DaylightSavingsStart'],
		['Daylight saving time: end', 'string w', null, 'DaylightSavingsEnd'],
	],
};
