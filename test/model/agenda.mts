/**
 * What is to happen at which time; it comes out in the order of time, and what was put in first
 * where times are the same.
 */
export class Agenda<Event> {
	private readonly heap: Array<{ at: number; nth: number; event: Event }> = [];

	private count = 0;

	add(at: number, event: Event): void {
		const entry = { at, nth: this.count, event };
		this.count += 1;
		let place = this.heap.push(entry) - 1;
		while (place > 0) {
			const parent = (place - 1) >> 1;
			const above = this.heap[parent];
			if (!above || isBefore(above, entry)) break;
			this.heap[place] = above;
			place = parent;
		}
		this.heap[place] = entry;
	}

	/** The next event and its time; undefined where there is none. */
	next(): { at: number; event: Event } | undefined {
		const [first] = this.heap;
		const last = this.heap.pop();
		if (!first || !last || this.heap.length === 0) return first;
		let place = 0;
		for (;;) {
			let child = 2 * place + 1;
			const [left, right] = [this.heap[child], this.heap[child + 1]];
			if (!left) break;
			if (right && isBefore(right, left)) child += 1;
			const least = child === 2 * place + 1 ? left : (right ?? left);
			if (isBefore(last, least)) break;
			this.heap[place] = least;
			place = child;
		}
		this.heap[place] = last;
		return first;
	}
}

interface Placed {
	at: number;
	nth: number;
}

function isBefore(one: Placed, other: Placed): boolean {
	return one.at === other.at ? one.nth < other.nth : one.at < other.at;
}
