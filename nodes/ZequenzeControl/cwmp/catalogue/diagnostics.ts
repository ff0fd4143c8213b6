import type { Details, Row, Section } from './section';

/** A `set` to Requested starts the test; the device reports Complete or an error. */
const STATE: Details = {
	usual: ['Requested', 'Canceled'],
	health: {
		good: ['Complete', 'Completed'],
		bad: ['Error_CannotResolveHostName', 'Error_Internal', 'Error_Other'],
	},
};
const MILLISECONDS = { unit: 'ms' } as const;
const BYTES = { unit: 'B' } as const;
const DSCP = { usual: [0, 63] } as const;

export const ping: Section = {
	group: 'Diagnostics: Ping',
	device2: 'Device.IP.Diagnostics.IPPing.',
	igd1: 'InternetGatewayDevice.IPPingDiagnostics.',
	rows: [
		['Ping test', 'object', ''],
		['Ping state', 'string w', 'DiagnosticsState', 'DiagnosticsState', STATE],
		['Ping interface', 'string w', 'Interface'],
		['Ping host', 'string w', 'Host'],
		[
			'Ping repetitions',
			'integer w',
			'NumberOfRepetitions',
			'NumberOfRepetitions',
			{ usual: [1, 100] },
		],
		['Ping timeout', 'integer w', 'Timeout', 'Timeout', { unit: 'ms', usual: [1, 60000] }],
		[
			'Ping packet size',
			'integer w',
			'DataBlockSize',
			'DataBlockSize',
			{ unit: 'B', usual: [1, 65535] },
		],
		['Ping DSCP', 'integer w', 'DSCP', 'DSCP', DSCP],
		['Ping answers', 'integer r', 'SuccessCount'],
		[
			'Ping answers missing',
			'integer r',
			'FailureCount',
			'FailureCount',
			{ health: { good: [0, 0], bad: [0, 2] } },
		],
		[
			'Ping average response time',
			'integer r',
			'AverageResponseTime',
			'AverageResponseTime',
			MILLISECONDS,
		],
		[
			'Ping shortest response time',
			'integer r',
			'MinimumResponseTime',
			'MinimumResponseTime',
			MILLISECONDS,
		],
		[
			'Ping longest response time',
			'integer r',
			'MaximumResponseTime',
			'MaximumResponseTime',
			MILLISECONDS,
		],
	],
};

export const traceRoute: Section = {
	group: 'Diagnostics: Trace Route',
	device2: 'Device.IP.Diagnostics.TraceRoute.',
	igd1: 'InternetGatewayDevice.TraceRouteDiagnostics.',
	rows: [
		['Trace route test', 'object', ''],
		['Trace route state', 'string w', 'DiagnosticsState', 'DiagnosticsState', STATE],
		['Trace route interface', 'string w', 'Interface'],
		['Trace route host', 'string w', 'Host'],
		['Trace route tries', 'integer w', 'NumberOfTries', 'NumberOfTries', { usual: [1, 3] }],
		['Trace route timeout', 'integer w', 'Timeout', 'Timeout', { unit: 'ms', usual: [1, 60000] }],
		['Trace route hops at most', 'integer w', 'MaxHopCount', 'MaxHopCount', { usual: [1, 64] }],
		['Trace route response time', 'integer r', 'ResponseTime', 'ResponseTime', MILLISECONDS],
		['Trace route number of hops', 'integer r', 'RouteHopsNumberOfEntries'],
		['Trace route hops', 'object', 'RouteHops.'],
		['Trace route hop: host', 'string r', 'RouteHops.{i}.Host', 'RouteHops.{i}.HopHost'],
		[
			'Trace route hop: address',
			'string r',
			'RouteHops.{i}.HostAddress',
			'RouteHops.{i}.HopHostAddress',
		],
	],
};

export const download: Section = {
	group: 'Diagnostics: Speed',
	device2: 'Device.IP.Diagnostics.DownloadDiagnostics.',
	igd1: 'InternetGatewayDevice.DownloadDiagnostics.',
	rows: [
		['Download test', 'object', ''],
		...transfer('Download'),
		['Download test URL', 'string w', 'DownloadURL'],
		['Download test bytes', 'integer r', 'TestBytesReceived', 'TestBytesReceived', BYTES],
		[
			'Download bytes on the interface',
			'integer r',
			'TotalBytesReceived',
			'TotalBytesReceived',
			BYTES,
		],
	],
};

export const upload: Section = {
	group: 'Diagnostics: Speed',
	device2: 'Device.IP.Diagnostics.UploadDiagnostics.',
	igd1: 'InternetGatewayDevice.UploadDiagnostics.',
	rows: [
		['Upload test', 'object', ''],
		...transfer('Upload'),
		['Upload test URL', 'string w', 'UploadURL'],
		['Upload test file length', 'integer w', 'TestFileLength', 'TestFileLength', BYTES],
		['Upload bytes on the interface', 'integer r', 'TotalBytesSent', 'TotalBytesSent', BYTES],
	],
};

export const nameLookup: Section = {
	group: 'Diagnostics: Name Lookup',
	device2: 'Device.DNS.Diagnostics.NSLookupDiagnostics.',
	igd1: 'InternetGatewayDevice.NSLookupDiagnostics.',
	rows: [
		['Name lookup test', 'object', ''],
		['Name lookup state', 'string w', 'DiagnosticsState', 'DiagnosticsState', STATE],
		['Name lookup host', 'string w', 'HostName'],
		['Name lookup DNS server', 'string w', 'DNSServer'],
		['Name lookup timeout', 'integer w', 'Timeout', 'Timeout', { unit: 'ms', usual: [1, 60000] }],
		[
			'Name lookup repetitions',
			'integer w',
			'NumberOfRepetitions',
			'NumberOfRepetitions',
			{ usual: [1, 100] },
		],
		['Name lookup answers', 'integer r', 'SuccessCount'],
		[
			'Name lookup result: status',
			'string r',
			'Result.{i}.Status',
			'Result.{i}.Status',
			{ health: { good: ['Success'] } },
		],
		['Name lookup result: addresses', 'string r', 'Result.{i}.IPAddresses'],
		[
			'Name lookup result: response time',
			'integer r',
			'Result.{i}.ResponseTime',
			'Result.{i}.ResponseTime',
			MILLISECONDS,
		],
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
