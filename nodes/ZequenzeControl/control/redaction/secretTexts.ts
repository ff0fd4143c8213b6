import { isSecretPath } from '../../cwmp/secrets';
import { unescaped } from './escapes';

/** What stands in output, in messages and in logs in place of a secret. */
export const MASK = '••••••••';

// Shorter ones would be found in texts that have nothing to do with them.
const SHORTEST = 4;

/** A variable, as it was sent or as a server shows it. */
interface Named {
	variable_name: string;
	value?: string | number | boolean | null;
}

/**
 * Texts that must not be seen, e.g. the passphrases that a run has sent, and what hides them in
 * other texts. Thousands of them cost no more than a few.
 */
export class SecretTexts {
	/** By their first characters, and of those by their length: thousands may begin alike. */
	private readonly byStart = new Map<string, Map<number, Set<string>>>();

	/**
	 * What is known to be no secret although it may hold one, e.g. a serial number that is also the
	 * passphrase.
	 */
	private readonly open = new Set<string>();

	/** Adds a secret; what is too short to be told from other texts is left out. */
	add(secret: unknown): void {
		const text = String(secret ?? '').trim();
		if (text.length < SHORTEST) return;
		const start = text.slice(0, SHORTEST);
		const byLength = this.byStart.get(start) ?? new Map<number, Set<string>>();
		const alike = byLength.get(text.length) ?? new Set<string>();
		this.byStart.set(start, byLength.set(text.length, alike.add(text)));
	}

	/** Adds the values of those variables that are secret. */
	addSecretsOf(variables: readonly Named[]): void {
		for (const { variable_name: path, value } of variables) {
			if (isSecretPath(path)) this.add(value);
		}
	}

	/**
	 * Adds the secrets of a request. What the user calls the device and its variables stays to be
	 * seen.
	 */
	addRequest(request: { serial_number: string; variables: readonly Named[] }): void {
		this.open.add(request.serial_number);
		for (const { variable_name: path } of request.variables) this.open.add(path);
		this.addSecretsOf(request.variables);
	}

	/**
	 * A text with the secrets masked, whether they stand there plain or escaped as in JSON, HTML or
	 * an address.
	 */
	hide(text: string): string {
		if (this.byStart.size === 0 || this.open.has(text)) return text;
		const plain = this.masked(text);
		if (!/[\\%&+]/.test(plain)) return plain;
		for (const decoded of [unescaped(plain), unescaped(plain.replace(/\+/g, ' '))]) {
			const clean = this.masked(decoded);
			if (clean !== decoded) return clean;
		}
		return plain;
	}

	/**
	 * Like hide, for ids. One that is a plain number counts something: it quotes nothing, whatever
	 * digits are in it.
	 */
	hideInId(id: string): string {
		return /^\d+$/.test(id) ? id : this.hide(id);
	}

	private masked(text: string): string {
		let clean = '';
		let done = 0;
		for (let at = 0; at + SHORTEST <= text.length; at += 1) {
			const secret = this.secretAt(text, at);
			if (secret === undefined) continue;
			clean += text.slice(done, at) + MASK;
			done = at + secret.length;
			at = done - 1;
		}
		return done === 0 ? text : clean + text.slice(done);
	}

	private secretAt(text: string, at: number): string | undefined {
		const byLength = this.byStart.get(text.slice(at, at + SHORTEST));
		if (byLength === undefined) return undefined;
		let longest: string | undefined;
		for (const [length, secrets] of byLength) {
			const candidate = text.slice(at, at + length);
			if (length <= (longest?.length ?? 0) || !secrets.has(candidate)) continue;
			if (standsAlone(text, at, candidate)) longest = candidate;
		}
		return longest;
	}
}

const DIGIT = /\d/;

/** A number is not quoted by a longer one that happens to have the same digits in it. */
function standsAlone(text: string, at: number, secret: string): boolean {
	if (!/^\d+$/.test(secret)) return true;
	return !DIGIT.test(text.charAt(at - 1)) && !DIGIT.test(text.charAt(at + secret.length));
}
