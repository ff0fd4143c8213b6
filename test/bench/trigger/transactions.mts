import axios from 'axios';
import type { ControlProcess } from '../controlProcess.mts';

/** Tells the simulated CONTROL what becomes of its transactions. */
export interface Transactions {
	/** Leaves this many open, spread evenly over the devices. */
	add(count: number): Promise<void>;
	/** Lets one device finish what it has to do, or all of them. */
	finish(serial?: string): Promise<void>;
}

export function transactionsOf({ url }: Pick<ControlProcess, 'url'>): Transactions {
	const orders = axios.create({ baseURL: `${new URL(url).origin}/__simulator`, proxy: false });
	return {
		add: async (count) => void (await orders.post('/transactions', { count, finished: false })),
		finish: async (serial) => void (await orders.post('/inform', serial && { serial })),
	};
}
