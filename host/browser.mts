import { chmodSync, createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { brotliDecompressSync, createBrotliDecompress } from 'node:zlib';
import { runCommand } from './command.mts';
import { ensurePackages } from './packages.cjs';
import { artifacts, ROOT } from './places.mts';
import { withProgress } from './progress.cjs';
import { isExecutable } from './tools.mts';

/** How to start a browser, in the words of playwright. */
export interface Browser {
	executablePath: string;
	args: string[];
	env: Record<string, string>;
}

const NAMES = [
	'chromium',
	'chromium-browser',
	'google-chrome-stable',
	'google-chrome',
	'microsoft-edge-stable',
	'microsoft-edge',
];

/** Where browsers are that do not put themselves on the PATH. */
const ELSEWHERE = [
	'/Applications/Chromium.app/Contents/MacOS/Chromium',
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
	'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
	'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The private package with a Chromium in it, and where that is unpacked. */
const FOLDER = join(ROOT, 'host', 'browser');
const PACKED = join(FOLDER, 'node_modules', '@sparticuz', 'chromium', 'bin');
const UNPACKED = join(FOLDER, 'node_modules', '.unpacked');
const CHROMIUM = join(UNPACKED, 'chromium');
const LIBRARIES = join(UNPACKED, 'al2023');
const FONTS = join(UNPACKED, 'fonts');

/**
 * Where Chromium's own helpers are left out, looking any name up ends it; with this it looks none
 * up. It also keeps the browser from talking to anybody but n8n.
 */
const NOBODY_ELSE = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1';

function installed(): string | undefined {
	const named = process.env.CHROMIUM;
	if (named !== undefined && named !== '') {
		if (isExecutable(named)) return named;
		throw new Error(`CHROMIUM names ${named}, which is not a program that can be started`);
	}
	const folders = (process.env.PATH ?? '').split(delimiter);
	const onPath = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
	return [...onPath, ...ELSEWHERE].find(isExecutable);
}

function inherited(): Record<string, string> {
	const set = Object.entries(process.env).flatMap(([name, value = '']) => [[name, value] as const]);
	return Object.fromEntries(set);
}

/**
 * The browser for the editor's tests: what CHROMIUM names, an installed Chromium, Chrome or Edge,
 * or the one of the npm package once `ensureBrowser` has brought it.
 * @throws when there is none; the message says what to do.
 */
export function findBrowser(): Browser {
	const executablePath = installed();
	if (executablePath !== undefined)
		return { executablePath, args: [NOBODY_ELSE], env: inherited() };
	if (existsSync(CHROMIUM)) {
		const env = {
			...inherited(),
			FONTCONFIG_PATH: FONTS,
			LD_LIBRARY_PATH: [join(LIBRARIES, 'lib'), process.env.LD_LIBRARY_PATH ?? ''].join(':'),
		};
		return { executablePath: CHROMIUM, args: [NOBODY_ELSE, '--no-zygote'], env };
	}
	throw new Error(
		'No Chromium, Chrome or Edge was found, needed to open the editor. ' +
			'Install one, or set CHROMIUM to the program of another browser of this kind',
	);
}

/**
 * Brings a Chromium from npm where no browser is installed and npm has one (Linux x64).
 * @throws when there is none to be had; the message says what to do.
 */
export async function ensureBrowser(): Promise<void> {
	if (installed() === undefined && process.platform === 'linux' && process.arch === 'x64') {
		await ensurePackages({
			folder: FOLDER,
			what: "a Chromium for the editor's tests",
			megabytes: 70,
			logFile: join(artifacts('logs'), 'browser-install.log'),
		});
		if (!existsSync(CHROMIUM)) await withProgress('Unpacking Chromium', unpack);
	}
	findBrowser();
}

async function unpack(): Promise<void> {
	await rm(UNPACKED, { recursive: true, force: true });
	await unpackTar('al2023.tar.br', LIBRARIES);
	await unpackTar('fonts.tar.br', FONTS);
	// The package's own names folders of another system; without a font, text takes no room.
	await writeFile(join(FONTS, 'fonts.conf'), fontsIn(FONTS));
	await unpackTar('swiftshader.tar.br', UNPACKED);
	const unfinished = `${CHROMIUM}.part`;
	await pipeline(
		createReadStream(join(PACKED, 'chromium.br')),
		createBrotliDecompress(),
		createWriteStream(unfinished),
	);
	chmodSync(unfinished, 0o755);
	await rename(unfinished, CHROMIUM);
}

/** What tells Chromium to take its fonts from this folder. */
function fontsIn(folder: string): string {
	const path = folder.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
	return [
		'<?xml version="1.0"?>',
		'<!DOCTYPE fontconfig SYSTEM "fonts.dtd">',
		`<fontconfig><dir>${path}</dir><cachedir>${path}/cache</cachedir></fontconfig>`,
	].join('\n');
}

/** By way of a file: a pipe would break where tar has read enough. */
async function unpackTar(file: string, folder: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const archive = join(folder, 'archive.tar');
	await writeFile(archive, brotliDecompressSync(await readFile(join(PACKED, file))));
	await runCommand('tar', ['-xf', archive, '-C', folder]);
	await rm(archive);
}
