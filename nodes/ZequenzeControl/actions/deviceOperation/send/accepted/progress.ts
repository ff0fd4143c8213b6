import { executionNote, type NotedContext } from '../../../../items/executionNote';
import type { Delivered } from '../dispatched';
import { idText } from './idText';

/** Notes with the execution how far a run is: where the user stops it, that is all that remains. */
export class Progress {
	private accepted = 0;

	private first: string | null = null;

	private last: string | null = null;

	private readonly keep: (text: string) => void;

	/**
	 * `total` is how many operations are to be sent, where that is known; `occasion` what they are a
	 * part of.
	 */
	constructor(
		context: NotedContext,
		private readonly about: { total?: number; occasion?: string } = {},
	) {
		this.keep = executionNote(context);
	}

	/** Takes in what the server took, or may have taken. */
	add(delivered: Delivered): void {
		if (delivered.kind === 'unknown') return;
		const { transactionId } = delivered.receipt;
		this.accepted += 1;
		this.first ??= transactionId;
		this.last = transactionId ?? this.last;
	}

	/** Notes what has come in so far. */
	note(): void {
		if (this.accepted === 0) return;
		const { accepted, first, last } = this;
		const { total, occasion } = this.about;
		const count = accepted.toLocaleString('en');
		const all = total === undefined ? ' operations' : ` of ${total.toLocaleString('en')}`;
		const ids = first === null ? '' : `, first ID ${idText(first)}, last ${idText(last ?? first)}`;
		const beginning = occasion === undefined ? '' : `${occasion}: `;
		this.keep(`${beginning}${count}${all} accepted${ids}`);
	}
}
