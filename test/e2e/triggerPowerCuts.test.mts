import { packedTarball } from './trigger/packed.mts';
import {
	cutPowerAgainAndAgain,
	devicesThatComeAndGo,
	operationsThatFinish,
} from './trigger/powerCuts.mts';

/** `POWER_CUTS=20` cuts more often. */
const CUTS = Number(process.env.POWER_CUTS ?? 3);
// Each cut is a start of n8n, which takes long on a busy machine.
const PATIENCE_MS = 300_000 * CUTS;

describe('an n8n that loses its power at random moments', () => {
	it.each([
		['when operations finish', operationsThatFinish],
		['when devices come and go', devicesThatComeAndGo],
	])(
		'loses no event, and repeats none but those of its last execution, %s',
		async (_when, scenario) => {
			const report = await cutPowerAgainAndAgain(packedTarball(), CUTS, scenario());

			expect(report).toMatchObject({ cuts: CUTS, lost: [], wronglyRepeated: [], renamed: [] });
			expect(report.events).toBe(20 * CUTS);
		},
		PATIENCE_MS,
	);
});
