import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A program of the operating system, under the names it may have, and what it is wanted for. */
interface Tool {
	names: readonly string[];
	purpose: string;
	debianPackage: string;
	macCommand: string;
	windowsAdvice: string;
}

const BUILD_TOOLS_FOR_WINDOWS =
	'install Python 3 and Visual Studio Build Tools with "Desktop development with C++"';

const COMPILING = {
	purpose: 'to compile the database driver of n8n',
	macCommand: 'xcode-select --install',
	windowsAdvice: BUILD_TOOLS_FOR_WINDOWS,
};

/** What compiles native add-ons; Windows finds its compiler in other ways and says so itself. */
const BUILD_TOOLS: readonly Tool[] = [
	{ ...COMPILING, names: ['python3', 'python'], debianPackage: 'python3' },
	...(process.platform === 'win32'
		? []
		: [
				{ ...COMPILING, names: ['make'], debianPackage: 'make' },
				{ ...COMPILING, names: ['g++', 'c++', 'clang++'], debianPackage: 'g++' },
			]),
];

const CHROMIUM: Tool = {
	names: ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'],
	purpose: 'to open the editor',
	debianPackage: 'chromium',
	macCommand: 'brew install --cask chromium',
	windowsAdvice: 'install Google Chrome',
};

/** Where browsers are that do not put themselves on the PATH. */
const CHROMIUM_ELSEWHERE = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Whether there is a program at this path that may be run. */
export function isExecutable(file: string): boolean {
	try {
		accessSync(file, constants.X_OK);
		return true;
	} catch {
		return false;
	}
}

function find({ names }: Tool): string | undefined {
	const folders = (process.env.PATH ?? '').split(delimiter);
	const suffixes = process.platform === 'win32' ? ['.exe', '.cmd', '.bat'] : [''];
	return folders
		.flatMap((folder) => names.flatMap((name) => suffixes.map((end) => join(folder, name + end))))
		.find(isExecutable);
}

/** What to type to get the missing tools on this system. */
function installCommand(missing: readonly Tool[]): string {
	if (process.platform === 'darwin') {
		return [...new Set(missing.map(({ macCommand }) => macCommand))].join(' && ');
	}
	if (process.platform === 'win32') {
		return [...new Set(missing.map(({ windowsAdvice }) => windowsAdvice))].join('; ');
	}
	const packages = missing.map(({ debianPackage }) => debianPackage).join(' ');
	return `sudo apt-get install -y ${packages}   (or the same with your system's package manager)`;
}

function missingTools(missing: readonly Tool[]): Error {
	const wanted = missing.map(({ names, purpose }) => `${names[0]} is missing, needed ${purpose}`);
	return new Error(`${wanted.join('\n')}\nInstall with: ${installCommand(missing)}`);
}

/** @throws when a compiler, make or Python is missing; the message names the command that installs it. */
export function requireBuildTools(): void {
	const missing = BUILD_TOOLS.filter((tool) => find(tool) === undefined);
	if (missing.length > 0) throw missingTools(missing);
}

/**
 * The browser to test the editor with: what CHROMIUM names, or an installed Chromium or Chrome.
 * @throws when there is none; the message names the command that installs it.
 */
export function requireChromium(): string {
	const named = process.env.CHROMIUM;
	if (named !== undefined && named !== '') {
		if (isExecutable(named)) return named;
		throw new Error(`CHROMIUM names ${named}, which is not a program that can be started`);
	}
	const found = find(CHROMIUM) ?? CHROMIUM_ELSEWHERE.find(isExecutable);
	if (found === undefined) throw missingTools([CHROMIUM]);
	return found;
}
