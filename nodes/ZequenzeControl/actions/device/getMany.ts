import type { IDataObject } from 'n8n-workflow';

import { deviceFilterField, readDeviceFilters } from '../../fields/deviceFilters';
import { requireMatch } from '../../fields/filterCheck';
import { limitFields, readLimit } from '../../fields/limit';
import { readPerItem } from '../../items/perItem';
import type { NodeOperation } from '../operation';
import { presentDevice, readSimplify, simplifyField } from './present';

const MAX_PAGE = 100;

/** Lists the devices that match a filter. */
export const getManyDevices: NodeOperation = {
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many devices',
		description: 'List devices, all or those that match a filter',
	},
	toolDescription:
		'Lists devices with their serial numbers and whether they are in contact with the server (status). Use it to find serial numbers; never invent them.',
	fields: [...limitFields, deviceFilterField, simplifyField],
	execute: async (context) =>
		await readPerItem(context, {
			plan: (parameters, itemIndex) => ({
				limit: readLimit(parameters, itemIndex),
				filters: readDeviceFilters(parameters, itemIndex),
				simplify: readSimplify(parameters, itemIndex),
			}),
			read: async (client, { limit, filters, simplify }, hints) => {
				const found: IDataObject[] = [];
				const pages = client.devicePages(filters, Math.min(limit, MAX_PAGE));
				for await (const { entries, end } of pages) {
					for (const device of entries.slice(0, limit - found.length)) {
						requireMatch(device, filters);
						found.push(presentDevice(device, simplify));
					}
					if (found.length >= limit) return found;
					hints.addGap(end);
				}
				return found;
			},
		}),
};
