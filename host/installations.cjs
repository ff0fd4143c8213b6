// @ts-check
/**
 * What npm installs for the development, the demo and the tests. Plain JavaScript, as packages.cjs
 * is.
 */
const { dirname, join } = require('node:path');

const ROOT = dirname(__dirname);

/** @param {string} name */
const logFile = (name) => join(ROOT, 'artifacts', 'logs', name);

/** What this repository is built and tested with. @type {import('./packages.cjs').Installation} */
const development = {
	folder: ROOT,
	what: 'the development packages',
	megabytes: 130,
	logFile: logFile('install.log'),
};

/**
 * The n8n that runs demo and tests. npm hands the settings of this repository down, but some of
 * n8n's nodes need the packages that they name as peers.
 * @type {import('./packages.cjs').Installation}
 */
const n8n = {
	folder: join(__dirname, 'n8n'),
	what: 'the real n8n and its Node.js 24',
	megabytes: 450,
	logFile: logFile('host-install.log'),
	env: { npm_config_legacy_peer_deps: 'false' },
};

/** The engine of the oldest supported n8n. @type {import('./packages.cjs').Installation} */
const oldestEngine = {
	folder: join(__dirname, 'n8n-1'),
	what: 'the engine of the oldest supported n8n',
	megabytes: 60,
	logFile: logFile('oldest-engine-install.log'),
};

module.exports = { development, n8n, oldestEngine };
