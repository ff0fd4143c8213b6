import { seededRandom, wholeNumber } from '../seededRandom.mts';
import type { ParameterTree } from './parameterTree.mts';

/**
 * Ends a ping that the server asked for, as a device does before its next Inform: the state becomes
 * `Complete` with the counters filled, or an error state when no host was given. Returns whether a
 * ping was waiting.
 */
export function finishPing(tree: ParameterTree): boolean {
	const ping = (leaf: string): string => tree.model.ping + leaf;
	if (tree.read(ping('DiagnosticsState')) !== 'Requested') return false;
	if (tree.read(ping('Host')) === '') {
		tree.write(ping('DiagnosticsState'), 'Error_CannotResolveHostName');
		return true;
	}
	const random = seededRandom(tree.identity.fingerprint);
	const fastest = wholeNumber(random, 2, 20);
	const results: Record<string, string | number> = {
		SuccessCount: tree.read(ping('NumberOfRepetitions')),
		FailureCount: 0,
		MinimumResponseTime: fastest,
		AverageResponseTime: fastest + wholeNumber(random, 1, 5),
		MaximumResponseTime: fastest + wholeNumber(random, 6, 30),
		DiagnosticsState: 'Complete',
	};
	for (const [leaf, value] of Object.entries(results)) tree.write(ping(leaf), String(value));
	return true;
}
