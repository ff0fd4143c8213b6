import type { Row, Section } from './section';

/** A `set` to Requested starts the test; the device reports Complete or an error. */
const STATE = { usual: ['Requested', 'Canceled'] } as const;
const DSCP = { usual: [0, 63] } as const;

export const ping: Section = {
	group: 'Diagnostics: Ping',
	device2: 'Device.IP.Diagnostics.IPPing.',
	igd1: 'InternetGatewayDevice.IPPingDiagnostics.',
	// prettier-ignore
	rows: [
		['Ping test', 'object', ''],
		['Ping state', 'string w', 'DiagnosticsState', 'DiagnosticsState', STATE],
		['Ping interface', 'string w', 'Interface'],
		['Ping host', 'string w', 'Host'],
		['Ping repetitions', 'integer w', 'NumberOfRepetitions', 'NumberOfRepetitions', { usual: [1, 100] }],
		['Ping timeout', 'integer w', 'Timeout', 'Timeout', { unit: 'ms', usual: [1, 60000] }],
		['Ping packet size', 'integer w', 'DataBlockSize', 'DataBlockSize', { unit: 'B', usual: [1, 65535] }],
		['Ping DSCP', 'integer w', 'DSCP', 'DSCP', DSCP],
		['Ping answers', 'integer r', 'SuccessCount'],
		['Ping answers missing', 'integer r', 'FailureCount'],
		['Ping average response time', 'integer r', 'AverageResponseTime'],
		['Ping shortest response time', 'integer r', 'MinimumResponseTime'],
		['Ping longest response time', 'integer r', 'MaximumResponseTime'],
	],
};

export const traceRoute: Section = {
	group: 'Diagnostics: Trace Route',
	device2: 'Device.IP.Diagnostics.TraceRoute.',
	igd1: 'InternetGatewayDevice.TraceRouteDiagnostics.',
	// prettier-ignore
	rows: [
		['Trace route test', 'object', ''],
		['Trace route state', 'string w', 'DiagnosticsState', 'DiagnosticsState', STATE],
		['Trace route interface', 'string w', 'Interface'],
		['Trace route host', 'string w', 'Host'],
		['Trace route tries', 'integer w', 'NumberOfTries', 'NumberOfTries', { usual: [1, 3] }],
		['Trace route timeout', 'integer w', 'Timeout', 'Timeout', { unit: 'ms', usual: [1, 60000] }],
		['Trace route hops at most', 'integer w', 'MaxHopCount', 'MaxHopCount', { usual: [1, 64] }],
		['Trace route response time', 'integer r', 'ResponseTime'],
		['Trace route number of hops', 'integer r', 'RouteHopsNumberOfEntries'],
		['Trace route hops', 'object', 'RouteHops.'],
		['Trace route hop: host', 'string r', 'RouteHops.{i}.Host', 'RouteHops.{i}.HopHost'],
		['Trace route hop: address', 'string r', 'RouteHops.{i}.HostAddress', 'RouteHops.{i}.HopHostAddress'],
	],
};

export const download: Section = {
	group: 'Diagnostics: Speed',
	device2: 'Device.IP.Diagnostics.DownloadDiagnostics.',
	igd1: 'InternetGatewayDevice.DownloadDiagnostics.',
	// prettier-ignore
	rows: [
		['Download test', 'object', ''],
		...transfer('Download'),
		['Download test URL', 'string w', 'DownloadURL'],
		['Download test bytes', 'integer r', 'TestBytesReceived'],
		['Download bytes on the interface', 'integer r', 'TotalBytesReceived'],
	],
};

export const upload: Section = {
	group: 'Diagnostics: Speed',
	device2: 'Device.IP.Diagnostics.UploadDiagnostics.',
	igd1: 'InternetGatewayDevice.UploadDiagnostics.',
	// prettier-ignore
	rows: [
		['Upload test', 'object', ''],
		...transfer('Upload'),
		['Upload test URL', 'string w', 'UploadURL'],
		['Upload test file length', 'integer w', 'TestFileLength'],
		['Upload bytes on the interface', 'integer r', 'TotalBytesSent'],
	],
};

export const nameLookup: Section = {
	group: 'Diagnostics: Name Lookup',
	device2: 'Device.DNS.Diagnostics.NSLookupDiagnostics.',
	igd1: 'InternetGatewayDevice.NSLookupDiagnostics.',
	// prettier-ignore
	rows: [
		['Name lookup test', 'object', ''],
		['Name lookup state', 'string w', 'DiagnosticsState', 'DiagnosticsState', STATE],
		['Name lookup host', 'string w', 'HostName'],
		['Name lookup DNS server', 'string w', 'DNSServer'],
		['Name lookup timeout', 'integer w', 'Timeout', 'Timeout', { unit: 'ms', usual: [1, 60000] }],
		['Name lookup repetitions', 'integer w', 'NumberOfRepetitions', 'NumberOfRepetitions', { usual: [1, 100] }],
		['Name lookup answers', 'integer r', 'SuccessCount'],
		['Name lookup result: status', 'string r', 'Result.{i}.Status'],
		['Name lookup result: addresses', 'string r', 'Result.{i}.IPAddresses'],
		['Name lookup result: response time', 'integer r', 'Result.{i}.ResponseTime'],
	],
};

function transfer(label: string): Row[] {
	return [
		[`${label} test state`, 'string w', 'DiagnosticsState', 'DiagnosticsState', STATE],
		[`${label} test interface`, 'string w', 'Interface'],
		[`${label} test DSCP`, 'integer w', 'DSCP', 'DSCP', DSCP],
		[`${label} test request sent`, 'string r', 'ROMTime'],
		[`${label} test begin`, 'string r', 'BOMTime'],
		[`${label} test end`, 'string r', 'EOMTime'],
	];
}
