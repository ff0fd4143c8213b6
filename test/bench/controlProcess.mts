import axios, { type AxiosInstance } from 'axios';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { Agent } from 'node:https';
import { join } from 'node:path';
import { freePort } from '../../host/freePort.mts';
import { artifacts, ROOT } from '../../host/places.mts';
import type { InjectionRule } from '../../simulator/faults/injection.mts';
import type { Counters } from '../../simulator/observations.mts';
import type { SettingsChange } from '../../simulator/settings.mts';
import type { TrueOperation } from '../../simulator/simulator.mts';
import { selfSigned } from '../certificate.mts';

const TOKEN = 'bench-token';

/** A simulated CONTROL in a process of its own, so that it takes no time from n8n's event loop. */
export class ControlProcess {
	readonly token = TOKEN;

	private constructor(
		/** The base URL of the API. */
		readonly url: string,
		private readonly orders: AxiosInstance,
		/** Ends the process; resolves when it has ended. */
		readonly stop: () => Promise<void>,
	) {}

	/**
	 * Starts it with this many devices, which contact the server so many seconds apart, or only when
	 * told; over TLS with a certificate that nobody has signed but itself.
	 * @throws when the simulator ends instead.
	 */
	static async start(
		devices: number,
		{ tls = false, informInterval = 0 } = {},
	): Promise<ControlProcess> {
		const port = await freePort();
		const child = spawn(
			process.execPath,
			[
				...['--import', 'tsx', join(ROOT, 'simulator', 'main.mts')],
				...['--port', String(port), '--token', TOKEN, '--devices', String(devices)],
				...['--inform-interval', String(informInterval), '--log-size', '1'],
				...(tls ? await certificateFiles() : []),
			],
			{ cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'] },
		);
		const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
		const killNow = () => void child.kill('SIGKILL');
		process.once('exit', killNow);
		const stop = async () => {
			process.off('exit', killNow);
			child.kill('SIGTERM');
			await ended;
		};
		await new Promise<void>((resolve, reject) => {
			child.stdout.once('data', () => resolve());
			child.once('exit', (code) => reject(new Error(`The simulator ended with ${code}`)));
		});
		const origin = `${tls ? 'https' : 'http'}://127.0.0.1:${port}`;
		const httpsAgent = new Agent({ rejectUnauthorized: false });
		const orders = axios.create({ baseURL: `${origin}/__simulator`, proxy: false, httpsAgent });
		return new ControlProcess(`${origin}/api/v1`, orders, stop);
	}

	/** Whether n8n has to be told to believe its certificate. */
	get isSelfSigned(): boolean {
		return this.url.startsWith('https:');
	}

	/** An empty account, nothing counted, these settings and these injections. */
	async prepare(settings: SettingsChange, rules: readonly InjectionRule[]): Promise<void> {
		await this.orders.delete('/injections');
		await this.orders.delete('/operations');
		await this.orders.delete('/observations');
		await this.orders.patch('/settings', settings);
		for (const rule of rules) await this.orders.post('/injections', rule);
	}

	async counters(): Promise<Counters> {
		return (await this.orders.get<Counters>('/counters')).data;
	}

	/** Every operation that was ever scheduled. */
	async operations(): Promise<TrueOperation[]> {
		return (await this.orders.get<TrueOperation[]>('/operations')).data;
	}
}

/** Options of the simulator that name a key and its certificate. */
async function certificateFiles(): Promise<string[]> {
	const { key, cert } = await selfSigned();
	return [
		['--tls-key', 'key.pem', key] as const,
		['--tls-cert', 'certificate.pem', cert] as const,
	].flatMap(([option, name, text]) => {
		const file = join(artifacts('bench'), name);
		writeFileSync(file, text);
		return [option, file];
	});
}
