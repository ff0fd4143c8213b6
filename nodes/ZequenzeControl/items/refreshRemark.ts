import type { ControlClient } from '../control/client';
import type { Hints } from './hints';

/** Says so where the server could not refresh the status, although that was asked for. */
export function remarkOnRefresh({ notRefreshed }: ControlClient, hints: Hints): void {
	if (notRefreshed === null) return;
	hints.add(
		`CONTROL could not refresh the status of the devices (${notRefreshed.message}). What is shown is the status that it had.`,
		'warning',
	);
}
