import { schedulingOperation } from './schedulingOperation';
import { DEVICES, FAULTS, LATER } from './toolPhrases';

/** Has devices delete an instance from a table, with all that belongs to it. */
export const deleteObject = schedulingOperation('del.obj', {
	action: 'Delete object from device',
	description: 'Remove an instance from a table of devices',
	toolDescription: `Deletes instances from tables of devices with all that belongs to them, e.g. ["Device.WiFi.SSID.3."]. This cannot be undone: read the instance first, and be sure that the user means it. ${DEVICES} ${FAULTS} ${LATER}`,
});
