import fc from 'fast-check';

import { planWave, type RollOutPlan } from '../../../nodes/ZequenzeControl/rollout/planWave';
import type { RollOutRow } from '../../../nodes/ZequenzeControl/rollout/rows';
import { parseWaves, waveCounts } from '../../../nodes/ZequenzeControl/rollout/waves';

const CLAIM_TIMEOUT_MS = 1_000;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A table, a server and the executions that step a roll-out; any of them may be cut off after any
 * write.
 */
class World {
	readonly table: Array<Writable<RollOutRow>>;

	/** How often each device was sent to. */
	readonly sent = new Map<string, number>();

	/** The order in which devices were sent to. */
	readonly history: string[] = [];

	now = 0;

	constructor(
		devices: number,
		readonly plan: RollOutPlan,
		readonly fails: (serialNumber: string) => boolean,
	) {
		this.table = Array.from({ length: devices }, (_, nth) => ({
			serial_number: `SN${nth}`,
			wave: null,
			state: 'planned',
			claimedAt: null,
			endedAt: null,
		}));
	}

	decide() {
		return planWave(this.table, this.plan, this.now);
	}

	/** One execution on a decision that may be old by now; `cutAfter` writes it is killed. */
	execute(decision: ReturnType<World['decide']>, cutAfter: number): void {
		let left = cutAfter;
		const alive = (): boolean => {
			left -= 1;
			return left >= 0;
		};
		for (const serialNumber of decision.unclear) {
			const row = this.row(serialNumber);
			if (row?.state !== 'claimed') continue;
			if (!alive()) return;
			// The server's list tells whether it was sent.
			if (this.sent.has(serialNumber)) row.state = 'scheduled';
			else Object.assign(row, { state: 'planned', claimedAt: null });
		}
		if (decision.decision !== 'send' || decision.wave === null) return;
		for (const serialNumber of decision.devices) {
			const row = this.row(serialNumber);
			if (!row || row.state !== 'planned') continue;
			if (!alive()) return;
			Object.assign(row, { state: 'claimed', claimedAt: this.now, wave: decision.wave });
			if (!alive()) return;
			this.sent.set(serialNumber, (this.sent.get(serialNumber) ?? 0) + 1);
			this.history.push(serialNumber);
			if (!alive()) return;
			row.state = 'scheduled';
		}
	}

	/** Some devices contact the server, and the trigger writes how they fared. */
	report(count: number): void {
		const open = this.table.filter(({ state }) => state === 'scheduled');
		for (const row of open.slice(0, count)) {
			row.state = this.fails(row.serial_number) ? 'failed' : 'succeeded';
			row.endedAt = this.now;
		}
	}

	succeededIn(number: number): number {
		return this.table.filter(({ wave, state }) => wave === number && state === 'succeeded').length;
	}

	sentUpTo(number: number): number {
		return this.table.filter(
			({ wave, serial_number: sn }) => wave !== null && wave <= number && this.sent.has(sn),
		).length;
	}

	private row(serialNumber: string) {
		return this.table.find(({ serial_number }) => serial_number === serialNumber);
	}
}

const scenario = fc.record({
	devices: fc.integer({ min: 1, max: 40 }),
	waves: fc.constantFrom('1, 10 %, rest', '2, 5, rest', '50 %', 'rest', '1, 1, 1'),
	order: fc.constantFrom('given', 'random', 'spread'),
	failing: fc.constantFrom(0, 2, 3, 1_000_000),
	/** Whether a person lets the last wave go, and only after all these steps. */
	held: fc.boolean(),
	steps: fc.array(
		fc.record({
			cutAfter: fc.oneof(fc.constant(1_000), fc.nat(6)),
			/** Whether a second execution decided before the first one wrote. */
			twice: fc.boolean(),
			reports: fc.nat(12),
			passes: fc.integer({ min: 1, max: 3_000 }),
		}),
		{ maxLength: 60 },
	),
});

describe('a roll-out over weeks, with executions killed at any write and two at once', () => {
	it('sends to no device twice, to none after it stopped, to no wave before its time or approval, and forgets none', () => {
		fc.assert(
			fc.property(scenario, ({ devices, waves, order, failing, held, steps }) => {
				const plan: Writable<RollOutPlan> = {
					holdsLastWave: held,
					waves: parseWaves(waves),
					order,
					seed: 'night',
					claimTimeoutMs: CLAIM_TIMEOUT_MS,
					gate: {
						nextShare: 0.5,
						stop: { counts: 'failed', limit: { kind: 'percent', share: 0.6 }, afterAtLeast: 1 },
						deadlineMs: 1e9,
						pauseMs: 0,
					},
				};
				const world = new World(devices, plan, (serialNumber) => {
					return failing > 0 && Number(serialNumber.slice(2)) % failing === 0;
				});
				const counts = waveCounts(plan.waves, devices);
				let stoppedAt: number | undefined;

				const step = (cutAfter: number, twice: boolean): void => {
					const decision = world.decide();
					expect(world.decide()).toEqual(decision);
					const other = twice ? world.decide() : undefined;
					if (decision.decision === 'stopped') stoppedAt ??= world.history.length;
					if (decision.decision === 'send') {
						const before = counts.slice(0, (decision.wave ?? 1) - 1);
						const earlier = before.reduce((sum, count) => sum + count, 0);
						const allowed = earlier + (counts[(decision.wave ?? 1) - 1] ?? 0);
						for (const [nth, count] of before.entries()) {
							expect(world.succeededIn(nth + 1)).toBeGreaterThanOrEqual(count / 2);
						}
						const sent = world.sentUpTo(decision.wave ?? 1);
						expect(sent + decision.devices.length).toBeLessThanOrEqual(allowed);
					}
					world.execute(decision, cutAfter);
					if (other) world.execute(other, cutAfter);
				};

				for (const { cutAfter, twice, reports, passes } of steps) {
					step(cutAfter, twice);
					world.report(reports);
					world.now += passes;
				}
				const lastWave = counts.length;
				if (held) expect(world.table.some(({ wave }) => wave === lastWave)).toBe(false);
				plan.holdsLastWave = false;
				for (let round = 0; round < 20 * (counts.length + 2); round += 1) {
					step(1_000, false);
					if (['finished', 'stopped'].includes(world.decide().decision)) break;
					world.now += CLAIM_TIMEOUT_MS;
					world.report(1_000);
				}

				expect([...world.sent.values()].every((times) => times === 1)).toBe(true);
				const last = world.decide().decision;
				expect(['finished', 'stopped']).toContain(last);
				if (stoppedAt !== undefined) expect(world.history).toHaveLength(stoppedAt);
				if (last === 'finished') expect(world.sent.size).toBe(devices);
			}),
		);
	});
});
