import { schedulingOperation } from './schedulingOperation';
import { DEVICES, FAULTS, LATER } from './toolPhrases';

/** Has devices report the values of their parameters. */
export const getVariables = schedulingOperation('get', {
	action: 'Get variables from device',
	description: 'Read parameters of devices',
	toolDescription: `Reads parameters of devices by their full paths, e.g. ["Device.DeviceInfo.UpTime"]. A path with a dot at its end reads all below it; keep such branches small. ${DEVICES} The answer has one entry a device with its values by path. Passwords and keys are never shown. ${FAULTS} ${LATER}`,
});
