import { unescaped } from './keyText';
import { untaggedKey, type SubjectKey } from './subjectKey';
import { unpackedUuids } from './uuidText';

/**
 * The keys in a text of the form in which version 0.1 stored ids: separated by blanks, those that
 * hold a blank escaped, UUIDs in runs. It did not know their devices.
 */
export function keysOfFormerText(text: string): SubjectKey[] {
	return text.split(' ').flatMap((word) => {
		if (word.startsWith('!')) return unpackedUuids(word.slice(2), word.charAt(1)).map(untaggedKey);
		return word === '' ? [] : [untaggedKey(unescaped(word))];
	});
}
