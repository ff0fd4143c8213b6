import type { Execution } from '../../../host/execution.mts';
import { TESTED } from './contenders.mts';

const WORD = /[\w-]+/g;

/**
 * The transaction ids that an execution still shows when it has ended: in the node's items, or in
 * its error.
 */
export function heldIds({ runs, error }: Execution): Set<string> {
	const items = (runs[TESTED] ?? []).flatMap(({ outputs }) => outputs.flat());
	const shown = items.map(({ json }) => String(json.transaction_id ?? json.id ?? ''));
	const told = `${error?.message ?? ''} ${error?.description ?? ''}`.match(WORD) ?? [];
	return new Set([...shown, ...told]);
}
