import { beginsEscape, unitAt } from './escapes';
import { MASK } from './secretTexts';

// A shorter text is no token but would blot out half of every answer.
const SHORTEST_TOKEN = 6;

/**
 * Characters that are searched at once, and how much of that may be done without a rest: some ten
 * milliseconds.
 */
const SLICE = 2 ** 14;
const STRETCH = 2 ** 20;

/** Plain characters that are passed over in the time that one escape takes. */
const ESCAPE_COST = 50;

/** A part of a text, from its first character up to the one after its last. */
type Part = readonly [start: number, end: number];

/**
 * Takes the token out of what a server sends, as it is and however it is escaped: as in JSON, HTML
 * or an address, one inside the other, every character of it or some.
 */
export class TokenRedactor {
	/** Where each of its characters stands in the token. */
	private readonly places = new Map<string, number[]>();

	/** What was done since the last rest, in plain characters. */
	private work = 0;

	constructor(private readonly token: string) {
		if (token.length < SHORTEST_TOKEN) return;
		for (const [at, char] of [...token].entries()) {
			this.places.set(char, [...(this.places.get(char) ?? []), at]);
		}
	}

	/** A text without the token. */
	redact(text: string): string {
		return this.without(text, this.escapedIn(text, 0, text.length));
	}

	/**
	 * Like redact, for texts of any length: `rest` is awaited now and then, so that n8n can do other
	 * work.
	 */
	async redactLong(text: string, rest: () => Promise<void>): Promise<string> {
		const parts: Part[] = [];
		for (let from = 0; from < text.length; from += SLICE) {
			if (this.work > STRETCH) {
				this.work = 0;
				await rest();
			}
			for (const part of this.escapedIn(text, from, from + SLICE)) parts.push(part);
		}
		return this.without(text, parts);
	}

	private without(text: string, escaped: readonly Part[]): string {
		if (this.places.size === 0) return text;
		let clean = text;
		if (escaped.length > 0) {
			let done = 0;
			const kept = escaped.map(([start, end]) => {
				const before = text.slice(done, start);
				done = end;
				return before;
			});
			clean = [...kept, text.slice(done)].join(MASK);
		}
		return clean.includes(this.token) ? clean.split(this.token).join(MASK) : clean;
	}

	/**
	 * Where the token stands with something in it escaped, the first of which within these bounds.
	 */
	private escapedIn(text: string, from: number, to: number): Part[] {
		const parts: Part[] = [];
		if (this.places.size === 0) return parts;
		this.work += to - from;
		for (let at = from; at < to && at < text.length; at += 1) {
			if (!beginsEscape(text.charCodeAt(at))) continue;
			const part = this.partAround(text, at);
			if (part === undefined) continue;
			parts.push(part);
			at = part[1] - 1;
		}
		return parts;
	}

	/** The token, if what is escaped here is its first character that is. */
	private partAround(text: string, at: number): Part | undefined {
		const itself = { char: text.charAt(at), end: at + 1 };
		if (!this.mayBeIn(text, at)) return undefined;
		this.work += ESCAPE_COST;
		for (const { char, end } of [unitAt(text, at), itself]) {
			for (const place of this.places.get(char) ?? []) {
				const start = at - place;
				if (start < 0 || !text.startsWith(this.token.slice(0, place), start)) continue;
				const after = this.endOf(text, end, place + 1);
				if (after !== undefined) return [start, after];
			}
		}
		return undefined;
	}

	/**
	 * Rules most escapes out at once, which a list may have by the million: `\/` where the token has
	 * no slash.
	 */
	private mayBeIn(text: string, at: number): boolean {
		const [sign, next] = [text.charAt(at), text.charAt(at + 1)];
		if (this.places.has(sign) || sign !== '\\') return true;
		return next === 'u' || next === '\\' || this.places.has(next);
	}

	/** Where the token ends of which this is the rest from its character `place` on. */
	private endOf(text: string, from: number, place: number): number | undefined {
		if (place === this.token.length) return from;
		const wanted = this.token.charAt(place);
		const { char, end } = unitAt(text, from);
		const after = char === wanted ? this.endOf(text, end, place + 1) : undefined;
		// What looks like an escape may as well be a character of the token itself.
		const isItself = end !== from + 1 && text.charAt(from) === wanted;
		return after ?? (isItself ? this.endOf(text, from + 1, place + 1) : undefined);
	}
}
