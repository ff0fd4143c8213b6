/** What CONTROL can have a device do beside headless operations. */
export interface DeviceAction {
	/** Stable name, stored in workflows. */
	readonly value: string;
	/** Name for people, in Title Case. */
	readonly label: string;
	readonly description: string;
	/**
	 * The code that is sent unless another is typed: no page of the API's reference names the codes.
	 */
	readonly code: string;
	/** Whether it wipes settings of the device, so that a list of devices has to be allowed. */
	readonly isReset: boolean;
	/** Whether the device's own up time shows that it was done. */
	readonly isProvable: boolean;
}

const common = { isReset: false, isProvable: false };

/** The five asynchronous actions of CONTROL's reference. */
export const deviceActions = [
	{
		...common,
		value: 'deviceFactoryReset',
		label: 'Device Factory Reset',
		description: 'Have the device forget all its settings, as its own reset button does',
		code: 'device_factory_reset',
		isReset: true,
	},
	{
		...common,
		value: 'factoryReset',
		label: 'Factory Reset',
		description: 'Have the device forget its settings by CWMP',
		code: 'factory_reset',
		isReset: true,
	},
	{
		...common,
		value: 'reboot',
		label: 'Reboot',
		description: 'Restart the device',
		code: 'reboot',
		isProvable: true,
	},
	{
		...common,
		value: 'reconfigure',
		label: 'Reconfigure',
		description: 'Have CONTROL send the device all settings of its profile again',
		code: 'device_reconfigure',
	},
	{
		...common,
		value: 'syncConfiguration',
		label: 'Sync Configuration',
		description: 'Have CONTROL read the settings of the device again',
		code: 'configuration_sync',
	},
] as const satisfies readonly DeviceAction[];
