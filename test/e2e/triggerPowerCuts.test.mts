import { packedTarball } from './trigger/packed.mts';
import { cutPowerAgainAndAgain } from './trigger/powerCuts.mts';

const CUTS = 3;
// Each cut is a start of n8n, which takes long on a busy machine.
const PATIENCE_MS = 900_000;

describe('an n8n that loses its power at random moments', () => {
	it(
		'loses no event, and repeats none but those of its last execution',
		async () => {
			const report = await cutPowerAgainAndAgain(packedTarball(), CUTS);

			expect(report).toMatchObject({ cuts: CUTS, lost: [], wronglyRepeated: [], renamed: [] });
			expect(report.operations).toBe(60);
		},
		PATIENCE_MS,
	);
});
