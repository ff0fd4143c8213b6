import { ControlError } from '../control/failures/errors';
import { describeFault } from '../cwmp/faults/faults';
import { similarPath } from '../cwmp/paths/similarPath';
import type { Fault } from './outcome';

/**
 * The failure of an operation that the device did not carry out, with what to do about its fault.
 */
export function refusedBy(fault: Fault | null): ControlError {
	const { code = null, name = null, message = null, variable_name: path = null } = fault ?? {};
	const what = [code, name ?? message].filter((part) => part !== null).join(' ');
	const where = path === null ? '' : ` at "${path}"`;
	return new ControlError({
		kind: 'device_refused',
		message: `The device refused: ${what || 'no reason given'}${where}`,
		fix: [suggestionFor(code, path), adviceOn(code)].filter(Boolean).join(' '),
		transient: fault?.transient ?? false,
		delivery: 'refused',
	});
}

function adviceOn(code: string | null): string {
	const advice = code === null ? null : describeFault(code).advice;
	return advice ?? 'Check the variables and values against the model of the device.';
}

const UNKNOWN_NAME = '9005';

/**
 * What was looked for last: thousands of devices refuse the same path, and looking takes a while.
 */
let latest: { path: string; similar: string | undefined } | undefined;

function suggestionFor(code: string | null, path: string | null): string | undefined {
	if (code !== UNKNOWN_NAME || path === null) return undefined;
	if (latest?.path !== path) latest = { path, similar: similarPath(path) };
	return latest.similar && `Did you mean "${latest.similar}"?`;
}
