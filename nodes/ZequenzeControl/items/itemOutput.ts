import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { Breaks } from './breaks';
import { realClock } from './clock';
import { errorItem, failureOf, isCancellation, nodeError, type Subject } from './failures';
import type { Hints } from './hints';
import { isToolNode } from './toolNode';

/**
 * Collects what comes of each input item, in input order, and treats failures as the user chose by
 * On Error.
 */
export class ItemOutput {
	private readonly byItem: INodeExecutionData[][] = [];

	constructor(private readonly context: IExecuteFunctions) {}

	/** Adds a result, linked to its input item. */
	add(itemIndex: number, json: IDataObject): void {
		this.listOf(itemIndex).push({ json, pairedItem: { item: itemIndex } });
	}

	/** Adds an item that is about all input items. */
	addForAll(item: Pick<INodeExecutionData, 'json' | 'binary'>): void {
		const pairedItem = [...this.context.getInputData().keys()].map((nth) => ({ item: nth }));
		this.listOf(0).push({ ...item, pairedItem });
	}

	/**
	 * Adds an error item; throws the error instead where the node is to stop, or where the user
	 * stopped the execution. `manyTargets`: the item stands for many devices.
	 */
	fail(itemIndex: number, error: unknown, subject: Subject = {}, manyTargets = false): void {
		const failure = failureOf(error, subject);
		if (isCancellation(error, this.context) || !this.context.continueOnFail()) {
			throw nodeError(this.context.getNode(), failure, itemIndex, error);
		}
		this.listOf(itemIndex).push(errorItem(failure, itemIndex, manyTargets));
	}

	/**
	 * Runs `read` for every input item; an item for which it throws has failed. Returns the others'
	 * results. Throws RunCancelled.
	 */
	async forEachItem<T>(read: (itemIndex: number) => T): Promise<T[]> {
		const good: T[] = [];
		const breaks = new Breaks(realClock(this.context));
		for (const itemIndex of this.context.getInputData().keys()) {
			await breaks.yieldToEventLoop();
			try {
				good.push(read(itemIndex));
			} catch (error) {
				this.fail(itemIndex, error);
			}
		}
		return good;
	}

	/**
	 * Shows remarks about the run: to people in the output panel, to a model, which has none, in an
	 * item of their own.
	 */
	remark(hints: Hints): void {
		hints.show(this.context);
		const remarks = hints.texts();
		if (remarks.length === 0 || !isToolNode(this.context.getNode())) return;
		this.add(Math.max(0, this.byItem.length - 1), { remarks });
	}

	/**
	 * Whether the first item of the output is an error item: then n8n's Retry On Fail runs the node
	 * again.
	 */
	startsWithFailure(): boolean {
		const [first] = this.byItem.find((items) => items?.length) ?? [];
		return first?.json.error !== undefined;
	}

	items(): INodeExecutionData[] {
		return this.byItem.flat();
	}

	private listOf(itemIndex: number): INodeExecutionData[] {
		return (this.byItem[itemIndex] ??= []);
	}
}
