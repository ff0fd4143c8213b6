import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { PRESET_OFFICE } from './example.mts';

const USUAL_PORT = Number(new URL(PRESET_OFFICE).port);

/**
 * Starts a simulated CONTROL on the port where the examples expect its office, or on any free one
 * when somebody else has that.
 */
export async function startFleet(devices: number): Promise<Simulator> {
	try {
		return await startSimulator({ devices, port: USUAL_PORT });
	} catch (error) {
		if (!isTaken(error)) throw error;
		console.log(`Port ${USUAL_PORT} is taken; the simulator takes another one`);
		return await startSimulator({ devices });
	}
}

function isTaken(error: unknown): boolean {
	return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
