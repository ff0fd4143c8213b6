import type { ParameterTree } from './parameterTree.mts';

/** Values by path, of devices that do not keep, or do not yet show, what they were told. */
class LateValues {
	private readonly byDevice = new WeakMap<ParameterTree, Map<string, string>>();

	put(tree: ParameterTree, path: string, value: string): void {
		const values = this.byDevice.get(tree) ?? new Map<string, string>();
		values.set(path, value);
		this.byDevice.set(tree, values);
	}

	/** Writes those that are due, each once. */
	write(tree: ParameterTree, isDue: (path: string) => boolean): void {
		const values = this.byDevice.get(tree);
		for (const [path, value] of values ?? []) {
			if (!isDue(path)) continue;
			tree.write(path, value);
			values?.delete(path);
		}
	}
}

/** What was there before changes that will not last. */
const replaced = new LateValues();

/** What applies from the next restart on. */
const awaitingRestart = new LateValues();

/** Has the device go back to its present value once the next one has been shown. */
export function rememberOld(tree: ParameterTree, path: string): void {
	replaced.put(tree, path, tree.read(path));
}

/** Lets a device go back to the old values of what it has shown. */
export function revertWhatWasShown(tree: ParameterTree, shown: ReadonlySet<string>): void {
	replaced.write(tree, (path) => shown.has(path));
}

/** Keeps a value that the device takes over when it restarts. */
export function keepForRestart(tree: ParameterTree, path: string, value: string): void {
	awaitingRestart.put(tree, path, value);
}

/** What a restart does to values. */
export function takeOverAtRestart(tree: ParameterTree): void {
	awaitingRestart.write(tree, () => true);
}
