import { apiPrefix } from './routes.mts';
import { makeServer, type Tls } from './server.mts';
import { changeSettings, usualSettings, type SettingsChange } from './settings.mts';
import { controlsOf, type Controls } from './simulator.mts';
import { makeWorld, type WorldOptions } from './world.mts';

export interface SimulatorOptions extends Partial<WorldOptions>, SettingsChange {
	/** 0 lets the system choose a free one. */
	port?: number;
	host?: string;
	/** Serves https with this key and certificate instead of http. */
	tls?: Tls;
}

/** A running simulator. */
export interface Simulator extends Controls {
	/** The base URL of the API, ending with `/api/v1`. */
	url: string;
	/** The token that the API accepts, for the time being. */
	readonly token: string;
	/** Ends all connections and timers. */
	close(): Promise<void>;
}

/** What a simulator is like that was told nothing. */
export const usualWorld: WorldOptions = {
	devices: 25,
	offline: 0,
	seed: 1,
	informInterval: 5,
	logSize: 10_000,
};

/**
 * Starts a simulator and resolves when it listens. Without options: 25 devices, all online, that
 * contact the server every 5 seconds, the paged dialect, on a free port. Rejects when the port is
 * taken.
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const {
		port = 0,
		host = '127.0.0.1',
		tls,
		devices,
		offline,
		seed,
		informInterval,
		logSize,
		...change
	} = options;
	const settings = usualSettings();
	changeSettings(settings, change);
	const world = makeWorld(
		{
			devices: devices ?? usualWorld.devices,
			offline: offline ?? usualWorld.offline,
			seed: seed ?? usualWorld.seed,
			informInterval: informInterval ?? usualWorld.informInterval,
			logSize: logSize ?? usualWorld.logSize,
		},
		settings,
	);
	const controls = controlsOf(world);
	const server = makeServer(world, controls, tls);
	const origin = new URL(await server.listen({ port, host }));
	// Fastify does not know of the certificate, which belongs to the server made for it.
	if (tls) origin.protocol = 'https:';
	world.schedule.start();
	return {
		...controls,
		url: origin.origin + apiPrefix,
		get token() {
			return settings.token;
		},
		close: async () => {
			world.schedule.stop();
			await server.close();
		},
	};
}
