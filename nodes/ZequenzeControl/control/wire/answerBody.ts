import type { JsonValue } from '../../ground/json';
import { bytesOf, isByteStream, type ByteStream } from './byteStream';
import { LongJson, TooMuchJson } from './longJson';

/**
 * The most that is read of an answer, in bytes after decompression; what is larger is not read to
 * its end.
 */
export const MAX_BYTES = {
	/** A list: 100,000 transactions on a single page take about half of it. */
	list: 64 * 2 ** 20,
	/** The answer to a scheduled operation, which repeats what was sent. */
	receipt: 2 * 2 ** 20,
	/** The answer that refuses something: far more than a message quotes. */
	refusal: 64 * 2 ** 10,
} as const;

/** How reading the body of an answer ended. */
export type BodyEnd = 'whole' | 'too_large' | 'too_slow' | 'broken';

/** What a long text of `size` characters says, if it is JSON at all. */
export type LongValue = { value: JsonValue; size: number } | 'no JSON';

/** What was read of a body. */
export interface Body {
	end: BodyEnd;
	/** The text up to there, of a long one the beginning; bytes that are no UTF-8 are U+FFFD. */
	text: () => string;
	/** What a long text says: it was read as it came, because at once it would hold up n8n. */
	json?: LongValue;
}

/** How long and how much of a body is read. */
export interface BodyLimits {
	/** Bytes after decompression. */
	maxBytes: number;
	/** Milliseconds that the body may take; more only while it comes at SLOWEST or faster. */
	timeoutMs: number;
	/** Ends the request where that takes more than destroying the stream. */
	abort?: () => void;
	/**
	 * Takes out of a long text what is not to be read, a slice at a time; of a short one, that is the
	 * caller's business.
	 */
	redact?: (text: string) => string;
}

/** Bytes of a text that is long. */
const LONG = 256 * 2 ** 10;

/** Bytes a millisecond. A long list over a slow line is worth waiting for, a trickle is not. */
const MIN_BYTES_PER_MS = 100;

const LOOK_EVERY_MS = 250;

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
 * Reads bodies as they arrive, so that neither a huge one nor one that never ends takes more memory
 * or time than it may: n8n's own limits of time end with the headers.
 */
export class BodyReader {
	private readonly open = new Set<OpenBody>();

	private isEnforcing = false;

	constructor(private readonly timer: Timer) {}

	/** Reads a body: a stream, or what an n8n that does not stream has made of it. Never throws. */
	async read(source: unknown, limits: BodyLimits): Promise<Body> {
		if (!isByteStream(source)) return await this.inMemory(source, limits);
		const body = this.opened(source, limits);
		try {
			return await readToEnd(body, source);
		} finally {
			this.open.delete(body);
		}
	}

	/**
	 * What `answer` resolves to; undefined, after `abort`, where it takes more milliseconds than it
	 * may. Throws what it throws.
	 */
	async inTime<T>(
		answer: Promise<T>,
		{ timeoutMs, abort }: Pick<BodyLimits, 'timeoutMs' | 'abort'>,
	): Promise<T | undefined> {
		let giveUp = (): void => {};
		const overdue = new Promise<undefined>((resolve) => {
			giveUp = () => resolve(undefined);
		});
		const limits = { timeoutMs, maxBytes: Infinity, abort };
		const body = this.opened({ destroy: giveUp }, limits);
		try {
			return await Promise.race([answer, overdue]);
		} finally {
			this.open.delete(body);
		}
	}

	/** What an n8n that does not stream hands over. */
	private async inMemory(source: unknown, { maxBytes, redact }: BodyLimits): Promise<Body> {
		const whole = typeof source === 'string' ? source : (JSON.stringify(source) ?? '');
		const body = { text: () => whole.slice(0, LONG) };
		if (whole.length > maxBytes) return { ...body, end: 'too_large' };
		if (whole.length <= LONG) return { ...body, end: 'whole' };
		const json = new LongText(redact);
		for (let at = 0; at < whole.length; at += LONG) {
			if (!json.add(whole.slice(at, at + LONG))) return { ...body, end: 'too_large' };
			await this.timer.sleep(0);
		}
		return { ...body, ...json.end() };
	}

	private opened(stream: OpenBody['stream'], limits: BodyLimits): OpenBody {
		const startedAt = this.timer.now();
		const body: OpenBody = { ...limits, stream, startedAt, bytes: 0, isOverdue: false };
		this.open.add(body);
		if (!this.isEnforcing) void this.enforceLimits();
		return body;
	}

	/**
	 * Ends what takes too long, as long as anything is being read: one timer for all, for they may be
	 * thousands.
	 */
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
	const { maxBytes, redact } = body;
	/** The whole of a short text, the beginning of a long one. */
	const chunks: Uint8Array[] = [];
	const decoder = new TextDecoder();
	let long: LongText | undefined;
	const isReadable = (chunk: Uint8Array): boolean => {
		body.bytes += chunk.length;
		if (body.bytes > maxBytes) return false;
		if (long) return long.add(decoder.decode(chunk, { stream: true }));
		chunks.push(chunk);
		if (body.bytes <= LONG) return true;
		long = new LongText(redact);
		return long.add(decoder.decode(Buffer.concat(chunks), { stream: true }));
	};
	let isOver = false;
	const end = await new Promise<BodyEnd>((resolve) => {
		const brokenOff = (): void => resolve(body.isOverdue ? 'too_slow' : 'broken');
		stream.on('data', (chunk) => {
			// One more may come after the stream was destroyed.
			if (isOver) return;
			isOver = !isReadable(bytesOf(chunk));
			if (!isOver) return;
			resolve('too_large');
			breakOff(body);
		});
		stream.on('end', () => resolve('whole'));
		stream.on('error', brokenOff);
		// The last event in any case, and the only one after the stream was destroyed from here.
		stream.on('close', brokenOff);
	});
	const text = (): string => Buffer.concat(chunks).toString('utf8');
	return { text, ...(long && end === 'whole' ? long.end() : { end }) };
}

/** A long text as it comes. */
class LongText {
	private readonly json: LongJson;

	private isJson = true;

	private isTooMuch = false;

	constructor(redact?: (text: string) => string) {
		this.json = new LongJson(redact);
	}

	private size = 0;

	/** Takes the next piece. Whether more may come: not where it holds more than is read. */
	add(text: string): boolean {
		this.size += text.length;
		if (this.isJson) this.attempt(() => this.json.push(text));
		return !this.isTooMuch;
	}

	end(): Pick<Body, 'end' | 'json'> {
		const value = this.isJson ? this.attempt(() => this.json.value()) : undefined;
		if (this.isTooMuch) return { end: 'too_large' };
		return { end: 'whole', json: value === undefined ? 'no JSON' : { value, size: this.size } };
	}

	private attempt<T>(read: () => T): T | undefined {
		try {
			return read();
		} catch (error) {
			if (error instanceof TooMuchJson) this.isTooMuch = true;
			else this.isJson = false;
			return undefined;
		}
	}
}
