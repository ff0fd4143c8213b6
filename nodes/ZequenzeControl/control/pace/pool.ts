/** How many may be under way at once; it may change at any time. */
export interface AtOnce {
	readonly atOnce: number;
}

/** Places for what is under way at once, given out in the order in which they were asked for. */
export class Slots {
	private taken = 0;

	private readonly waiting: Array<() => void> = [];

	constructor(private readonly limit: AtOnce) {}

	/** Resolves when there is a place. */
	async take(): Promise<void> {
		if (this.waiting.length === 0 && this.taken < this.limit.atOnce) {
			this.taken += 1;
			return;
		}
		await new Promise<void>((admitted) => {
			this.waiting.push(admitted);
		});
	}

	/** Gives a place back, and as many out as there are now. */
	release(): void {
		this.taken -= 1;
		while (this.taken < this.limit.atOnce) {
			const admit = this.waiting.shift();
			if (!admit) return;
			this.taken += 1;
			admit();
		}
	}
}

/**
 * Runs `work` for each entry, started in order, as many at a time as there are slots. After an
 * error nothing more is started; the first error is thrown when what is under way has ended.
 */
export async function inPool<T>(
	entries: Iterable<T> | AsyncIterable<T>,
	slots: Slots,
	work: (entry: T) => Promise<void>,
): Promise<void> {
	const errors: unknown[] = [];
	const running = new Set<Promise<void>>();
	const start = (entry: T): void => {
		const ended = work(entry)
			.catch((error: unknown) => void errors.push(error))
			.then(() => {
				running.delete(ended);
				slots.release();
			});
		running.add(ended);
	};
	try {
		for await (const entry of entries) {
			await slots.take();
			if (errors.length > 0) {
				slots.release();
				break;
			}
			start(entry);
		}
	} catch (error) {
		errors.push(error);
	}
	await Promise.all(running);
	if (errors.length > 0) await Promise.reject(errors[0]);
}
