import type { IDataObject } from 'n8n-workflow';

import { ControlError } from '../../../control/failures/errors';
import { MASK } from '../../../control/redaction/redaction';
import { describeFault } from '../../../cwmp/faults';
import { isSecretPath } from '../../../cwmp/secrets';
import type { Assessed } from '../../../desired/flow';
import type { Fault } from '../../../follow/outcome';

/** What comes out for a device that was compared: the same eight keys for each. */
export function presentAssessed(
	serialNumber: string | null,
	assessed: Assessed,
	showSecrets: boolean,
): IDataObject {
	const { verdict, differences, values, undo, transactionIds, moreIds, fault, reason } = assessed;
	const { read = null, set = null, verify = null, ...others } = transactionIds;
	const shown = Object.entries(values ?? {}).map(([path, value]) => {
		const isHidden = !showSecrets && value !== null && value !== '' && isSecretPath(path);
		return [path, isHidden ? MASK : value];
	});
	return {
		serial_number: serialNumber,
		verdict,
		differences: differences.map((difference) => ({ ...difference })),
		values: values === null ? null : Object.fromEntries(shown),
		undo,
		transaction_ids: { read, set, verify, ...others, ...(moreIds.length > 0 && { more: moreIds }) },
		fault: fault === null ? null : { ...fault },
		reason,
	};
}

/** The failure of a device that could not be brought to what is wanted; undefined where it has a verdict of its own. */
export function failureIn({ verdict, error, fault }: Assessed): Error | undefined {
	if (verdict !== 'failed') return undefined;
	return error ?? (fault ? refusedBy(fault) : undefined);
}

function refusedBy({ code, name, message, variable_name: path, transient }: Fault): ControlError {
	const what = [code, name ?? message].filter((part) => part !== null).join(' ');
	const where = path === null ? '' : ` at "${path}"`;
	const advice = code === null ? null : describeFault(code).advice;
	return new ControlError({
		kind: 'device_refused',
		message: `The device refused: ${what || 'no reason given'}${where}`,
		fix: advice ?? 'Check the variables and values against the model of the device.',
		transient,
		delivery: 'refused',
	});
}
