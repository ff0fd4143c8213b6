import { startSimulator, type Simulator } from '../../simulator/start.mts';

/** The one that the simulator listens on by itself. */
const USUAL_PORT = 8069;

/**
 * Starts a simulated CONTROL on its usual port, or on any free one when somebody else has that.
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
