import { packedTarball } from '../trigger/packed.mts';
import {
	cutPowerAgainAndAgain,
	CUTS,
	operationsThatFinish,
	PATIENCE_MS,
} from '../trigger/powerCuts.mts';

it(
	'an n8n that loses its power at random moments loses no event, and repeats none but those of its last execution, when operations finish',
	async () => {
		const report = await cutPowerAgainAndAgain(packedTarball(), CUTS, operationsThatFinish());

		expect(report).toMatchObject({ cuts: CUTS, lost: [], wronglyRepeated: [], renamed: [] });
		expect(report.events).toBe(20 * CUTS);
	},
	PATIENCE_MS,
);
