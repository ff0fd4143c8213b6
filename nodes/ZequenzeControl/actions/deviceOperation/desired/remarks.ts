import type { DeviceVerdict } from '../../../desired/assessment';
import type { Assessed } from '../../../desired/flow';
import type { WaveEnd } from '../../../rollout/inWaves';

/** How a summary speaks of devices with each verdict, in the order in which it does. */
const WORDS: ReadonlyArray<readonly [DeviceVerdict, string]> = [
	['compliant', 'compliant'],
	['would_change', 'would change'],
	['changed', 'changed'],
	['deviating', 'deviating'],
	['rolled_back', 'set back'],
	['rollback_failed', 'not set back'],
	['unverified', 'unverified'],
	['unknown', 'unknown'],
	['not_applicable', 'not applicable'],
	['failed', 'failed'],
];

/** All verdicts that a device may get. */
export const VERDICTS: readonly DeviceVerdict[] = WORDS.map(([verdict]) => verdict);

/** One line for the run, e.g. "500 devices: 461 compliant, 31 changed, 5 unverified, 3 failed". */
export function summaryOf(ends: readonly Pick<Assessed, 'verdict'>[]): string {
	const parts = WORDS.flatMap(([verdict, words]) => {
		const count = ends.filter((end) => end.verdict === verdict).length;
		return count === 0 ? [] : [`${count} ${words}`];
	});
	const devices = ends.length === 1 ? '1 device' : `${ends.length} devices`;
	return `${devices}: ${parts.join(', ')}`;
}

/** What a verdict means for the gate of a roll-out. */
export const WAVE_ENDS: Readonly<Record<DeviceVerdict, WaveEnd>> = {
	compliant: 'succeeded',
	would_change: 'succeeded',
	changed: 'succeeded',
	not_applicable: 'skipped',
	deviating: 'failed',
	rolled_back: 'failed',
	rollback_failed: 'failed',
	failed: 'failed',
	unverified: 'timedOut',
	unknown: 'timedOut',
};

const STILL_OLD =
	'At least one device answered that the change is done, and still shows the old value. Some apply a change only when they restart: restart it with Device > Run Action, then run Check Variables.';

/** What is worth knowing about how a device took a change. */
export function remarksOn(end: Assessed): string[] {
	return [...acceptedAs(end), ...(stillShowsOld(end) ? [STILL_OLD] : [])];
}

function stillShowsOld({ differences, transactionIds }: Assessed): boolean {
	if (transactionIds.set === undefined) return false;
	return differences.some(
		({ verdict, before, after }) =>
			verdict === 'deviating' && after !== null && Object.is(before, after),
	);
}

/** Which value to want instead where a device keeps the wanted one in a form of its own. */
function acceptedAs({ differences }: Assessed): string[] {
	return differences
		.filter(({ verdict }) => verdict === 'accepted_as')
		.map(
			({ variable_name: path, wanted, after }) =>
				`"${path}" was accepted as ${JSON.stringify(after)} instead of ${JSON.stringify(wanted)}. Want that value, so that the next run does not set it again.`,
		);
}
