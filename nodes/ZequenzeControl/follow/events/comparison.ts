import { ENTRIES_AT_ONCE } from '../../control/lists/slices';
import { serverInstant } from '../../ground/dates';
import type { EventName } from '../memory/eventNames';
import type { Happening, Kind } from '../memory/kind';
import { KnownSubjects } from '../memory/knownSubjects';
import {
	asBack,
	asGone,
	asMissed,
	asUnwanted,
	isBack,
	isGone,
	isMissed,
	isUnwanted,
	seenIn,
	wordIn,
	type LastSeen,
} from '../memory/lastSeen';
import type { Memory } from '../memory/memory';
import { nextMemory } from '../memory/nextMemory';
import { isOvertaken, shows } from '../memory/oldCopies';
import { Outbox } from '../memory/outbox';
import type { Changes, Interest, Snapshot } from '../memory/snapshot';
import { idIn, tagIn, type SubjectKey } from '../packing/subjectKey';
import { shownByKey } from './shownByKey';

const MAX_GONE = 50_000;
// What proves nothing once may be a hiccup of the server.
const PROOFS_AWAITED = 2;

/** One comparison of what the server shows with what was seen before. */
export class Comparison<Subject> {
	private readonly known: KnownSubjects;

	private readonly outbox: Outbox<Subject>;

	private readonly isFirstSnapshot: boolean;

	/** The list as this account shows it has been seen to its end before. */
	private readonly hasBaseline: boolean;

	/** The user changed what status words mean. */
	private readonly isReread: boolean;

	private changed: boolean;

	constructor(
		private readonly kind: Kind<Subject>,
		private readonly before: Memory | undefined,
		private readonly snapshot: Snapshot<Subject>,
		private readonly interest: Interest<Subject>,
	) {
		this.isFirstSnapshot = before?.host !== snapshot.host;
		const isOther =
			this.isFirstSnapshot ||
			before?.credential !== snapshot.credential ||
			before?.scope !== snapshot.scope;
		this.hasBaseline = !isOther && !before?.lacksBaseline;
		this.isReread = (before?.words ?? '') !== (interest.words ?? '');
		const memory = this.isFirstSnapshot ? undefined : before;
		this.outbox = new Outbox(memory, { ...interest, eventKey: kind.eventKey });
		this.known = new KnownSubjects(memory?.lastSeen, (key, other) => {
			this.outbox.rename(key, other);
			this.changed = true;
		});
		this.changed = isOther || this.isReread || (!this.hasBaseline && snapshot.complete);
		this.forgetUnasked();
	}

	/** Compares; other work may be done at each step. */
	*steps(): Generator<undefined, Changes<Subject>, undefined> {
		const shown = yield* shownByKey(this.snapshot.subjects, this.kind, this.known);
		let compared = 0;
		for (const [key, subject] of shown) {
			if (compared % ENTRIES_AT_ONCE === 0 && shown.size > ENTRIES_AT_ONCE) yield;
			this.compare(key, subject);
			compared += 1;
		}
		const isEmpty = shown.size === 0 && !this.snapshot.alsoListed?.size;
		const unproven = this.countUnproven(isEmpty);
		if (this.snapshot.complete) this.findGone(shown, isEmpty, unproven);
		const { events, left } = this.outbox;
		return { events, left, changed: this.hasChanged(), memory: this.memory(unproven) };
	}

	private hasChanged(): boolean {
		return this.changed || this.outbox.changed;
	}

	private memory(unproven: number): Memory {
		const { before, snapshot, isFirstSnapshot, hasBaseline, known, outbox } = this;
		return nextMemory(before, snapshot, {
			lastSeen: known.lastSeen,
			pending: outbox.memory(),
			words: this.interest.words,
			hasChanged: this.hasChanged(),
			isFirstSnapshot,
			hasBaseline,
			unproven,
		});
	}

	private forgetUnasked(): void {
		const { asked } = this.snapshot;
		if (!asked) return;
		for (const key of this.known.lastSeen.keys()) {
			if (asked.has(idIn(key))) continue;
			this.known.lastSeen.delete(key);
			this.drop(key);
		}
	}

	/** An empty list says nothing, and neither does one of which a part is missing. */
	private countUnproven(isEmpty: boolean): number {
		const before = this.isFirstSnapshot ? 0 : (this.before?.unproven ?? 0);
		if (!this.snapshot.complete) return before;
		const isUnproven = (isEmpty && this.known.lastSeen.size > 0) || this.snapshot.isCut === true;
		const count = isUnproven ? Math.min(before + 1, PROOFS_AWAITED) : 0;
		this.changed ||= count !== before;
		return count;
	}

	private compare(key: SubjectKey, subject: Subject): void {
		const last = this.known.lastSeen.get(key);
		const seen = last === undefined ? undefined : seenIn(last);
		const shown = this.kind.lastSeenOf(subject);
		const now = this.kind.advance?.(seen, shown) ?? shown;
		const isBackFrom = seen !== undefined && this.kind.isBefore(now, seen);
		const isDoubtful = isBackFrom || (last !== undefined && isBack(last));
		const isOpenAgain = isDoubtful && !this.kind.isEnd(now);
		const isWanted = this.interest.isWanted(subject);
		const markOf = (state: LastSeen): LastSeen => {
			const listed = isOpenAgain ? asBack(state) : state;
			return isWanted ? listed : asUnwanted(listed);
		};
		const news = last === markOf(now) ? undefined : this.newsOf(key, subject, seen, now);
		const isNews =
			news !== undefined &&
			!(isDoubtful && this.isOld(news)) &&
			!(this.kind.isTimed && this.outbox.wasReported(news));
		if (isDoubtful && news && isOvertaken(this.kind, this.outbox, news, seen)) this.drop(key);
		const pending = isNews ? undefined : this.outbox.pendingFor(key);
		// What is pending waits, kept in mind, until the server shows again what it is about.
		const isWaiting =
			isOpenAgain && !!pending && !shows(this.kind, now, { event: pending.event, seen });
		const mark = markOf(isWaiting ? (seen ?? now) : now);
		if (last !== mark) this.remember(key, mark);
		const due = isNews ? this.outbox.supersede(key, news.event) : pending;
		if (!due || isWaiting) return;
		const { event, at = this.timeOf(key, subject, event, seen) } = due;
		this.outbox.report(key, { event, key, subject, seen: now, listed: true, at }, isWanted);
	}

	private drop(key: SubjectKey): void {
		this.outbox.forget(key);
		this.changed = true;
	}

	/** The first wanted event in the change from what was `seen` to what is shown `now`. */
	private newsOf(
		key: SubjectKey,
		subject: Subject,
		seen: LastSeen | undefined,
		now: LastSeen,
	): Happening<Subject> | undefined {
		if (seen === undefined && !this.isNewsIfNew(subject)) return undefined;
		// Only its meaning changed.
		if (this.isReread && wordIn(now) !== undefined && wordIn(seen) === wordIn(now))
			return undefined;
		const { events, wasWanted } = this.interest;
		const event = this.kind.happened(seen, now).find((name) => events.has(name));
		if (!event || wasWanted?.(event, subject) === false) return undefined;
		const at = this.timeOf(key, subject, event, seen);
		return { event, key, subject, seen: now, listed: true, at };
	}

	/** Whether what was open again has had the same end as before, or one before all following. */
	private isOld(news: Happening<Subject>): boolean {
		if (this.outbox.wasReported(news)) return true;
		const instant = serverInstant(news.at);
		if (instant === null) return this.kind.isEnd(news.seen);
		return instant <= (this.before?.since ?? 0);
	}

	/** What happens but once carries a time only where an id is used again, which no time tells. */
	private timeOf(
		key: SubjectKey,
		subject: Subject,
		event: EventName,
		seen: LastSeen | undefined,
	): string | null {
		const time = this.kind.timeOf(subject, event, seen);
		return time ?? (this.known.isUsedAgain(key) ? tagIn(key) : null);
	}

	/** An id that the user asks for was there before the trigger saw it, whenever that was. */
	private isNewsIfNew(subject: Subject): boolean {
		if (this.hasBaseline && this.snapshot.scope !== 'ids') return true;
		return this.interest.isRecent?.(subject) === true;
	}

	private findGone(
		shown: ReadonlyMap<SubjectKey, Subject>,
		isEmpty: boolean,
		unproven: number,
	): void {
		const { alsoListed, absent, mayMiss, isCut, scope } = this.snapshot;
		const isProof = !isCut && (!isEmpty || (scope === 'ids' && unproven >= PROOFS_AWAITED));
		const gone: SubjectKey[] = [];
		for (const [key, mark] of this.known.lastSeen) {
			const id = idIn(key);
			if (shown.has(key) || alsoListed?.has(id)) continue;
			const isKnownAbsent = absent?.has(id) === true;
			const isDoubtful = !isKnownAbsent && (!isProof || (mayMiss && !isMissed(mark)));
			if (isGone(mark)) gone.push(key);
			else if (!isDoubtful) this.leave(key, mark);
			else if (isProof) this.remember(key, asMissed(mark));
			if (this.outbox.pendingFor(key) && (!isDoubtful || unproven >= PROOFS_AWAITED)) {
				this.reportGone(key, mark);
			}
		}
		// What has been gone for long is forgotten, the longest first.
		for (const key of gone.slice(0, Math.max(0, gone.length - MAX_GONE))) {
			this.known.lastSeen.delete(key);
			this.changed = true;
		}
	}

	private leave(key: SubjectKey, mark: LastSeen): void {
		this.remember(key, asGone(mark));
		if (this.hasBaseline && !this.outbox.pendingFor(key)) this.reportGone(key, mark);
	}

	/** Of what is hardly known any more counts what the filters said when it was listed. */
	private reportGone(key: SubjectKey, mark: LastSeen): void {
		const pending = this.outbox.pendingFor(key);
		const event = pending?.event ?? this.kind.unlisted;
		if (!event) return;
		const seen = seenIn(mark);
		const at = pending?.at ?? (this.known.isUsedAgain(key) ? tagIn(key) : null);
		const subject = this.kind.remembered(key, seen, event, at);
		const isWanted = pending !== undefined || !isUnwanted(mark);
		this.outbox.report(key, { event, key, subject, seen, listed: false, at }, isWanted);
	}

	private remember(key: SubjectKey, mark: LastSeen): void {
		this.known.remember(key, mark);
		this.changed = true;
	}
}
