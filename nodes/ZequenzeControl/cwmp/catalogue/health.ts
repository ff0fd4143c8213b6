import type { Section } from './section';

/** How the device feels. */
export const health: Section = {
	group: 'Health',
	device2: 'Device.DeviceInfo.',
	igd1: 'InternetGatewayDevice.DeviceInfo.',
	// prettier-ignore
	rows: [
		['Uptime', 'integer r', 'UpTime'],
		['Memory', 'object', 'MemoryStatus.'],
		['Memory: total', 'integer r', 'MemoryStatus.Total'],
		['Memory: free', 'integer r', 'MemoryStatus.Free'],
		['Processes', 'object', 'ProcessStatus.'],
		['CPU usage', 'integer r', 'ProcessStatus.CPUUsage'],
		['Number of processes', 'integer r', 'ProcessStatus.ProcessNumberOfEntries'],
		['Process: command', 'string r', 'ProcessStatus.Process.{i}.Command'],
		['Process: memory', 'integer r', 'ProcessStatus.Process.{i}.Size'],
		['Temperature sensors', 'object', 'TemperatureStatus.'],
		['Temperature sensor: name', 'string r', 'TemperatureStatus.TemperatureSensor.{i}.Name'],
		['Temperature sensor: status', 'string r', 'TemperatureStatus.TemperatureSensor.{i}.Status'],
		['Temperature', 'integer r', 'TemperatureStatus.TemperatureSensor.{i}.Value'],
		['Temperature: lowest', 'integer r', 'TemperatureStatus.TemperatureSensor.{i}.MinValue'],
		['Temperature: highest', 'integer r', 'TemperatureStatus.TemperatureSensor.{i}.MaxValue'],
		['Network: largest TCP window', 'integer r', 'NetworkProperties.MaxTCPWindowSize'],
	],
};
