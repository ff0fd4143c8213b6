import axios from 'axios';
import type { OperationName, RequestedVariable } from '../../../simulator/fleet/rpc.mts';
import type { Simulator } from '../../../simulator/start.mts';

/** An operation as CONTROL's API takes it. */
export interface OperationDraft {
	serial_number: string;
	operation: OperationName;
	variables: readonly RequestedVariable[];
}

/** Schedules an operation as somebody else would, without n8n, and lets its device carry it out. */
export async function carryOut(
	{ url, token, inform }: Pick<Simulator, 'url' | 'token' | 'inform'>,
	operation: OperationDraft,
): Promise<void> {
	await axios.post(`${url}/inventory_device_serial_headless_operation/`, operation, {
		headers: { Authorization: `Bearer ${token}` },
		proxy: false,
	});
	inform(operation.serial_number);
}
