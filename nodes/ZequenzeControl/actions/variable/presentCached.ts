import type { IDataObject } from 'n8n-workflow';

import type { CachedValue } from '../../control/answers/cachedValue';
import { redactVariable } from '../../control/redaction/redaction';
import { decodeValue } from '../../cwmp/values/values';
import { flatRow, instanceRows, type Scalar } from '../../follow/rows';
import type { CachedPlan } from './cachedFields';
import type { CachedReading } from './cachedReader';

/** The items that show what CONTROL knows of a device, values of passwords and keys masked. */
export function presentCached(
	{ serialNumber, values, missing, stale }: CachedReading,
	{ shape, showSecrets, maxAgeMs }: Pick<CachedPlan, 'shape' | 'showSecrets' | 'maxAgeMs'>,
): IDataObject[] {
	const shown = showSecrets ? values : values.map((value) => redactVariable(value));
	const head = { serial_number: serialNumber };
	const columns = shown.map((one): [string, Scalar] => [one.variable_name, valueOf(one)]);
	if (shape === 'flat') return [flatRow(head, columns)];
	if (shape === 'instances') return instanceRows(head, columns);
	if (shape === 'variable') {
		return shown.map((one) => ({
			...head,
			variable_name: one.variable_name,
			value: valueOf(one),
			value_type: one.value_type ?? null,
			updated_at: one.readAt,
		}));
	}
	return [
		{
			...head,
			values: Object.fromEntries(columns),
			missing: [...missing],
			updated_at: oldest(values),
			...(maxAgeMs > 0 && { stale: stale && [...stale] }),
		},
	];
}

function valueOf({ value, value_type: type }: CachedValue): Scalar {
	return decodeValue(value, type ?? null);
}

/** Since when all of this was so, as the server writes it; null where it shows no times. */
function oldest(values: readonly CachedValue[]): string | null {
	const times = values.map(({ readAt }) => readAt);
	if (times.some((time) => time === null)) return null;
	return (
		[...times].sort((one, other) => Date.parse(one ?? '') - Date.parse(other ?? ''))[0] ?? null
	);
}
