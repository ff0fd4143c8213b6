import type { Worker } from '../../../host/queue/worker.mts';
import type { TrueOperation } from '../../../simulator/simulator.mts';
import type { Simulator } from '../../../simulator/start.mts';
import type { Delivery } from '../../e2e/trigger/sink.mts';

/** The processes of n8n whose nodes have sent such requests, by the names with which they sign. */
export function askers(simulator: Pick<Simulator, 'requests'>, method: 'GET' | 'POST'): string[] {
	const requests = simulator.requests().filter((request) => request.method === method);
	return [...new Set(requests.map(({ headers }) => headers['user-agent'] ?? ''))].sort();
}

/** The operations that set this value. */
export function settingTo(
	simulator: Pick<Simulator, 'operations'>,
	value: string,
): TrueOperation[] {
	return simulator
		.operations()
		.filter(({ variables }) => variables.some((variable) => variable.value === value));
}

/** The serial numbers of devices that have more than one of these operations. */
export function doubled(operations: readonly TrueOperation[]): string[] {
	return repeated(operations.map(({ serial_number: serial }) => serial));
}

/** The finished transactions of which nothing has arrived. */
export function missing(simulator: Simulator, deliveries: readonly Delivery[]): string[] {
	const heard = new Set(deliveries.map(({ transaction_id: id }) => id));
	const finished = simulator.operations().filter(({ state }) => state === 'completed');
	return finished.map(({ id }) => id).filter((id) => !heard.has(id));
}

/** What is there more than once. */
export function repeated(words: readonly string[]): string[] {
	return [...new Set(words.filter((word, nth) => words.indexOf(word) !== nth))];
}

/** The ids of the executions that a worker has begun since it last started. */
export function begunOn(worker: Pick<Worker, 'logs'>): string[] {
	return [...worker.logs().matchAll(/Worker started execution (\d+)/g)].map(([, id = '']) => id);
}
