/** What all operations on devices have in common, for a model that has never met such a server. */
export const DEVICES =
	'Devices are routers, ONTs and Wi-Fi gateways managed by TR-069. Newer ones name their parameters "Device.…" (TR-181), older ones "InternetGatewayDevice.…" (TR-098); a device has only one of these roots.';

/** What the fault of a device means. */
export const FAULTS =
	'State "failed" comes with a fault of the device: 9005 no such path, 9006 wrong type, 9007 wrong value, 9008 read-only.';

/** What to do while a device has not acted yet. */
export const LATER =
	'A device acts when it next contacts the server. State "scheduled" or "running" means accepted and not done yet: tell the user, look the transaction_id up later, and do not call again with the same input.';
