// A shorter text is no token but would blot out half of every answer.
const MIN_TOKEN = 6;

/** Returns what blots a token out of a text, however it is spelled there. */
export function tokenRedactor(token: string): (text: string) => string {
	if (token.length < MIN_TOKEN) return (text) => text;
	const spellings = spellingsOf(token);
	return (text) =>
		spellings.reduce(
			(clean, spelling) => (clean.includes(spelling) ? clean.split(spelling).join('***') : clean),
			text,
		);
}

/** A token as it may stand in an answer: as it is, in a string of JSON (where some escape the slash, too), in an address. */
function spellingsOf(token: string): string[] {
	const inJson = JSON.stringify(token).slice(1, -1);
	const all = [token, inJson, inJson.split('/').join('\\/'), encodeURIComponent(token)];
	return [...new Set(all)];
}
