import { prepareModel } from './dataModel.mts';
import { internet } from './internetGatewayDevice1/internet.mts';
import { localNetwork } from './internetGatewayDevice1/localNetwork.mts';
import { management } from './internetGatewayDevice1/management.mts';
import { voiceBelow } from './voice.mts';

/** TR-098 devices: DSL gateways. */
export const internetGatewayDevice1 = prepareModel({
	name: 'InternetGatewayDevice:1',
	root: 'InternetGatewayDevice.',
	ping: 'InternetGatewayDevice.IPPingDiagnostics.',
	branches: [management, localNetwork, internet, voiceBelow('InternetGatewayDevice.')],
});
