import { access } from './access';
import { download, nameLookup, ping, traceRoute, upload } from './diagnostics';
import { ethernetLink, ethernetPort } from './ethernet';
import { firmware } from './firmware';
import { health } from './health';
import { dataModel, identity } from './identity';
import { dhcpServer, hosts } from './lan';
import { managementServer } from './managementServer';
import { portMapping, portMappingPpp } from './nat';
import { defaultConnection, dns, dynamicDns, firewall, routes } from './routing';
import type { Section } from './section';
import { time } from './time';
import { voice } from './voice';
import { cellular } from './wanCellular';
import { dhcpClient, dhcpv6Client } from './wanDhcp';
import { dslChannel, dslLine } from './wanDsl';
import { wanCommon, wanIp, wanIpTable } from './wanIp';
import { optical, pon } from './wanOptical';
import { wanPpp, wanPppTable } from './wanPpp';
import { wifi, wifiAccess, wifiClients, wifiNeighbours, wifiRadio, wifiSsid } from './wifi';

/** The whole catalogue, in the order in which people look for things. */
export const sections: readonly Section[] = [
	identity,
	dataModel,
	health,
	firmware,
	managementServer,
	time,
	wanPpp,
	wanPppTable,
	wanIp,
	wanIpTable,
	wanCommon,
	dhcpClient,
	dhcpv6Client,
	dslLine,
	dslChannel,
	optical,
	pon,
	cellular,
	wifi,
	wifiRadio,
	wifiSsid,
	wifiAccess,
	wifiClients,
	wifiNeighbours,
	hosts,
	dhcpServer,
	ethernetPort,
	ethernetLink,
	portMapping,
	portMappingPpp,
	dns,
	dynamicDns,
	routes,
	defaultConnection,
	firewall,
	access,
	voice,
	ping,
	traceRoute,
	download,
	upload,
	nameLookup,
];
