// @ts-check
/** Plain JavaScript: it installs what could run TypeScript. */
const { spawn } = require('node:child_process');
const {
	closeSync,
	existsSync,
	lstatSync,
	mkdirSync,
	openSync,
	readFileSync,
	writeFileSync,
} = require('node:fs');
const { dirname, join } = require('node:path');
const { withProgress } = require('./progress.cjs');

/**
 * What is to be installed.
 * @typedef {object} Installation
 * @property {string} folder where package.json and package-lock.json are
 * @property {string} what what it is, for people
 * @property {number} megabytes of the download, roughly
 * @property {string} logFile where npm's own words go
 * @property {Record<string, string>} [env] further environment variables for npm
 */

/**
 * A package as the lockfile has it.
 * @typedef {object} Locked
 * @property {string} [version]
 * @property {boolean} [link]
 * @property {boolean} [optional]
 * @property {boolean} [extraneous] what npm 10 asks for and npm 11 leaves out
 */

const QUOTED_LINES = 30;

/** @param {string} file @returns {Record<string, Locked>} */
const packagesIn = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;

/** The packages of the lockfile that lie in node_modules. @param {string} folder */
const lockedIn = (folder) =>
	Object.entries(packagesIn(join(folder, 'package-lock.json'))).filter(([path]) =>
		path.startsWith('node_modules/'),
	);

/** @param {string} folder @param {string} path */
const isInPlace = (folder, path) => existsSync(join(folder, path, 'package.json'));

/**
 * Whether all that the lockfile names is in place, in its version. Packages for other systems may
 * be missing. npm writes its own list last, so an installation that was interrupted has none.
 * @param {string} folder
 */
function isInstalled(folder) {
	const list = join(folder, 'node_modules', '.package-lock.json');
	if (!existsSync(list)) return false;
	const present = packagesIn(list);
	return lockedIn(folder).every(([path, { version, optional = false, extraneous = false }]) => {
		const found = present[path];
		return found === undefined
			? optional || extraneous
			: found.version === version && isInPlace(folder, path);
	});
}

/**
 * npm empties what it installs into: behind a link that would be somebody else's folder. @param
 * {string} folder
 */
function refuseLink(folder) {
	if (!lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return;
	throw new Error(`${folder} is a link; install the packages where it leads to, or remove it`);
}

/** What npm said of errors. @param {string} logFile */
const errorsIn = (logFile) =>
	readFileSync(logFile, 'utf8')
		.trimEnd()
		.split('\n')
		.filter((line) => !/^npm (http|warn)\b/.test(line))
		.slice(-QUOTED_LINES)
		.join('\n');

/** How often the registry, or npm's cache of it, has answered so far. @param {string} logFile */
const answersIn = (logFile) =>
	readFileSync(logFile, 'utf8').match(/^npm http (fetch|cache)\b/gm)?.length ?? 0;

/**
 * Runs `npm ci`, which begins with an empty folder, so that running it again repairs what is
 * broken.
 * @param {Installation} installation
 */
async function npmCi({ folder, logFile, env = {} }) {
	const log = openSync(logFile, 'w');
	const exitCode = await new Promise((resolve, reject) => {
		// At this level npm writes a line for each answer of the registry, which tells how far it is.
		const npm = spawn('npm', ['ci', '--loglevel=http'], {
			cwd: folder,
			env: { ...process.env, ...env },
			stdio: ['ignore', log, log],
			shell: process.platform === 'win32',
		});
		npm.once('error', reject);
		npm.once('exit', resolve);
	});
	closeSync(log);
	if (exitCode === 0) return;
	throw new Error(
		`"npm ci" in ${folder} ended with ${exitCode ?? 'a signal'}:\n${errorsIn(logFile)}\n` +
			'Run the same command again when npm can reach its registry; it begins this step anew.',
	);
}

/** How many packages have to come, and how far they are. @param {Installation} installation */
function progressOf({ folder, logFile }) {
	const locked = lockedIn(folder);
	const isNeeded = ({ optional = false, extraneous = false }) => !optional && !extraneous;
	return {
		needed: locked.filter(([, one]) => isNeeded(one)).length,
		there: () => locked.filter(([path]) => isInPlace(folder, path)).length,
		answers: () => answersIn(logFile),
	};
}

/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((total, one) => total + one, 0);

/**
 * Installs the packages of lockfiles, all at once, when any is missing or of another version;
 * returns whether it had to.
 * @param {Installation[]} installations
 * @returns {Promise<boolean>}
 * @throws when npm fails, with the end of what it said, and where node_modules is a link
 */
async function ensurePackages(...installations) {
	const due = installations.filter(({ folder }) => !isInstalled(folder));
	if (due.length === 0) return false;
	for (const { folder, logFile } of due) {
		refuseLink(join(folder, 'node_modules'));
		mkdirSync(dirname(logFile), { recursive: true });
		writeFileSync(logFile, '');
	}
	const parts = due.map(progressOf);
	const needed = sum(parts.map((one) => one.needed));
	const soFar = () =>
		`${sum(parts.map((one) => one.answers()))} answers from the registry, ` +
		`${sum(parts.map((one) => one.there()))} of about ${needed} packages in place`;
	const megabytes = sum(due.map((one) => one.megabytes));
	await withProgress(
		`Installing ${due.map(({ what }) => what).join(' and ')}, once: ${needed} packages, about ${megabytes} MB to download`,
		async () => {
			const results = await Promise.allSettled(due.map(npmCi));
			for (const result of results) if (result.status === 'rejected') throw result.reason;
		},
		soFar,
	);
	return true;
}

module.exports = { ensurePackages };
