import type { INodeProperties } from 'n8n-workflow';

import type { DeviceKey } from '../control/endpoints';
import { requireClean } from '../cwmp/paths/textFlaws';
import { InvalidInput } from '../ground/invalidInput';
import { isJsonObject, textOf } from '../ground/json';
import { inField } from './inField';
import { searchBy } from './listSearch';
import { readSerialNumber } from './serialNumber';

/**
 * The choice of one device, from a list with its name and state, or by name, ID or serial number.
 */
export const deviceField: INodeProperties = {
	displayName: 'Device',
	name: 'device',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The device to work on',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a device...',
			typeOptions: searchBy('searchDevices'),
		},
		{
			displayName: 'ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. 1234',
		},
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			placeholder: 'e.g. Home 24',
		},
		{
			displayName: 'Serial',
			name: 'serialNumber',
			type: 'string',
			placeholder: 'e.g. SN123456789',
		},
	],
};

const CALLED = { name: 'name', id: 'ID' } as const;

const MAX_LENGTH = 256;

/** By what the field names a device. Throws InvalidInput. */
export function readDevice(parameter: unknown): DeviceKey {
	const mode = isJsonObject(parameter) ? parameter.mode : undefined;
	if (mode === 'name' || mode === 'id') {
		return inField('Device', () => ({ by: mode, key: keyIn(parameter, CALLED[mode]) }));
	}
	return { by: 'serialNumber', key: readSerialNumber(parameter, 'Device') };
}

function keyIn(parameter: unknown, called: string): string {
	const text = isJsonObject(parameter) ? textOf(parameter.value) : null;
	if (text === null) {
		throw new InvalidInput(
			`The ${called} is empty or no text`,
			`Give the ${called} of one device.`,
		);
	}
	const key = requireClean(`The ${called}`, text);
	if (key.length > MAX_LENGTH || /[\p{Cc}\p{Cs}]/u.test(key) || /^\.+$/.test(key)) {
		throw new InvalidInput(
			`The ${called} is longer than ${MAX_LENGTH} characters or holds some that no ${called} has`,
			`Copy the ${called} from the device list.`,
		);
	}
	return key;
}
