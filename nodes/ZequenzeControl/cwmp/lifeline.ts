import { templateOf } from './templates';

/** A change that can cut a device off from CONTROL for good. */
export interface LifelineChange {
	readonly variable_name: string;
	/** What would happen, as the end of a sentence that begins with "the device". */
	readonly consequence: string;
}

interface Lifeline {
	/** Below the root of either data model, with `{i}` for instance numbers. */
	readonly names: readonly string[];
	/** Which values are dangerous; missing where every change is. */
	readonly isDangerous?: (value: string) => boolean;
	readonly consequence: string;
}

const ROOTS = ['Device.', 'InternetGatewayDevice.'];

const A_DAY_S = 86_400;

const isOff = (value: string): boolean => ['false', '0'].includes(value.trim().toLowerCase());

/**
 * A device that is silent for more than a day counts as lost in most networks; nothing reads as
 * nothing.
 */
const isRare = (value: string): boolean => !(Number(value) > 0 && Number(value) <= A_DAY_S);

/** The variables by which a device finds CONTROL and CONTROL the device, in both data models. */
const LIFELINES: readonly Lifeline[] = [
	{
		names: ['ManagementServer.URL'],
		consequence: 'would contact another server and never come back to this one',
	},
	{
		names: ['ManagementServer.Username', 'ManagementServer.Password'],
		consequence: 'would no longer be able to sign in to CONTROL',
	},
	{
		names: [
			'ManagementServer.ConnectionRequestUsername',
			'ManagementServer.ConnectionRequestPassword',
			'ManagementServer.ConnReqXMPPConnection',
			'ManagementServer.ConnReqAllowedJabberIDs',
			'ManagementServer.UDPConnectionRequestAddress',
			'ManagementServer.STUNEnable',
		],
		consequence: 'would no longer answer when CONTROL asks it to connect',
	},
	{
		names: ['ManagementServer.EnableCWMP'],
		isDangerous: isOff,
		consequence: 'would stop speaking CWMP and never contact CONTROL again',
	},
	{
		names: ['ManagementServer.PeriodicInformEnable'],
		isDangerous: isOff,
		consequence: 'would no longer contact CONTROL by itself',
	},
	{
		names: ['ManagementServer.PeriodicInformInterval'],
		isDangerous: isRare,
		consequence: 'would contact CONTROL less than once a day',
	},
	{
		names: [
			'PPP.Interface.{i}.Enable',
			'IP.Interface.{i}.Enable',
			'IP.Interface.{i}.IPv4Enable',
			'DSL.Line.{i}.Enable',
			'DSL.Channel.{i}.Enable',
			'ATM.Link.{i}.Enable',
			'PTM.Link.{i}.Enable',
			'Optical.Interface.{i}.Enable',
			'XPON.ONU.{i}.Enable',
			'Cellular.Enable',
			'Cellular.Interface.{i}.Enable',
			'DHCPv4.Client.{i}.Enable',
			'Ethernet.Interface.{i}.Enable',
			'Ethernet.Link.{i}.Enable',
			'Ethernet.VLANTermination.{i}.Enable',
			'WANDevice.{i}.WANCommonInterfaceConfig.EnabledForInternet',
			'WANDevice.{i}.WANDSLInterfaceConfig.Enable',
			'WANDevice.{i}.WANEthernetInterfaceConfig.Enable',
			'WANDevice.{i}.WANConnectionDevice.{i}.WANDSLLinkConfig.Enable',
			'WANDevice.{i}.WANConnectionDevice.{i}.WANIPConnection.{i}.Enable',
			'WANDevice.{i}.WANConnectionDevice.{i}.WANPPPConnection.{i}.Enable',
		],
		isDangerous: isOff,
		consequence: 'could lose the connection over which it reaches CONTROL',
	},
];

/**
 * The lifeline change that setting this variable to this value would be; undefined where it is
 * none.
 */
export function lifelineChange(path: string, value: string): LifelineChange | undefined {
	const template = templateOf(path);
	const root = ROOTS.find((name) => template.startsWith(name));
	if (root === undefined) return undefined;
	const name = template.slice(root.length);
	const found = LIFELINES.find(
		({ names, isDangerous }) => names.includes(name) && (isDangerous?.(value) ?? true),
	);
	return found && { variable_name: path, consequence: found.consequence };
}
