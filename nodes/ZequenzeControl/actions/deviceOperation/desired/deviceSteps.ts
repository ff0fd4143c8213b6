import type { RequestedVariable } from '../../../control/endpoints';
import { ControlError } from '../../../control/failures/errors';
import type { OperationName } from '../../../cwmp/operations';
import type { DeviceSteps, StepEnd, StepName } from '../../../desired/steps';
import { ROOTS, type Root } from '../../../desired/wanted';
import { outcomeOf } from '../../../follow/outcome';
import type { Follower } from '../../../follow/waiting/follower';
import type { Job } from '../plan/job';
import { errorOf } from '../run/result';
import type { Dispatched } from '../send/dispatched';
import type { DesiredPlan } from './desiredPlan';

/** What asks for the next operation on a device. */
export interface StepSender {
	/** Sends one operation; it was not sent where the run has stopped meanwhile. */
	send: (job: Job) => Promise<Dispatched>;
	follower: Follower;
	/** What the run has found out, by serial number: an item may be about a device of another. */
	roots: Map<string, Promise<Root | StepEnd>>;
}

/** Below its root, a parameter that every device has. */
const ROOT_PROBE = 'DeviceInfo.UpTime';

/** CWMP: invalid parameter name. */
const NO_SUCH_PARAMETER = '9005';

/** The steps on one device, each of them an operation that CONTROL schedules. */
export class ScheduledSteps implements DeviceSteps {
	constructor(
		private readonly plan: DesiredPlan,
		private readonly serialNumber: string,
		private readonly sender: StepSender,
		private readonly many: boolean,
	) {}

	async read(step: StepName, paths: readonly string[]): Promise<StepEnd> {
		return await this.run(
			step,
			'get',
			paths.map((variable_name) => ({ variable_name })),
		);
	}

	async set(step: StepName, variables: readonly RequestedVariable[]): Promise<StepEnd> {
		return await this.run(step, 'set', variables);
	}

	async root(): Promise<Root | StepEnd> {
		const { roots } = this.sender;
		const root = roots.get(this.serialNumber) ?? this.askForRoot();
		roots.set(this.serialNumber, root);
		return await root;
	}

	/** The root under which the device has what every device has; a refusal alone proves no other. */
	private async askForRoot(): Promise<Root | StepEnd> {
		let end: StepEnd | undefined;
		for (const root of ROOTS) {
			end = await this.read('root', [root + ROOT_PROBE]);
			if (end.kind === 'done') return root;
			if (end.kind !== 'refused' || end.fault.code !== NO_SUCH_PARAMETER) break;
		}
		return end ?? { kind: 'untold', reason: 'no_status', transactionId: null };
	}

	private async run(
		step: StepName,
		operation: OperationName,
		variables: readonly RequestedVariable[],
	): Promise<StepEnd> {
		const job: Job = {
			plan: this.plan.item,
			request: { serial_number: this.serialNumber, operation, variables: [...variables] },
			many: this.many,
			step,
		};
		const dispatched = await this.sender.send(job);
		if (dispatched.kind === 'skipped') return { kind: 'not_sent', reason: dispatched.reason };
		if (dispatched.kind !== 'accepted') {
			return { kind: 'failed', error: errorOf(dispatched), transactionId: null };
		}
		const { transactionId } = dispatched.receipt;
		if (transactionId === null)
			return { kind: 'untold', reason: 'no_transaction_id', transactionId };
		return await this.follow(transactionId);
	}

	private async follow(transactionId: string): Promise<StepEnd> {
		const deadlineMs = this.plan.item.wait?.settings.deadlineMs ?? 0;
		const end = await this.sender.follower.waitFor(transactionId, deadlineMs);
		if (end.kind === 'refused') return { kind: 'failed', error: end.error, transactionId };
		if (end.kind === 'timed_out') return { kind: 'late', transactionId };
		if (end.kind === 'unlisted')
			return { kind: 'untold', reason: 'no_longer_listed', transactionId };
		if (end.kind === 'no_status') return { kind: 'untold', reason: 'no_status', transactionId };
		// Compared as they are; what comes out is masked.
		const { words } = this.plan.item.outcomeOptions;
		const outcome = outcomeOf(end.transaction, { words, showSecrets: true });
		if (outcome.state !== 'failed') {
			return { kind: 'done', values: outcome.values, transactionId };
		}
		if (outcome.fault) return { kind: 'refused', fault: outcome.fault, transactionId };
		return { kind: 'failed', error: failedWithoutFault(), transactionId };
	}
}

function failedWithoutFault(): ControlError {
	return new ControlError({
		kind: 'device_refused',
		message: 'The device did not do it, and the server does not say why',
		fix: 'Look at the device in the CONTROL portal.',
		transient: false,
		delivery: 'refused',
	});
}
