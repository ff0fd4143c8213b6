import type { Section } from './section';

const CELSIUS = '°C';

/** How the device feels. */
export const health: Section = {
	group: 'Health',
	device2: 'Device.DeviceInfo.',
	igd1: 'InternetGatewayDevice.DeviceInfo.',
	rows: [
		[
			'Uptime',
			'integer r',
			'UpTime',
			'UpTime',
			{ unit: 's', health: { good: [3600, null], bad: [300, null] } },
		],
		['Memory', 'object', 'MemoryStatus.'],
		['Memory: total', 'integer r', 'MemoryStatus.Total', 'MemoryStatus.Total', { unit: 'KiB' }],
		['Memory: free', 'integer r', 'MemoryStatus.Free', 'MemoryStatus.Free', { unit: 'KiB' }],
		['Processes', 'object', 'ProcessStatus.'],
		[
			'CPU usage',
			'integer r',
			'ProcessStatus.CPUUsage',
			'ProcessStatus.CPUUsage',
			{ unit: '%', health: { good: [0, 70], bad: [0, 90] } },
		],
		['Number of processes', 'integer r', 'ProcessStatus.ProcessNumberOfEntries'],
		['Process: command', 'string r', 'ProcessStatus.Process.{i}.Command'],
		[
			'Process: memory',
			'integer r',
			'ProcessStatus.Process.{i}.Size',
			'ProcessStatus.Process.{i}.Size',
			{ unit: 'KiB' },
		],
		['Temperature sensors', 'object', 'TemperatureStatus.'],
		['Temperature sensor: name', 'string r', 'TemperatureStatus.TemperatureSensor.{i}.Name'],
		[
			'Temperature sensor: status',
			'string r',
			'TemperatureStatus.TemperatureSensor.{i}.Status',
			'TemperatureStatus.TemperatureSensor.{i}.Status',
			{ health: { good: ['Enabled'], bad: ['Error'] } },
		],
		[
			'Temperature',
			'integer r',
			'TemperatureStatus.TemperatureSensor.{i}.Value',
			'TemperatureStatus.TemperatureSensor.{i}.Value',
			{ unit: CELSIUS, health: { good: [0, 75], bad: [-20, 90] } },
		],
		[
			'Temperature: lowest',
			'integer r',
			'TemperatureStatus.TemperatureSensor.{i}.MinValue',
			'TemperatureStatus.TemperatureSensor.{i}.MinValue',
			{ unit: CELSIUS },
		],
		[
			'Temperature: highest',
			'integer r',
			'TemperatureStatus.TemperatureSensor.{i}.MaxValue',
			'TemperatureStatus.TemperatureSensor.{i}.MaxValue',
			{ unit: CELSIUS, health: { good: [0, 85], bad: [-20, 100] } },
		],
		['Network: largest TCP window', 'integer r', 'NetworkProperties.MaxTCPWindowSize'],
	],
};
