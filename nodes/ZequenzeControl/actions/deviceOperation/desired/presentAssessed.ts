import type { IDataObject } from 'n8n-workflow';

import { MASK } from '../../../control/redaction/redaction';
import { isSecretPath } from '../../../cwmp/secrets';
import type { Assessed } from '../../../desired/flow';
import { refusedBy } from '../../../follow/refusal';

/**
 * What comes out for a device that was compared: the same eight keys for each, and its wave in a
 * roll-out.
 */
export function presentAssessed(
	serialNumber: string | null,
	assessed: Assessed,
	showSecrets: boolean,
	wave?: number,
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
		...(wave !== undefined && { wave }),
	};
}

/**
 * The failure of a device that could not be brought to what is wanted; undefined where it has a
 * verdict of its own.
 */
export function failureIn({ verdict, error, fault }: Assessed): Error | undefined {
	if (verdict !== 'failed') return undefined;
	return error ?? (fault ? refusedBy(fault) : undefined);
}
