import type { RequestedVariable } from '../../../nodes/ZequenzeControl/control/endpoints';
import type { Shown } from '../../../nodes/ZequenzeControl/desired/assessment';
import type { DeviceSteps, StepEnd } from '../../../nodes/ZequenzeControl/desired/steps';

/** How a device treats what it is asked. */
export interface Character {
	/** Answers "done" to a set and does nothing. */
	lies?: boolean;
	/** Keeps texts in upper case. */
	normalises?: boolean;
	/** Reads these back as nothing. */
	hides?: readonly string[];
	/** Names the parameter that it lacks in its fault. */
	namesFaults?: boolean;
	/** Refuses every set. */
	refuses?: boolean;
	/** Steps at which it is not done in time. */
	lateAt?: readonly string[];
	/** The server shows no values. */
	showsNothing?: boolean;
	/** The server does not show how a set ended. */
	showsNoEnds?: boolean;
	root?: 'Device.' | 'InternetGatewayDevice.';
}

const fault = (code: string, path: string | null) => ({
	code,
	name: 'Invalid parameter name',
	message: null,
	variable_name: path,
	transient: false,
});

/** A device that takes steps at once. */
export class SimulatedDevice implements DeviceSteps {
	readonly sets: RequestedVariable[][] = [];

	readonly reads: string[][] = [];

	private count = 0;

	constructor(
		readonly values: Map<string, Shown>,
		readonly character: Character = {},
	) {}

	async root(): Promise<'Device.' | 'InternetGatewayDevice.'> {
		return await Promise.resolve(this.character.root ?? 'Device.');
	}

	async read(step: string, paths: readonly string[]): Promise<StepEnd> {
		this.reads.push([...paths]);
		const transactionId = this.nextId();
		const { lateAt = [], namesFaults, hides = [], showsNothing } = this.character;
		if (lateAt.includes(step)) return await Promise.resolve({ kind: 'late', transactionId });
		const missing = paths.find((path) => !this.values.has(path));
		if (missing !== undefined) {
			const named = namesFaults ? missing : null;
			return { kind: 'refused', fault: fault('9005', named), transactionId };
		}
		if (showsNothing) return { kind: 'done', values: null, transactionId };
		const values = Object.fromEntries(
			paths.map((path) => [path, hides.includes(path) ? '' : (this.values.get(path) ?? null)]),
		);
		return { kind: 'done', values, transactionId };
	}

	async set(step: string, variables: readonly RequestedVariable[]): Promise<StepEnd> {
		this.sets.push([...variables]);
		const transactionId = this.nextId();
		const { lateAt = [], lies, normalises, refuses, showsNoEnds } = this.character;
		if (lateAt.includes(step)) return await Promise.resolve({ kind: 'late', transactionId });
		if (refuses) return { kind: 'refused', fault: fault('9007', null), transactionId };
		for (const { variable_name: path, value = '' } of lies ? [] : variables) {
			this.values.set(path, normalises ? value.toUpperCase() : value);
		}
		if (showsNoEnds) return { kind: 'untold', reason: 'no_status', transactionId };
		return { kind: 'done', values: null, transactionId };
	}

	private nextId(): string {
		this.count += 1;
		return String(this.count);
	}
}
