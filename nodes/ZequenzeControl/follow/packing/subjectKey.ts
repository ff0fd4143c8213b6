import { digest } from './digits';

/**
 * What one thing that is followed is known by: three characters for its device, a blank, and its
 * id, because a server may use an id again for another device. Where the device is not known, and
 * for UUIDs, nothing stands before the blank.
 */
export type SubjectKey = string;

/** How many characters stand for a device: another one has the same in one of 750,000 cases. */
export const TAG_LENGTH = 3;

const UUID = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** Whether an id is a UUID, of which no other thing has the same. */
export function isUuid(id: string): boolean {
	return UUID.test(id);
}

/** The key of what has this id and belongs to this device. */
export function keyOf(id: string, serialNumber: string | null): SubjectKey {
	if (serialNumber === null || isUuid(id)) return untaggedKey(id);
	return `${digest(serialNumber.toUpperCase(), TAG_LENGTH)} ${id}`;
}

/** The key of an id of which the device is not known. */
export function untaggedKey(id: string): SubjectKey {
	return ` ${id}`;
}

/** The key of an id with the three characters of a device, or none. */
export function taggedKey(tag: string, id: string): SubjectKey {
	return `${tag} ${id}`;
}

/** The id in a key. */
export function idIn(key: SubjectKey): string {
	return key.slice(key.startsWith(' ') ? 1 : TAG_LENGTH + 1);
}

/** The characters in a key that stand for its device; empty where it is not known. */
export function tagIn(key: SubjectKey): string {
	return key.startsWith(' ') ? '' : key.slice(0, TAG_LENGTH);
}
