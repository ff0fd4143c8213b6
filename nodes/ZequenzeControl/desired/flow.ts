import type { RequestedVariable } from '../control/endpoints';
import type { Fault } from '../follow/outcome';
import {
	deviceVerdict,
	differencesOf,
	findingsOf,
	plannedVerdict,
	planOf,
	toChange,
	undoOf,
	verified,
	type DeviceVerdict,
	type Difference,
	type Finding,
	type Reported,
} from './assessment';
import { readPresent, type Read } from './reading';
import type { DeviceSteps, StepEnd, StepName } from './steps';
import { applicableTo, rootsIn, type WantedVariable } from './wanted';

/** How a device is to be brought to what is wanted. */
export interface FlowSettings {
	/** `check` compares, `plan` says what would change, `apply` changes it. */
	mode: 'check' | 'plan' | 'apply';
	/** Whether variables that a device lacks are looked for where its fault names none. */
	findsMissing: boolean;
	/** Whether secrets that read back empty or masked are set. */
	setsSecrets: boolean;
	/** Whether the old values are set again where the new ones do not show. */
	setsBack: boolean;
}

/** What is said of a device in the end. */
export interface Assessed {
	verdict: DeviceVerdict;
	differences: Difference[];
	/** What the device reported last, by path; null where nothing was shown. */
	values: Reported | null;
	/**
	 * What Set Variables takes as JSON to put the old values back; null where nothing was changed.
	 */
	undo: Record<string, string | number | boolean> | null;
	transactionIds: Partial<Record<StepName, string>>;
	/** Further operations that it took, e.g. to find what the device lacks. */
	moreIds: string[];
	fault: Fault | null;
	/** Why the verdict is no better; null where it speaks for itself. */
	reason: string | null;
	/** What kept the device from being assessed; missing where nothing did. */
	error?: Error;
}

/**
 * Compares one device with what is wanted and, in mode `apply`, has it take what differs and proves
 * it by reading again: at most one `set`, and one more to set back. Throws nothing but the
 * cancellation of the run.
 */
export async function assessDevice(
	wanted: readonly WantedVariable[],
	steps: DeviceSteps,
	settings: FlowSettings,
): Promise<Assessed> {
	return await new Flow(wanted, steps, settings).run();
}

/** Compares what is known of a device already; nothing is asked. */
export function assessKnown(wanted: readonly WantedVariable[], values: Reported): Assessed {
	const roots = rootsIn(wanted);
	const own = roots.find((root) => Object.keys(values).some((path) => path.startsWith(root)));
	const applicable = own === undefined ? wanted : applicableTo(wanted, own);
	const differences = differencesOf(findingsOf(applicable, values));
	return {
		...nothingKnown(),
		verdict: deviceVerdict(differences, applicable.length),
		differences,
		values,
	};
}

class Flow {
	private readonly known = nothingKnown();

	constructor(
		private readonly wanted: readonly WantedVariable[],
		private readonly steps: DeviceSteps,
		private readonly settings: FlowSettings,
	) {}

	async run(): Promise<Assessed> {
		const applicable = await this.applicable();
		if (!Array.isArray(applicable)) return this.stopped('root', applicable);
		if (applicable.length === 0) return { ...this.known, verdict: 'not_applicable' };

		const paths = applicable.map(({ variable_name: path }) => path);
		const read = await readPresent(this.steps, 'read', paths, this.settings.findsMissing);
		this.note('read', read);
		if (read.end) return this.stopped('read', read.end);
		if (!read.showsValues && read.absent.size < paths.length) {
			this.known.reason = 'no_values_shown';
		}
		return await this.act(findingsOf(applicable, read.values, read.absent));
	}

	private async applicable(): Promise<WantedVariable[] | StepEnd> {
		const roots = rootsIn(this.wanted);
		if (roots.length < 2) return [...this.wanted];
		const root = await this.steps.root();
		return typeof root === 'string' ? [...applicableTo(this.wanted, root)] : root;
	}

	private async act(findings: Finding[]): Promise<Assessed> {
		const { mode, setsSecrets } = this.settings;
		if (mode === 'check') return this.judged(differencesOf(findings), findings);
		if (mode === 'plan') {
			const differences = planOf(findings, setsSecrets);
			return { ...this.known, differences, verdict: plannedVerdict(differences, findings.length) };
		}
		const changes = toChange(findings, setsSecrets);
		if (changes.length === 0) return this.judged(differencesOf(findings), findings);
		return await this.change(findings, changes);
	}

	private async change(findings: Finding[], changes: Finding[]): Promise<Assessed> {
		this.known.undo = undoOf(changes);
		this.known.differences = planOf(findings, this.settings.setsSecrets);
		const end = await this.steps.set('set', changes.map(wantedVariable));
		this.noteEnd('set', end);
		// Where the server does not show how a change ended, reading the device does.
		if (end.kind !== 'done' && end.kind !== 'untold') return this.stopped('set', end);

		const after = await this.readAgain('verify', changes);
		if (after.end) return this.stopped('verify', after.end);
		const differences = verified(findings, this.settings.setsSecrets, after.values);
		const judged = this.judged(differences, findings);
		const isWrong = differences.some(
			({ verdict, variable_name: path }) =>
				verdict === 'deviating' && changes.some(({ wanted }) => wanted.variable_name === path),
		);
		return isWrong && this.settings.setsBack ? await this.setBack(judged, changes) : judged;
	}

	/** Puts the old values back; what was empty or a secret cannot be. */
	private async setBack(judged: Assessed, changes: Finding[]): Promise<Assessed> {
		const old = changes.filter(({ wanted, before }) => {
			const undone = judged.undo?.[wanted.variable_name];
			return undone !== undefined && String(before).trim() !== '';
		});
		if (old.length < changes.length) {
			return { ...judged, verdict: 'rollback_failed', reason: 'old_values_not_known' };
		}
		const end = await this.steps.set('set_back', old.map(oldVariable));
		this.noteEnd('set_back', end);
		const after = await this.readAgain('verify_back', old);
		const isBack =
			(end.kind === 'done' || end.kind === 'untold') &&
			differencesOf(findingsOf(old.map(asItWas), after.values)).length === 0;
		return {
			...judged,
			transactionIds: this.known.transactionIds,
			values: this.known.values,
			verdict: isBack ? 'rolled_back' : 'rollback_failed',
			fault: end.kind === 'refused' ? end.fault : judged.fault,
			reason: isBack ? null : whyNotBack(end, after.end),
		};
	}

	private async readAgain(step: StepName, changes: Finding[]): Promise<Read> {
		const paths = changes.map(({ wanted }) => wanted.variable_name);
		const read = await readPresent(this.steps, step, paths, false);
		this.note(step, read);
		return read;
	}

	private note(step: StepName, { values, showsValues, transactionIds }: Read): void {
		const [first, ...more] = transactionIds;
		if (first !== undefined) this.known.transactionIds[step] = first;
		this.known.moreIds.push(...more);
		if (showsValues) this.known.values = { ...this.known.values, ...values };
	}

	private noteEnd(step: StepName, end: StepEnd): void {
		if (!('transactionId' in end) || end.transactionId === null) return;
		this.known.transactionIds[step] = end.transactionId;
	}

	private judged(differences: Difference[], findings: Finding[]): Assessed {
		return { ...this.known, differences, verdict: deviceVerdict(differences, findings.length) };
	}

	/** What is known when a step did not get to its end. */
	private stopped(step: StepName, end: StepEnd): Assessed {
		this.noteEnd(step, end);
		const known = { ...this.known, reason: reasonOf(step, end) };
		if (end.kind === 'failed') return { ...known, verdict: 'failed', error: end.error };
		if (end.kind === 'refused') return { ...known, verdict: 'failed', fault: end.fault };
		return { ...known, verdict: step === 'read' || step === 'root' ? 'unknown' : 'unverified' };
	}
}

/** What is said of a device of which nothing is known, and why. */
export function nothingKnown(reason: string | null = null): Assessed {
	return {
		verdict: 'unknown',
		differences: [],
		values: null,
		undo: null,
		transactionIds: {},
		moreIds: [],
		fault: null,
		reason,
	};
}

function reasonOf(step: StepName, end: StepEnd): string | null {
	if (end.kind === 'late') return `${step}_timed_out`;
	return 'reason' in end ? end.reason : null;
}

function whyNotBack(set: StepEnd, read: StepEnd | undefined): string {
	const ofRead = read && reasonOf('verify_back', read);
	return reasonOf('set_back', set) ?? ofRead ?? 'old_values_not_shown';
}

function wantedVariable({ wanted }: Finding): RequestedVariable {
	return { variable_name: wanted.variable_name, ...wanted.allowed[0] };
}

function oldVariable({ wanted, before }: Finding): RequestedVariable {
	const { value_type } = wanted.allowed[0];
	return { variable_name: wanted.variable_name, value: String(before), value_type };
}

function asItWas(finding: Finding): WantedVariable {
	const { value_type } = finding.wanted.allowed[0];
	return { ...finding.wanted, allowed: [{ value: String(finding.before), value_type }] };
}
