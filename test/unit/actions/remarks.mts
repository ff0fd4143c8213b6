import type { IExecuteFunctions, NodeExecutionHint } from 'n8n-workflow';

import { Hints } from '../../../nodes/ZequenzeControl/items/hints';
import { strictFake } from './strictFake.mts';

/** The hints that n8n would show; none where it would not be asked to show any. */
export function shownHints(hints: Hints): NodeExecutionHint[] {
	const shown: NodeExecutionHint[] = [];
	const addExecutionHints = (...some: NodeExecutionHint[]): void => {
		if (some.length === 0) throw new Error('n8n was asked to show nothing');
		shown.push(...some);
	};
	hints.show(strictFake<IExecuteFunctions>({ addExecutionHints }));
	return shown;
}

/** Their texts. */
export function remarks(hints: Hints): string[] {
	return shownHints(hints).map(({ message }) => message);
}
