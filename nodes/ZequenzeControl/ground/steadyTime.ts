/**
 * Tells the time in milliseconds since 1970, as it was when this was called plus what has passed
 * since then: whoever sets the clock of the machine meanwhile makes nothing wait for hours, or not
 * at all.
 */
export function steadyTime(): () => number {
	const origin = Date.now() - performance.now();
	return () => origin + performance.now();
}

/**
 * Milliseconds since some moment in this process, which no setting of a clock changes: for what
 * lasts longer than a run.
 */
export function elapsedMs(): number {
	return performance.now();
}
