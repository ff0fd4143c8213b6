import type { Reported } from './assessment';
import type { DeviceSteps, StepEnd, StepName } from './steps';

/** What a device reported of some parameters, as far as it has them. */
export interface Read {
	values: Reported;
	/** Parameters that the device does not have. */
	absent: Set<string>;
	/** Missing where all was read; otherwise why not. */
	end?: Exclude<StepEnd, { kind: 'done' }>;
	/** Whether the server showed any value at all. */
	showsValues: boolean;
	/** The operations that it took, in the order in which they were sent. */
	transactionIds: string[];
}

/** CWMP: invalid parameter name. */
const NO_SUCH_PARAMETER = '9005';

/**
 * Reads parameters of which a device may lack some: a fault that names one leaves it out and reads
 * the others again; where the fault names none and `findsMissing`, the missing ones are found by
 * reading halves, with at most 2 × log2(n) more operations. Throws nothing but the cancellation of
 * the run.
 */
export async function readPresent(
	steps: DeviceSteps,
	step: StepName,
	paths: readonly string[],
	findsMissing: boolean,
): Promise<Read> {
	const budget = findsMissing ? 2 * Math.ceil(Math.log2(Math.max(1, paths.length))) : 0;
	const outcomeOptions = new Reading(steps, step, budget);
	await outcomeOptions.read(paths);
	return outcomeOptions.result;
}

class Reading {
	readonly result: Read = {
		values: {},
		absent: new Set(),
		showsValues: false,
		transactionIds: [],
	};

	constructor(
		private readonly steps: DeviceSteps,
		private readonly step: StepName,
		/** How many more operations may be spent on finding out what is missing. */
		private budget: number,
	) {}

	async read(paths: readonly string[]): Promise<void> {
		const end = await this.steps.read(this.step, paths);
		if ('transactionId' in end && end.transactionId !== null) {
			this.result.transactionIds.push(end.transactionId);
		}
		if (end.kind === 'done') return this.take(end.values);
		if (end.kind !== 'refused' || end.fault.code !== NO_SUCH_PARAMETER) {
			this.result.end ??= end;
			return;
		}
		const named = namedIn(paths, end.fault.variable_name);
		if (named !== undefined) await this.without(named, paths);
		else if (paths.length === 1) this.result.absent.add(paths[0] ?? '');
		else await this.halves(paths, end);
	}

	private take(values: Reported | null): void {
		this.result.showsValues ||= values !== null;
		Object.assign(this.result.values, values);
	}

	private async without(named: string, paths: readonly string[]): Promise<void> {
		this.result.absent.add(named);
		const rest = paths.filter((path) => path !== named);
		if (rest.length > 0) await this.read(rest);
	}

	private async halves(
		paths: readonly string[],
		end: Exclude<StepEnd, { kind: 'done' }>,
	): Promise<void> {
		if (this.budget < 2) {
			this.result.end ??= end;
			return;
		}
		this.budget -= 2;
		const middle = Math.ceil(paths.length / 2);
		await this.read(paths.slice(0, middle));
		await this.read(paths.slice(middle));
	}
}

/** The parameter that a fault names; some devices name the branch or write another letter case. */
function namedIn(paths: readonly string[], name: string | null): string | undefined {
	if (name === null) return undefined;
	const lower = name.toLowerCase();
	return paths.find((path) => path.toLowerCase() === lower);
}
