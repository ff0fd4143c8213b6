import type { ControlClient } from '../../control/client';
import type { DeviceKey } from '../../control/endpoints';
import { ControlError } from '../../control/failures/errors';
import { inPool, type Slots } from '../../control/pace/pool';
import { unknownDevice } from '../../control/unknownDevice';
import { isJsonObject, textOf, type JsonObject } from '../../ground/json';
import type { Target } from './target';

/** What each run has looked up, by its client: a device that many items name is asked for once. */
const lookedUp = new WeakMap<ControlClient, Map<string, Promise<string>>>();

/**
 * The serial number of the device with this name or ID, by which everything is sent. Throws
 * ControlError where there is none, or more than one, or where the server shows another one.
 */
export async function serialNumberOf(client: ControlClient, asked: DeviceKey): Promise<string> {
	const known = lookedUp.get(client) ?? new Map<string, Promise<string>>();
	lookedUp.set(client, known);
	const key = `${asked.by} ${asked.key}`;
	const found = known.get(key) ?? lookUp(client, asked);
	known.set(key, found);
	return await found;
}

/**
 * Looks up what the targets of these plans name, several at a time; what fails is told where it is
 * needed.
 */
export async function lookUpAll(
	plans: ReadonlyArray<{ readonly target: Target }>,
	client: ControlClient,
	slots: Slots,
): Promise<void> {
	const keys = plans.map(({ target }) => target).filter((target) => target.kind === 'lookUp');
	await inPool(keys, slots, async (asked) => {
		await serialNumberOf(client, asked).catch((error: unknown) => {
			if (!(error instanceof ControlError)) throw error;
		});
	});
}

/**
 * One device as the server shows it. Throws ControlError where it shows another one than asked for.
 */
export async function deviceWith(client: ControlClient, asked: DeviceKey): Promise<JsonObject> {
	const answer = await client.device(asked);
	const list = Array.isArray(answer.results) ? answer.results.filter(isJsonObject) : [answer];
	const fitting = list.filter((device) => fits(device, asked));
	const [device, another] = fitting;
	if (device && another) throw several(asked, fitting.length);
	if (device) return device;
	const [shown] = list;
	throw shown ? otherDevice(asked, shown) : notFound(asked);
}

async function lookUp(client: ControlClient, asked: DeviceKey): Promise<string> {
	const serialNumber = textOf((await deviceWith(client, asked)).serial_number);
	if (serialNumber !== null) return serialNumber;
	throw new ControlError({
		kind: 'unexpected_answer',
		message: `CONTROL shows no serial number for the device with the ${asked.by} "${asked.key}"`,
		fix: 'Name the device by its serial number.',
		transient: false,
	});
}

const SHOWN_AS = { serialNumber: 'serial_number', name: 'name', id: 'id' } as const;

/** What a device does not show, it does not contradict. */
function fits(device: JsonObject, { by, key }: DeviceKey): boolean {
	const shown = textOf(device[SHOWN_AS[by]]);
	if (shown === null || shown === key) return true;
	return by === 'serialNumber' && shown.toLowerCase() === key.toLowerCase();
}

function notFound(asked: DeviceKey): ControlError {
	return new ControlError({ kind: 'not_found', ...unknownDevice(asked), transient: false });
}

function several({ by, key }: DeviceKey, count: number): ControlError {
	return new ControlError({
		kind: 'conflict',
		message: `CONTROL knows ${count} devices with the ${by} "${key}". Nothing was sent`,
		fix: 'Name the device by its serial number.',
		transient: false,
	});
}

function otherDevice({ by, key }: DeviceKey, device: JsonObject): ControlError {
	const shown = textOf(device[SHOWN_AS[by]]) ?? '';
	return new ControlError({
		kind: 'unexpected_answer',
		message: `CONTROL was asked for the device with the ${by} "${key}" and shows "${shown}". Nothing was sent`,
		fix: 'Name the device by its serial number, and ask the operator of your CONTROL server.',
		transient: false,
	});
}
