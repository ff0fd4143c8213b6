import { deviceField } from '../../fields/deviceField';
import { readSerialNumber } from '../../fields/serialNumber';
import { readPerItem } from '../../items/perItem';
import type { NodeOperation } from '../operation';
import { presentDevice, readSimplify, simplifyField } from './present';

/** Looks one device up, by its serial number. */
export const getDevice: NodeOperation = {
	option: {
		name: 'Get',
		value: 'get',
		action: 'Get device',
		description: 'Look up a device, its connection and whether settings wait for it',
	},
	toolDescription:
		'Looks up one device by its serial number: whether it is in contact with the server (status), since when, and whether changes wait for it (pending_settings).',
	fields: [deviceField, simplifyField],
	execute: async (context) =>
		await readPerItem(context, {
			plan: (parameters, itemIndex) => ({
				serialNumber: readSerialNumber(parameters.read('device', itemIndex), 'Device'),
				simplify: readSimplify(parameters, itemIndex),
			}),
			subject: ({ serialNumber }) => ({ serial_number: serialNumber }),
			read: async (client, { serialNumber, simplify }) => [
				presentDevice(await client.device(serialNumber), simplify),
			],
		}),
};
