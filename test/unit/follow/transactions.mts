import type { Transaction } from '../../../nodes/ZequenzeControl/control/answers/transaction';

/** A transaction of which the server shows nothing but what is given. */
export function shown(facts: Partial<Transaction> = {}): Transaction {
	return {
		id: null,
		serialNumber: null,
		operation: null,
		status: null,
		variables: [],
		instance: null,
		fault: null,
		failedDevices: 0,
		createdAt: null,
		updatedAt: null,
		raw: {},
		...facts,
	};
}
