import { deviceField, readDevice } from '../../fields/deviceField';
import { deviceWith } from '../../fields/targets/lookUp';
import { readPerItem } from '../../items/perItem';
import type { NodeOperation } from '../operation';
import { presentDevice, readSimplify, simplifyField } from './present';

/** Looks one device up, by its serial number, name or ID. */
export const getDevice: NodeOperation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get device',
		description: 'Look up a device, its connection and whether settings wait for it',
	},
	toolDescription:
		'Looks up one device by its serial number (or name, or ID): whether it is in contact with the server (status), since when, and whether changes wait for it (pending_settings).',
	fields: [deviceField, simplifyField],
	execute: async (context) =>
		await readPerItem(context, {
			plan: (parameters, itemIndex) => ({
				asked: readDevice(parameters.read(deviceField.name, itemIndex)),
				simplify: readSimplify(parameters, itemIndex),
			}),
			subject: ({ asked: { by, key } }) => (by === 'serialNumber' ? { serial_number: key } : {}),
			read: async (client, { asked, simplify }) => [
				presentDevice(await deviceWith(client, asked), simplify),
			],
		}),
};
