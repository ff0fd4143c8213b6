import { entryFor } from './catalogue/lookup';
import { leafName } from './leafName';

/** Words that speak of a secret wherever they stand in a name. */
const SECRET_WORD =
	/pass(word|phrase|wd)|secret|(pre_?shared|private|wep|encryption|auth(entication)?)_?key|auth(entication)?_?code|key_?value/i;

/**
 * Words that speak of one at the end of a name; what follows them elsewhere counts or checks it:
 * `TokenCount`.
 */
const SECRET_ENDING = /(pwd|psk|token|pass_?(key|code)|pin_?code|community(_?(name|string))?)\d*$/i;

/** A SIM has two of each. */
const SIM_CODE = /(pin|puk)[12]?$/i;

/**
 * What a key opens; without such a word before it, it may also be a license or the ID of a command.
 */
const KEY = /(api|network|psk|radius|security|shared|wl|wpa[23]?)_?key\d*$/i;

/** A password cut short, and the words of which it may be a part: bypass, band pass. */
const PASS = /(.{0,5})pass\d{0,9}$/is;
const NO_PASSWORD = /(?:band|by|com|high|low)_?$/i;

/**
 * Names that carry a secret on devices of many vendors. Rather one name too many than one too few.
 */
const SECRET_NAMES = [SECRET_WORD, SECRET_ENDING, SIM_CODE, KEY];

/**
 * Whether the value at this path is a password, a key or a PIN, which no output shows:
 * by the catalogue where it knows the path, otherwise by the last name of the path. Never throws.
 */
export function isSecretPath(path: string): boolean {
	const entry = entryFor(path);
	if (entry) return entry.secret === true;
	const name = leafName(path);
	const beforePass = PASS.exec(name)?.[1];
	const isPass = beforePass !== undefined && !NO_PASSWORD.test(beforePass);
	return isPass || SECRET_NAMES.some((pattern) => pattern.test(name));
}
