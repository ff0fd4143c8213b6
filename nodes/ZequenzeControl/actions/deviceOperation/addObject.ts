import { schedulingOperation } from './schedulingOperation';
import { DEVICES, FAULTS, LATER } from './toolPhrases';

/** Has devices create an instance in a table, e.g. another Wi-Fi network. */
export const addObject = schedulingOperation('add.obj', {
	action: 'Add object to device',
	description: 'Create an instance in a table of devices, e.g. a Wi-Fi network',
	toolDescription: `Adds an instance to a table of devices, e.g. ["Device.WiFi.SSID."]; the device chooses its number, and the answer has it as object.path. A new instance is empty: set its parameters afterwards. Calling twice makes two. ${DEVICES} ${FAULTS} ${LATER}`,
});
