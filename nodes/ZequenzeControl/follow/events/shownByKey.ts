import { ENTRIES_AT_ONCE } from '../../control/lists/slices';
import type { Kind } from '../memory/kind';
import type { KnownSubjects } from '../memory/knownSubjects';
import type { SubjectKey } from '../packing/subjectKey';

/**
 * What a list shows, each subject once, under the key that it is known by; of two entries for one
 * key, the one that is further. Other work may be done at each step.
 */
export function* shownByKey<Subject>(
	subjects: readonly Subject[],
	kind: Pick<Kind<Subject>, 'keyOf' | 'isFurther'>,
	known: KnownSubjects,
): Generator<undefined, Map<SubjectKey, Subject>, undefined> {
	const keyed = subjects.flatMap((subject): Array<[SubjectKey, Subject]> => {
		const key = kind.keyOf(subject);
		return key === null ? [] : [[key, subject]];
	});
	if (keyed.length > ENTRIES_AT_ONCE) yield;
	known.follow(keyed.map(([key]) => key));
	if (keyed.length > ENTRIES_AT_ONCE) yield;
	const shown = new Map<SubjectKey, Subject>();
	for (const [ownKey, subject] of keyed) {
		const key = known.keyFor(ownKey);
		const other = shown.get(key);
		if (other === undefined || kind.isFurther(subject, other)) shown.set(key, subject);
	}
	return shown;
}
