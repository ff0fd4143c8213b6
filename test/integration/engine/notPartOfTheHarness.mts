/**
 * Refuses what no node of this package may need from n8n: a test that gets here has found something
 * new.
 */
export function notPartOfTheHarness(what: string): () => never {
	return () => {
		throw new Error(`The harness has no ${what}`);
	};
}
