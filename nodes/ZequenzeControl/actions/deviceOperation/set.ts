import { schedulingOperation } from './schedulingOperation';
import { DEVICES, FAULTS, LATER } from './toolPhrases';

/** Has devices take new values; a device takes all values of one operation or none. */
export const setVariables = schedulingOperation('set', {
	action: 'Set variables on device',
	description: 'Change parameters of devices',
	toolDescription: `Changes parameters of devices. The change is one JSON object of full paths and new values, e.g. {"Device.ManagementServer.PeriodicInformInterval": 300}; a device takes all of it or nothing. Read the present values first, change only what the user asked for, and say what you changed. ${DEVICES} ${FAULTS} ${LATER}`,
});
