const PLAIN = /^[\w.:@/+-]{1,100}$/;

const MAX_LENGTH = 200;

const INVISIBLE = /[\p{C}\p{Z}]/gu;

/**
 * An ID or serial number as it may stand in a list in a log or a message: as it is where it is
 * plain; otherwise in quotes, at most 200 characters long, with whatever could break or forge a
 * line escaped.
 */
export function idText(id: string): string {
	if (PLAIN.test(id)) return id;
	const escaped = JSON.stringify(id.slice(0, MAX_LENGTH)).replace(INVISIBLE, escapedCharacter);
	return id.length > MAX_LENGTH ? `${escaped}…` : escaped;
}

function escapedCharacter(character: string): string {
	if (character === ' ') return character;
	const code = (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');
	return `\\u${character.length > 1 ? `{${code}}` : code}`;
}
