import { prepareModel } from './dataModel.mts';
import { access } from './device2/access.mts';
import { internet } from './device2/internet.mts';
import { localNetwork } from './device2/localNetwork.mts';
import { management } from './device2/management.mts';
import { wifi } from './device2/wifi.mts';
import { voiceBelow } from './voice.mts';

/** TR-181 issue 2 devices: gateways on fibre, with a VDSL line and a mobile network in reserve. */
export const device2 = prepareModel({
	name: 'Device:2',
	root: 'Device.',
	ping: 'Device.IP.Diagnostics.IPPing.',
	branches: [management, wifi, localNetwork, internet, access, voiceBelow('Device.')],
});
