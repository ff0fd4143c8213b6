import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { gapText, type ListEnd } from '../control/lists/listEnd';

/**
 * Collects remarks about a run. n8n shows hints for the run, not for an item, so equal ones are
 * told once with their count.
 */
export class Hints {
	private readonly counted = new Map<string, { hint: NodeExecutionHint; count: number }>();

	/** Adds a remark; `of` is what it is counted by, e.g. the rule that it comes from. */
	add(message: string, type: NodeExecutionHint['type'] = 'info', of = message): void {
		const known = this.counted.get(of);
		if (known) known.count += 1;
		else this.counted.set(of, { hint: { message, type, location: 'outputPane' }, count: 1 });
	}

	/** Remarks what a list was short of that has ended. */
	addGap(end: ListEnd | null): void {
		if (end?.complete === false) this.add(gapText(end), 'warning');
	}

	/** Shows what was collected in the output panel. */
	show(context: IExecuteFunctions): void {
		const hints = this.told();
		if (hints.length) context.addExecutionHints(...hints);
	}

	/** What was collected, as texts. */
	texts(): string[] {
		return this.told().map(({ message }) => message);
	}

	private told(): NodeExecutionHint[] {
		return [...this.counted.values()].map(({ hint, count }) =>
			count === 1 ? hint : { ...hint, message: `${hint.message} (${count} times)` },
		);
	}
}
