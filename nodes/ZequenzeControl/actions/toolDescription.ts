import type { INodeProperties } from 'n8n-workflow';

/** What all operations on devices have in common, for a model that has never met such a server. */
const DEVICES =
	'Devices are routers, ONTs and Wi-Fi gateways managed by TR-069. Newer ones name their parameters "Device.…" (TR-181), older ones "InternetGatewayDevice.…" (TR-098); a device has only one of these roots.';

const LATER =
	'A device acts when it next contacts the server. State "scheduled" or "running" means accepted and not done yet: tell the user, look the transaction_id up later, and do not call again with the same input.';

const FAULTS =
	'State "failed" comes with a fault of the device: 9005 no such path, 9006 wrong type, 9007 wrong value, 9008 read-only.';

/**
 * What a model is told about the tool that an operation makes, by resource and operation. Models are told at most 1024
 * characters.
 */
const TEXTS: Readonly<Record<string, string>> = {
	'device get':
		'Looks up one device by its serial number: whether it is in contact with the server (status), since when, and whether changes wait for it (pending_settings).',
	'device getMany':
		'Lists devices with their serial numbers and whether they are in contact with the server (status). Use it to find serial numbers; never invent them.',
	'deviceOperation get': `Reads parameters of devices by their full paths, e.g. ["Device.DeviceInfo.UpTime"]. A path with a dot at its end reads all below it; keep such branches small. ${DEVICES} The answer has one entry a device with its values by path. Passwords and keys are never shown. ${FAULTS} ${LATER}`,
	'deviceOperation set': `Changes parameters of devices. The change is one JSON object of full paths and new values, e.g. {"Device.ManagementServer.PeriodicInformInterval": 300}; a device takes all of it or nothing. Read the present values first, change only what the user asked for, and say what you changed. ${DEVICES} ${FAULTS} ${LATER}`,
	'deviceOperation add.obj': `Adds an instance to a table of devices, e.g. ["Device.WiFi.SSID."]; the device chooses its number, and the answer has it as object.path. A new instance is empty: set its parameters afterwards. Calling twice makes two. ${DEVICES} ${FAULTS} ${LATER}`,
	'deviceOperation del.obj': `Deletes instances from tables of devices with all that belongs to them, e.g. ["Device.WiFi.SSID.3."]. This cannot be undone: read the instance first, and be sure that the user means it. ${DEVICES} ${FAULTS} ${LATER}`,
	'transaction get':
		'Looks one scheduled operation up by its transaction_id: its state (scheduled, running, succeeded, failed, unknown), what was read, and the fault of the device if there was one.',
	'transaction getMany':
		'Lists operations that were scheduled on devices, by this agent and by others, with their state and the fault of the device if there was one. Values of passwords and keys are never shown.',
	'transaction wait':
		'Waits until a scheduled operation has succeeded or failed, or a deadline has passed (timed_out). Use it for a transaction_id whose state is "scheduled" or "running"; do not call it again and again.',
};

/**
 * The field of the tool variant that holds what models are told of an operation, named as `resource operation`; its builder may
 * write something better for the case.
 */
export function toolDescriptionField(operation: string): INodeProperties {
	const text = TEXTS[operation] ?? '';
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: text,
		displayOptions: { show: { '@tool': [true] } },
		description:
			'What the model is told about this tool. Say here what it is for in your workflow, and what it must not be used for.',
	};
}
