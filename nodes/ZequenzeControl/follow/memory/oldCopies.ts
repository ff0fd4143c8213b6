import type { EventName } from './eventNames';
import type { Happening, Kind } from './kind';
import type { LastSeen } from './lastSeen';
import type { Outbox } from './outbox';

/** Whether what is shown `now` is what an event is about that was noticed when it was `seen`. */
export function shows<Subject>(
	kind: Kind<Subject>,
	now: LastSeen,
	{ event, seen }: { event: EventName; seen: LastSeen | undefined },
): boolean {
	const isOfNoState = event === kind.unlisted;
	return isOfNoState || now === seen || kind.happened(undefined, now).includes(event);
}

/**
 * Whether what is pending was noticed in an old copy, and what is shown now has been reported
 * before.
 */
export function isOvertaken<Subject>(
	kind: Kind<Subject>,
	outbox: Outbox<Subject>,
	news: Happening<Subject>,
	seen: LastSeen | undefined,
): boolean {
	const isSame = outbox.pendingFor(news.key)?.event === news.event;
	const isFurther = seen !== undefined && kind.isBefore(seen, news.seen);
	return isSame && isFurther && outbox.wasReported(news);
}
