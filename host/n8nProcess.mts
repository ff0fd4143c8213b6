import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import axios from 'axios';
import { n8nEnvironment, type N8nPlace } from './environment.mts';
import { END_WITH_PARENT, N8N_BINARY, NODE_BINARY } from './places.mts';

const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 15_000;
const QUOTED_LINES = 30;

/** A running n8n as a process: what it wrote, and two ways to end it. */
export interface N8nProcess {
	pid: number;
	logFile: string;
	/** Everything n8n has written so far. */
	logs(): string;
	/** Asks n8n to end, as a service manager would; resolves when it has. */
	stop(): Promise<void>;
	/** Ends n8n without warning, as a power cut would; its task runner notices and ends too. */
	kill(): Promise<void>;
}

/** Whether n8n has migrated its database and loaded its nodes; `/healthz` answers too early. */
async function isReady(url: string): Promise<boolean> {
	const answer = await axios
		.get(`${url}/healthz/readiness`, { timeout: 2_000, validateStatus: () => true, proxy: false })
		.catch(() => null);
	return answer?.status === 200;
}

const lastLines = (log: string) => log.trimEnd().split('\n').slice(-QUOTED_LINES).join('\n');

async function waitUntilReady(child: ChildProcess, url: string, logs: () => string) {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (Date.now() < deadline) {
		if (child.exitCode !== null || child.signalCode !== null) {
			throw new Error(`n8n ended while starting:\n${lastLines(logs())}`);
		}
		if (await isReady(url)) return;
		await delay(250);
	}
	throw new Error(`n8n was not ready within ${READY_WITHIN_MS / 1000} s:\n${lastLines(logs())}`);
}

/**
 * Starts n8n under the host's Node.js 24 and resolves when it can be used.
 * @throws when n8n ends early or is not ready in time; the message quotes the end of its log.
 */
export async function launchN8n(
	place: N8nPlace,
	logFile: string,
	extra: Record<string, string>,
): Promise<N8nProcess> {
	const log = openSync(logFile, 'a');
	const child = spawn(NODE_BINARY, ['--require', END_WITH_PARENT, N8N_BINARY, 'start'], {
		env: n8nEnvironment(place, extra),
		cwd: place.userFolder,
		stdio: ['ignore', log, log, 'ipc'],
	});
	closeSync(log);
	const { pid } = child;
	if (pid === undefined) throw new Error(`Node.js 24 could not be started: ${NODE_BINARY}`);

	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const killNow = () => void child.kill('SIGKILL');

	const logs = () => readFileSync(logFile, 'utf8');
	const kill = async () => {
		killNow();
		await ended;
	};
	const stop = async () => {
		child.kill('SIGTERM');
		const overdue = setTimeout(killNow, STOPS_WITHIN_MS);
		await ended;
		clearTimeout(overdue);
	};

	try {
		await waitUntilReady(child, `http://127.0.0.1:${place.port}`, logs);
	} catch (cause) {
		await kill();
		throw cause;
	}
	return { pid, logFile, logs, stop, kill };
}
