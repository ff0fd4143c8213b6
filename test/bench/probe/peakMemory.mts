import { readFileSync, writeFileSync } from 'node:fs';

/** Makes Linux measure a process's peak anew from what it holds now. */
const FORGET_PEAK = '5';

/** Starts measuring the peak memory of a process anew. */
export function resetPeakMemory(pid: number): void {
	writeFileSync(`/proc/${pid}/clear_refs`, FORGET_PEAK);
}

/**
 * The most memory that a process held at once since the last reset (resident set), in megabytes.
 * @throws on systems other than Linux.
 */
export function peakMemory(pid: number): number {
	const status = readFileSync(`/proc/${pid}/status`, 'utf8');
	const kilobytes = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1];
	if (kilobytes === undefined) throw new Error('This system does not tell the peak of memory');
	return Math.round(Number(kilobytes) / 1024);
}
