import type { Clock } from '../../../nodes/ZequenzeControl/control/pace/pacing';
import { RunCancelled } from '../../../nodes/ZequenzeControl/control/wire/http';

interface Sleeper {
	at: number;
	wake: () => void;
}

/** Time that passes only while everybody sleeps, and then at once. */
export class FakeClock implements Clock {
	private time: number;

	private readonly sleepers: Sleeper[] = [];

	private waking = false;

	private stopped = false;

	constructor(start = Date.parse('2026-03-01T10:00:00Z')) {
		this.time = start;
	}

	readonly now = (): number => this.time;

	readonly random = (): number => 0.5;

	readonly sleep = async (ms: number): Promise<void> => {
		if (this.stopped) throw new RunCancelled();
		await new Promise<void>((wake) => {
			this.sleepers.push({ at: this.time + ms, wake });
			this.wakeLater();
		});
		if (this.stopped) throw new RunCancelled();
	};

	/** The user stops the execution: all sleeps end. */
	readonly stop = (): void => {
		this.stopped = true;
		for (const { wake } of this.sleepers.splice(0)) wake();
	};

	/** Lets everything happen that needs no time, then goes to the next alarm. */
	private wakeLater(): void {
		if (this.waking) return;
		this.waking = true;
		setImmediate(() => {
			this.waking = false;
			this.sleepers.sort((one, other) => one.at - other.at);
			const next = this.sleepers.shift();
			if (!next) return;
			this.time = Math.max(this.time, next.at);
			next.wake();
			if (this.sleepers.length > 0) this.wakeLater();
		});
	}
}
