/**
 * What tokens and keys look like; those that a human chose look like nothing in particular and are
 * not found.
 */
const PATTERNS: Readonly<Record<string, RegExp>> = {
	'private key': /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/,
	'cloud access key': /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/,
	'GitHub token': /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_\w{60,})/,
	'npm token': /\bnpm_[A-Za-z0-9]{36}\b|_authToken\s*=\s*[^\s$]{8,}/,
	'chat token': /\bxox[abprs]-[A-Za-z0-9-]{20,}/,
	'Google key': /\bAIza[\w-]{35}\b/,
	'signed web token': /\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}/,
	'authorization header':
		/\bauthorization['"]?\s*[:=]\s*['"`]?(?:bearer|token|basic)\s+[A-Za-z0-9+/_=.-]{24,}/i,
	'password in an address':
		/\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@'"`{}$<>]+:[^\s/:@'"`{}$<>]{6,}@[a-z0-9]/i,
};

export interface Finding {
	/** From 1. */
	line: number;
	what: string;
}

/** The lines of a text that look like secrets. */
export function secretsIn(text: string): Finding[] {
	return text.split('\n').flatMap((content, index) =>
		Object.entries(PATTERNS)
			.filter(([, pattern]) => pattern.test(content))
			.map(([what]) => ({ line: index + 1, what })),
	);
}
