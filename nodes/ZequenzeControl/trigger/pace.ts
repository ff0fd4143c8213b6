import { sleep } from 'n8n-workflow';

import type { ControlClient } from '../control/client';
import { AdaptiveLimit } from '../control/pace/adaptiveLimit';
import { Pacer } from '../control/pace/pacing';
import type { Slots } from '../control/pace/pool';
import { steadyTime } from '../ground/steadyTime';

/**
 * A trigger looks again and again, beside all else that n8n asks of the server: few at a time are
 * enough.
 */
const MAX_AT_A_TIME = 8;

/** A poll waits for no pause that the server wants: the next one comes by itself. */
const NO_PATIENCE_MS = 0;

/**
 * The same client, reading at a small pace of its own, and the slots for what it reads at a time.
 */
export function atOwnPace(client: ControlClient): { reader: ControlClient; slots: Slots } {
	const clock = { now: steadyTime(), random: Math.random, sleep };
	const pacer = new Pacer(clock, 0, new AdaptiveLimit(clock, MAX_AT_A_TIME));
	return {
		reader: client.readingBy(async (read) => await pacer.attempt(read, Infinity, NO_PATIENCE_MS)),
		slots: pacer.slots,
	};
}
