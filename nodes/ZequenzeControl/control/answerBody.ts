/** The most that is read of an answer, in bytes after decompression; what is larger is not read to its end. */
export const MAX_BYTES = {
	/** A list: 100,000 transactions on a single page take about half of it. */
	list: 64 * 2 ** 20,
	/** The answer to a scheduled operation, which repeats what was sent. */
	receipt: 8 * 2 ** 20,
	/** The answer that refuses something: far more than a message quotes. */
	refusal: 64 * 2 ** 10,
} as const;

/** How reading the body of an answer ended. */
export type BodyEnd = 'whole' | 'too_large' | 'too_slow' | 'broken';

/** What was read of a body. */
export interface Body {
	end: BodyEnd;
	/** The text up to there; bytes that are no UTF-8 are U+FFFD. Made only when it is wanted: it may be long. */
	text: () => string;
}

/** How long and how much of a body is read. */
export interface BodyLimits {
	/** Bytes after decompression. */
	maxBytes: number;
	/** Milliseconds that the body may take; more only while it comes at SLOWEST or faster. */
	timeoutMs: number;
	/** Ends the request where that takes more than destroying the stream. */
	abort?: () => void;
}

/** Bytes a millisecond. A long list over a slow line is worth waiting for, a trickle is not. */
const MIN_BYTES_PER_MS = 100;

const LOOK_EVERY_MS = 250;

/** A stream as n8n's helper hands it over. Its events cost a tenth of a small request less than iterating over it. */
interface ByteStream {
	on: (event: string, listener: (value: unknown) => void) => unknown;
	destroy: () => unknown;
}

interface OpenBody extends BodyLimits {
	stream: Pick<ByteStream, 'destroy'>;
	startedAt: number;
	/** How many have come. */
	bytes: number;
	isOverdue: boolean;
}

/** Time as reading sees it. */
interface Timer {
	/** Milliseconds since 1970. */
	now: () => number;
	/** Resolves after so many milliseconds. */
	sleep: (ms: number) => Promise<void>;
}

/**
 * Reads bodies as they arrive, so that neither a huge one nor one that never ends takes more memory or time than it may:
 * n8n's own limits of time end with the headers.
 */
export class BodyReader {
	private readonly open = new Set<OpenBody>();

	private isEnforcing = false;

	constructor(private readonly timer: Timer) {}

	/** Reads a body: a stream, or what an n8n that does not stream has made of it. Never throws. */
	async read(source: unknown, limits: BodyLimits): Promise<Body> {
		if (!isByteStream(source)) return inMemory(source, limits.maxBytes);
		const body = this.opened(source, limits);
		try {
			return await readToEnd(body, source);
		} finally {
			this.open.delete(body);
		}
	}

	/** What `answer` resolves to; undefined where it takes more milliseconds than it may. Throws what it throws. */
	async inTime<T>(answer: Promise<T>, timeoutMs: number): Promise<T | undefined> {
		let giveUp = (): void => {};
		const overdue = new Promise<undefined>((resolve) => {
			giveUp = () => resolve(undefined);
		});
		const body = this.opened({ destroy: giveUp }, { timeoutMs, maxBytes: Infinity });
		try {
			return await Promise.race([answer, overdue]);
		} finally {
			this.open.delete(body);
		}
	}

	private opened(stream: OpenBody['stream'], limits: BodyLimits): OpenBody {
		const startedAt = this.timer.now();
		const body: OpenBody = { ...limits, stream, startedAt, bytes: 0, isOverdue: false };
		this.open.add(body);
		if (!this.isEnforcing) void this.enforceLimits();
		return body;
	}

	/** Ends what takes too long, as long as anything is being read: one timer for all, for they may be thousands. */
	private async enforceLimits(): Promise<void> {
		this.isEnforcing = true;
		while (this.open.size > 0) {
			await this.timer.sleep(LOOK_EVERY_MS);
			const now = this.timer.now();
			for (const body of this.open) {
				body.isOverdue = now > body.startedAt + body.timeoutMs + body.bytes / MIN_BYTES_PER_MS;
				if (body.isOverdue) breakOff(body);
			}
		}
		this.isEnforcing = false;
	}
}

function breakOff({ stream, abort }: OpenBody): void {
	stream.destroy();
	abort?.();
}

async function readToEnd(body: OpenBody, stream: ByteStream): Promise<Body> {
	const chunks: Uint8Array[] = [];
	const end = await new Promise<BodyEnd>((resolve) => {
		const brokenOff = (): void => resolve(body.isOverdue ? 'too_slow' : 'broken');
		stream.on('data', (chunk) => {
			// One more may come after the stream was destroyed.
			if (body.bytes > body.maxBytes) return;
			const bytes = bytesOf(chunk);
			body.bytes += bytes.length;
			if (body.bytes <= body.maxBytes) return void chunks.push(bytes);
			resolve('too_large');
			breakOff(body);
		});
		stream.on('end', () => resolve('whole'));
		stream.on('error', brokenOff);
		// The last event in any case, and the only one after the stream was destroyed from here.
		stream.on('close', brokenOff);
	});
	return { end, text: () => Buffer.concat(chunks).toString('utf8') };
}

function inMemory(source: unknown, maxBytes: number): Body {
	const text = typeof source === 'string' ? source : (JSON.stringify(source) ?? '');
	return { end: text.length > maxBytes ? 'too_large' : 'whole', text: () => text };
}

function isByteStream(value: unknown): value is ByteStream {
	return (
		typeof value === 'object' &&
		value !== null &&
		'on' in value &&
		typeof value.on === 'function' &&
		'destroy' in value &&
		typeof value.destroy === 'function'
	);
}

function bytesOf(chunk: unknown): Uint8Array {
	return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
}
