import { isJsonObject, parseShallowJson, type JsonValue } from '../../ground/json';

/** Characters that are parsed at once: so few take no more than a moment. */
const SLICE = 128 * 2 ** 10;

// A list of 100,000 transactions has half as many, and these still have room in memory.
const MAX_VALUES = 4_000_000;
const MAX_CONTAINERS = 2_000_000;
const MAX_KEYS = 100_000;

/** No text, number or gap in an answer of CONTROL's is as long. */
const MAX_UNCUT = 512 * 2 ** 10;

const MAX_DEPTH = 100;

/** A JSON text holds more than is read: too many values, or one that is too long. */
export class TooMuchJson extends Error {}

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const ARRAY = { kind: 'array', start: 0x5b, end: 0x5d } as const;
const OBJECT = { kind: 'object', start: 0x7b, end: 0x7d } as const;
const BYTE_ORDER_MARK = /^\uFEFF/;

/**
 * Reads a long JSON text as it comes, a slice at a time, so that reading never holds up for long
 * what else is to be done. What it holds is counted before objects are made of it. Reads what
 * `parseJson` reads, and in the same way.
 */
export class LongJson {
	/** What is open and has been read in part, outermost first. */
	private readonly frames: Frame[] = [new Frame('root')];

	/** The text that is not parsed yet; it belongs to the last frame. */
	private pending = '';

	/** Where in `pending` each level was opened, and where its last comma is. */
	private readonly openAt: number[] = [];

	private readonly commaAt: number[] = [-1];

	private depth = 0;

	private isInString = false;

	private isEscaped = false;

	private values = 0;

	private containers = 0;

	private isAtStart = true;

	constructor(
		/** Changes each slice before it is parsed, e.g. to take a secret out of it. */
		private readonly clean: (text: string) => string = (text) => text,
		/** Characters that are parsed at once. */
		private readonly slice = SLICE,
	) {}

	/**
	 * Takes the next piece of the text. Throws TooMuchJson, and SyntaxError as soon as it can be no
	 * JSON.
	 */
	push(text: string): void {
		const piece = this.isAtStart ? text.replace(BYTE_ORDER_MARK, '') : text;
		this.isAtStart &&= text === '';
		let done = 0;
		let base = this.pending.length;
		for (let at = 0; at < piece.length; at += 1) {
			const code = piece.charCodeAt(at);
			if (this.isInString) {
				if (this.isEscaped) this.isEscaped = false;
				else if (code === BACKSLASH) this.isEscaped = true;
				else if (code === QUOTE) this.isInString = false;
			} else if (code === QUOTE) this.isInString = true;
			else if (code === COMMA) this.comma(base + at);
			else if (code === ARRAY.start || code === OBJECT.start) this.open(base + at);
			else if (code === ARRAY.end || code === OBJECT.end) {
				this.depth -= 1;
				if (this.depth >= this.frames.length - 1) continue;
				this.close(this.pending + piece.slice(done, at), code);
				this.pending = '';
				done = at + 1;
				base = -done;
			}
		}
		this.pending += piece.slice(done);
		while (this.pending.length > this.slice && this.cut());
		if (this.pending.length > MAX_UNCUT) throw new TooMuchJson();
	}

	/** The value of the whole text. Throws SyntaxError where that is not complete. */
	value(): JsonValue {
		const root = this.frames.at(-1);
		if (!root || this.frames.length > 1) throw new SyntaxError('The text ends in the middle');
		root.end(this.clean(this.pending));
		return root.value();
	}

	private comma(at: number): void {
		this.commaAt[this.depth] = at;
		this.values += 1;
		if (this.values > MAX_VALUES) throw new TooMuchJson();
	}

	private open(at: number): void {
		this.depth += 1;
		this.containers += 1;
		if (this.containers > MAX_CONTAINERS) throw new TooMuchJson();
		if (this.depth > MAX_DEPTH) throw new SyntaxError(`Nested more than ${MAX_DEPTH} levels deep`);
		this.openAt[this.depth] = at;
		this.commaAt[this.depth] = -1;
	}

	/** The last frame ends with this text. */
	private close(text: string, code: number): void {
		const frame = this.frames.pop();
		const parent = this.frames.at(-1);
		const isMeant = frame && code === (frame.kind === 'array' ? ARRAY : OBJECT).end;
		if (!isMeant || !parent) throw new SyntaxError('Something ends that did not begin');
		frame.end(this.clean(text));
		parent.endChild(frame.value());
		this.commaAt[this.depth] = -1;
	}

	/**
	 * Parses what is complete of the pending text, or goes into what is too long to be complete.
	 * Whether it could.
	 */
	private cut(): boolean {
		const level = this.frames.length - 1;
		const frame = this.frames[level];
		const comma = this.commaAt[level] ?? -1;
		const start = this.openAt[level + 1] ?? -1;
		if (comma >= 0) {
			frame?.addSome(this.clean(this.pending.slice(0, comma)));
			this.drop(level, comma + 1);
		} else if (this.depth > level) {
			frame?.beginChild(this.clean(this.pending.slice(0, start)));
			const isArray = this.pending.charCodeAt(start) === ARRAY.start;
			this.frames.push(new Frame(isArray ? 'array' : 'object'));
			this.drop(level + 1, start + 1);
		} else return false;
		return true;
	}

	private drop(level: number, length: number): void {
		this.pending = this.pending.slice(length);
		for (let deeper = level; deeper <= this.depth; deeper += 1) {
			this.openAt[deeper] = (this.openAt[deeper] ?? 0) - length;
			this.commaAt[deeper] = Math.max(-1, (this.commaAt[deeper] ?? 0) - length);
		}
	}
}

/** An array or object whose text comes in parts, or the root that has one value. */
class Frame {
	private readonly items: JsonValue[] = [];

	private readonly members = new Map<string, JsonValue>();

	private key = '';

	/** The last that came was a child of its own; a comma or the end must follow. */
	private isAfterChild = false;

	/** The last that came was a comma. */
	private isAfterComma = false;

	constructor(readonly kind: 'root' | 'array' | 'object') {}

	/** Takes what stands before a comma. */
	addSome(text: string): void {
		if (this.kind === 'root') throw new SyntaxError('There are several values');
		const own = this.afterChild(text);
		if (own !== null) this.add(own);
		this.isAfterComma = true;
	}

	/** Takes what stands before the end. */
	end(text: string): void {
		const own = this.afterChild(text);
		if (own === null) return;
		if (own.trim() !== '' || this.isAfterComma || this.kind === 'root') this.add(own);
	}

	/** Takes what stands before the beginning of a child. */
	beginChild(text: string): void {
		const before = this.isAfterChild ? this.afterChild(text) : text;
		if (before === null) throw new SyntaxError('There is no comma between two values');
		const [key = ''] = Object.keys(this.parse(`${before}null`));
		this.key = key;
	}

	endChild(value: JsonValue): void {
		if (this.kind === 'object') this.members.set(this.key, value);
		else this.items.push(value);
		this.isAfterChild = true;
	}

	value(): JsonValue {
		if (this.kind === 'object') return Object.fromEntries(this.members);
		return this.kind === 'array' ? this.items : (this.items[0] ?? null);
	}

	/** The text of own values; null where it belongs to a child that has ended. */
	private afterChild(text: string): string | null {
		if (!this.isAfterChild) return text;
		const rest = text.trimStart();
		this.isAfterChild = false;
		this.isAfterComma = rest !== '';
		if (rest === '') return null;
		if (this.kind === 'root' || !rest.startsWith(',')) {
			throw new SyntaxError('There is no comma between two values');
		}
		return rest.slice(1);
	}

	private add(text: string): void {
		if (text.trim() === '') throw new SyntaxError('There is no value at a comma');
		const parsed = this.parse(text);
		if (this.kind === 'object') {
			for (const [key, value] of Object.entries(parsed)) this.members.set(key, value);
			if (this.members.size > MAX_KEYS) throw new TooMuchJson();
		} else for (const value of Object.values(parsed)) this.items.push(value);
	}

	/** The values of a text, by key or in order. */
	private parse(text: string): JsonValue[] | Record<string, JsonValue> {
		const parsed = parseShallowJson(this.kind === 'object' ? `{${text}}` : `[${text}]`);
		if (Array.isArray(parsed)) {
			if (this.kind === 'root' && parsed.length !== 1) throw new SyntaxError('One value is wanted');
			return parsed;
		}
		if (isJsonObject(parsed)) return parsed;
		throw new SyntaxError('The brackets do not match');
	}
}
