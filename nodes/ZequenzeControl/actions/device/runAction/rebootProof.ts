import type { ControlClient } from '../../../control/client';
import { ControlError } from '../../../control/failures/errors';
import type { Pace } from '../../../control/readRetries';
import { outcomeOf } from '../../../follow/outcome';
import { waitForCompletion } from '../../../follow/waiting/waitForCompletion';

/** What shows that a device has restarted. */
export interface RebootProof {
	/** Null where it cannot be told: the server shows no values, or the device did not answer. */
	rebooted: boolean | null;
	/** Seconds. */
	up_time_before: number | null;
	up_time_after: number | null;
	/** Operations that the proof took. */
	proof_transaction_ids: string[];
}

const UP_TIME = ['Device.DeviceInfo.UpTime', 'InternetGatewayDevice.DeviceInfo.UpTime'];

/** How long the reading before the restart may take, as a part of the whole. */
const BEFORE_SHARE = 0.4;

const BETWEEN_READS_MS = 5_000;

interface Surroundings {
	client: ControlClient;
	pace: Pace;
	deadlineMs: number;
}

/**
 * Proves a restart by the device's own up time: read before, and read after until it is smaller.
 * Where it cannot be read before, nothing is asked for: `rebooted` is null and `act` is still done,
 * once. Throws what `act` throws.
 */
export async function provenReboot(
	serialNumber: string,
	act: () => Promise<void>,
	{ client, pace, deadlineMs }: Surroundings,
): Promise<RebootProof> {
	const { clock } = pace;
	const startedAt = clock.now();
	const reader = new UpTimeReader(client, pace, serialNumber);
	const before = await reader.read(deadlineMs * BEFORE_SHARE);
	const readBeforeAt = clock.now();
	await act();
	const proof = { up_time_before: before, proof_transaction_ids: reader.transactionIds };
	let after: number | null = null;
	while (before !== null) {
		const leftMs = startedAt + deadlineMs - clock.now();
		if (leftMs <= 0) break;
		const askedAt = clock.now();
		const read = await reader.read(leftMs);
		if (read === null) break;
		after = read;
		// Without a restart the device has been up longer by at least the time between the two
		// readings.
		const leastNow = before + Math.floor((askedAt - readBeforeAt) / 1000);
		if (after < leastNow) return { rebooted: true, up_time_after: after, ...proof };
		await clock.sleep(BETWEEN_READS_MS);
	}
	return { rebooted: after === null ? null : false, up_time_after: after, ...proof };
}

class UpTimeReader {
	readonly transactionIds: string[] = [];

	/** The path that the device has; both are tried as long as that is not known. */
	private paths = UP_TIME;

	constructor(
		private readonly client: ControlClient,
		private readonly pace: Pace,
		private readonly serialNumber: string,
	) {}

	/** The up time in seconds; null where it cannot be told. */
	async read(deadlineMs: number): Promise<number | null> {
		for (const path of this.paths) {
			const found = await this.readAt(path, deadlineMs);
			if (found !== null) {
				this.paths = [path];
				return found;
			}
		}
		return null;
	}

	private async readAt(path: string, deadlineMs: number): Promise<number | null> {
		const id = await this.schedule(path);
		if (id === null) return null;
		this.transactionIds.push(id);
		const ends = await waitForCompletion(this.client, [id], {
			clock: this.pace.clock,
			pacer: this.pace.pacer,
			deadlineMs,
			firstPauseMs: Math.min(2_000, deadlineMs),
			updateStatus: false,
		});
		const end = ends.get(id);
		if (end?.kind !== 'finished') return null;
		const value = Number(outcomeOf(end.transaction).values?.[path] ?? NaN);
		return Number.isFinite(value) ? value : null;
	}

	private async schedule(path: string): Promise<string | null> {
		try {
			const receipt = await this.client.schedule({
				serial_number: this.serialNumber,
				operation: 'get',
				variables: [{ variable_name: path }],
			});
			return receipt.transactionId;
		} catch (error) {
			// The proof is an extra: that it cannot be had keeps nobody from restarting a device.
			if (error instanceof ControlError) return null;
			return await Promise.reject(error);
		}
	}
}
