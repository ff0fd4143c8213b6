import type { Memory } from './memory';
import type { Outbox } from './outbox';
import type { Snapshot } from './snapshot';

/** What a comparison has come to, as far as the next one needs it. */
interface Outcome extends Pick<Memory, 'lastSeen' | 'words'> {
	pending: ReturnType<Outbox<unknown>['memory']>;
	/** How often in a row the list proved nothing. */
	unproven: number;
	hasChanged: boolean;
	isFirstSnapshot: boolean;
	hasBaseline: boolean;
}

/** What is remembered for the next comparison. */
export function nextMemory(
	before: Memory | undefined,
	snapshot: Omit<Snapshot<unknown>, 'subjects'>,
	{ lastSeen, pending, unproven, words, hasChanged, isFirstSnapshot, hasBaseline }: Outcome,
): Memory {
	const since = isFirstSnapshot ? snapshot.startedAt : before?.since;
	return {
		host: snapshot.host,
		credential: snapshot.credential,
		scope: snapshot.scope,
		lastSeen,
		unproven,
		sequence: (before?.sequence ?? 0) + (hasChanged ? 1 : 0),
		...pending,
		...(since !== undefined && { since }),
		...(!hasBaseline && !snapshot.complete && { lacksBaseline: true }),
		...(words && { words }),
		...(before?.position && !isFirstSnapshot && { position: before.position }),
	};
}
