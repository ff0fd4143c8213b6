import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { NODE_BINARY } from '../places.mts';

const READY_WITHIN_MS = 120_000;
const STOPS_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 100;
const QUOTED_LINES = 30;

/** How to start a process of the queue, and how to know that it can be used. */
export interface ServiceOptions {
	name: string;
	/** For Node.js 24. */
	args: readonly string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	logFile: string;
	/** What it writes when it is ready. */
	readyWhen: RegExp;
}

/** A running process of the queue. */
export interface Service {
	pid: number;
	/** Everything it has written so far. */
	logs(): string;
	/** Asks it to end, as a service manager would; resolves when it has. */
	stop(): Promise<void>;
	/** Ends it without warning, as a power cut would. */
	kill(): Promise<void>;
}

/**
 * Starts a process under the host's Node.js 24 and resolves when its log says that it is ready. It keeps a channel to
 * this process, by which it can notice when this one is gone.
 * @throws when it ends early or is not ready in time; the message quotes the end of its log.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { name, args, cwd, env, logFile, readyWhen } = options;
	const log = openSync(logFile, 'w');
	const child = spawn(NODE_BINARY, args, { cwd, env, stdio: ['ignore', log, log, 'ipc'] });
	closeSync(log);
	const { pid } = child;
	if (pid === undefined) throw new Error(`Node.js 24 could not be started: ${NODE_BINARY}`);

	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const logs = () => readFileSync(logFile, 'utf8');
	const kill = async () => {
		child.kill('SIGKILL');
		await ended;
	};
	const stop = async () => {
		child.kill('SIGTERM');
		const overdue = setTimeout(() => void child.kill('SIGKILL'), STOPS_WITHIN_MS);
		await ended;
		clearTimeout(overdue);
	};
	try {
		await untilReady(child, logs, readyWhen);
	} catch (cause) {
		await stop();
		throw new Error(`${name} did not start:\n${lastLines(logs())}`, { cause });
	}
	return { pid, logs, stop, kill };
}

async function untilReady(child: ChildProcess, logs: () => string, ready: RegExp): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!ready.test(logs())) {
		if (child.exitCode !== null || child.signalCode !== null) throw new Error('It ended');
		if (Date.now() > deadline) throw new Error(`Not ready in ${READY_WITHIN_MS / 1000} s`);
		await delay(LOOK_EVERY_MS);
	}
}

function lastLines(log: string): string {
	return log.trimEnd().split('\n').slice(-QUOTED_LINES).join('\n');
}
