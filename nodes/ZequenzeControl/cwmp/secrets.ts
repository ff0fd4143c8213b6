import { entryFor } from './catalogue/lookup';
import { lastName } from './lastName';

/** Names that carry a secret on devices of many vendors. Rather one name too many than one too few. */
const SECRET_NAME =
	/pass(word|phrase|wd)|presharedkey|psk$|wepkey|secret|privatekey|auth(entication)?(key|code)|encryptionkey|keyvalue|(^|[a-z_-])PIN$/i;

/**
 * Whether the value at this path is a password, a key or a PIN, which no output shows:
 * by the catalogue where it knows the path, otherwise by the last name of the path. Never throws.
 */
export function isSecretPath(path: string): boolean {
	const entry = entryFor(path);
	return entry ? entry.secret === true : SECRET_NAME.test(lastName(path));
}
