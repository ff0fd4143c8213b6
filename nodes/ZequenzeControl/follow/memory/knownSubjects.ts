import { idIn, tagIn, untaggedKey, type SubjectKey } from '../packing/subjectKey';
import { isGone, type LastSeen } from './lastSeen';

// Fewer may be ids that are used again by chance.
const FEWEST_RENAMED = 10;

/** What was seen by the last snapshot, and which of it an entry of this look is. */
export class KnownSubjects {
	readonly lastSeen: Map<SubjectKey, LastSeen>;

	private byId: Map<string, SubjectKey[]> | undefined;

	constructor(
		lastSeen: ReadonlyMap<SubjectKey, LastSeen> | undefined,
		/** Called where what was known by one key is known by another one from now on. */
		private readonly onRename: (key: SubjectKey, other: SubjectKey) => void,
	) {
		this.lastSeen = new Map(lastSeen);
	}

	/**
	 * Takes note of the keys that are shown. Where most of what is known comes with another device,
	 * the server shows serial numbers in another way than before, rather than using most ids again at
	 * once.
	 */
	follow(keys: readonly SubjectKey[]): void {
		const strange = keys.filter((key) => tagIn(key) !== '' && !this.lastSeen.has(key));
		if (strange.length < FEWEST_RENAMED || strange.length * 2 <= this.lastSeen.size) return;
		const shown = new Set(keys);
		const renamed = strange.flatMap((key): Array<[SubjectKey, SubjectKey]> => {
			const [former, ...more] = this.knownBy(idIn(key)).filter((other) => !shown.has(other));
			return former !== undefined && more.length === 0 ? [[former, key]] : [];
		});
		const listed = [...this.lastSeen.values()].filter((mark) => !isGone(mark)).length;
		if (renamed.length < FEWEST_RENAMED || renamed.length * 2 <= listed) return;
		for (const [former, key] of renamed) this.rename(former, key);
	}

	/**
	 * The key by which an entry is known, which need not be its own: its device may not have been
	 * shown always.
	 */
	keyFor(key: SubjectKey): SubjectKey {
		if (this.lastSeen.has(key)) return key;
		if (tagIn(key) !== '') {
			const former = untaggedKey(idIn(key));
			if (this.lastSeen.has(former)) this.rename(former, key);
			return key;
		}
		const [only, ...more] = this.knownBy(idIn(key));
		return only !== undefined && more.length === 0 ? only : key;
	}

	remember(key: SubjectKey, mark: LastSeen): void {
		if (this.byId && !this.lastSeen.has(key)) this.index(this.byId, key);
		this.lastSeen.set(key, mark);
	}

	/** Whether the id in a key is that of another device, too. */
	isUsedAgain(key: SubjectKey): boolean {
		return tagIn(key) !== '' && this.knownBy(idIn(key)).some((other) => other !== key);
	}

	private rename(former: SubjectKey, key: SubjectKey): void {
		const mark = this.lastSeen.get(former);
		if (mark === undefined || this.lastSeen.has(key)) return;
		this.lastSeen.delete(former);
		this.lastSeen.set(key, mark);
		this.byId = undefined;
		this.onRename(former, key);
	}

	/**
	 * The known keys with this id; they are looked up once for all, because that is seldom needed.
	 */
	private knownBy(id: string): readonly SubjectKey[] {
		this.byId ??= this.indexed();
		return this.byId.get(id) ?? [];
	}

	private indexed(): Map<string, SubjectKey[]> {
		const index = new Map<string, SubjectKey[]>();
		for (const key of this.lastSeen.keys()) this.index(index, key);
		return index;
	}

	private index(index: Map<string, SubjectKey[]>, key: SubjectKey): void {
		const keys = index.get(idIn(key));
		if (keys) keys.push(key);
		else index.set(idIn(key), [key]);
	}
}
