import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { ROOT } from './places.mts';

const LAST_LINES = 30;

export interface CommandOptions {
	cwd?: string;
	env?: Record<string, string>;
	/**
	 * Collects the output, to be quoted on failure; without it the command writes to the terminal.
	 */
	logFile?: string;
}

/**
 * Runs a command to its end.
 * @throws when it ends with another exit code than 0; the message quotes the end of its log file.
 */
export async function runCommand(
	command: string,
	args: readonly string[],
	{ cwd = ROOT, env = {}, logFile }: CommandOptions = {},
): Promise<void> {
	const log = logFile === undefined ? undefined : openSync(logFile, 'w');
	const exitCode = await new Promise<number | null>((resolve, reject) => {
		const child = spawn(command, args, {
			cwd,
			env: { ...process.env, ...env },
			stdio: log === undefined ? 'inherit' : ['ignore', log, log],
			// npm is a script of the shell there.
			shell: process.platform === 'win32' && command === 'npm',
		});
		child.once('error', reject);
		child.once('exit', resolve);
	});
	if (log !== undefined) closeSync(log);
	if (exitCode === 0) return;
	const said =
		logFile === undefined
			? ''
			: `\n${readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n')}`;
	throw new Error(`"${[command, ...args].join(' ')}" ended with ${exitCode ?? 'a signal'}${said}`);
}
