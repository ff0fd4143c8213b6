import { sleep } from 'n8n-workflow';

import { AdaptiveLimit } from '../control/adaptiveLimit';
import type { ControlClient } from '../control/client';
import { Pacer } from '../control/pacing';
import type { Slots } from '../control/pool';

/**
 * A trigger looks again and again, beside all else that n8n asks of the server: few at a time are
 * enough.
 */
const MAX_AT_A_TIME = 8;

/**
 * The same client, reading at a small pace of its own, and the slots for what it reads at a time.
 */
export function atOwnPace(client: ControlClient): { reader: ControlClient; slots: Slots } {
	const clock = { now: Date.now, random: Math.random, sleep };
	const pacer = new Pacer(clock, 0, new AdaptiveLimit(clock, MAX_AT_A_TIME));
	return {
		reader: client.readingBy(async (read) => await pacer.attempt(read)),
		slots: pacer.slots,
	};
}
