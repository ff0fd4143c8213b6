import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { nodeBinary } from './places.mts';

const READY_WITHIN_MS = 600_000;
const STOPS_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 100;
const QUOTED_LINES = 30;

/** How to start a process, and how to know that it can be used. */
export interface ServiceOptions {
	name: string;
	/** For Node.js 24. */
	args: readonly string[];
	cwd: string;
	env: NodeJS.ProcessEnv;
	/** What it writes is appended here. */
	logFile: string;
	/** Whether it can be used, given what it has written since it was started. */
	isReady: (written: string) => boolean | Promise<boolean>;
}

/** A running process: what it wrote, and two ways to end it. */
export interface Service {
	pid: number;
	logFile: string;
	/** Everything in its log file so far. */
	logs(): string;
	/** Asks it to end, as a service manager would; resolves when it has. */
	stop(): Promise<void>;
	/** Ends it without warning, as a power cut would; resolves when it has ended. */
	kill(): Promise<void>;
}

/**
 * Starts a process under the host's Node.js 24 and resolves when it can be used. It keeps a channel
 * to this process, by which it can notice when this one is gone.
 * @throws when it ends early or is not ready in time; the message quotes the end of its log.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { name, args, cwd, env, logFile, isReady } = options;
	const logs = () => readFileSync(logFile, 'utf8');
	const before = existsSync(logFile) ? logs().length : 0;

	const log = openSync(logFile, 'a');
	const node = nodeBinary();
	const child = spawn(node, args, { cwd, env, stdio: ['ignore', log, log, 'ipc'] });
	closeSync(log);
	const { pid } = child;
	if (pid === undefined) throw new Error(`Node.js 24 could not be started: ${node}`);

	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
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
		await untilReady(child, () => isReady(logs().slice(before)));
	} catch (cause) {
		await stop();
		throw new Error(`${name} did not start:\n${lastLines(logs())}`, { cause });
	}
	return { pid, logFile, logs, stop, kill };
}

async function untilReady(
	child: ChildProcess,
	isReady: () => boolean | Promise<boolean>,
): Promise<void> {
	const deadline = Date.now() + READY_WITHIN_MS;
	while (!(await isReady())) {
		if (child.exitCode !== null || child.signalCode !== null) throw new Error('It ended');
		if (Date.now() > deadline) throw new Error(`Not ready in ${READY_WITHIN_MS / 1000} s`);
		await delay(LOOK_EVERY_MS);
	}
}

function lastLines(log: string): string {
	return log.trimEnd().split('\n').slice(-QUOTED_LINES).join('\n');
}
