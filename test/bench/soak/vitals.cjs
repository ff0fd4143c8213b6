/**
 * Loaded into n8n before its own code. Every SOAK_EVERY milliseconds it collects garbage, so that
 * what remains is really held, and writes memory and open handles to the file in SOAK_VITALS, one
 * JSON object a line.
 */
const { appendFileSync, readdirSync, readlinkSync } = require('node:fs');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { isMainThread } = require('node:worker_threads');

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc');

const HANDLES = '/proc/self/fd';

/** Where a file handle leads; it may be closed by now. */
function target(handle) {
	try {
		return readlinkSync(`${HANDLES}/${handle}`);
	} catch {
		return '';
	}
}

function note() {
	collectGarbage();
	const { rss, heapUsed, external } = process.memoryUsage();
	const targets = readdirSync(HANDLES).map(target);
	const sockets = targets.filter((name) => name.startsWith('socket:')).length;
	const resources = process.getActiveResourcesInfo();
	const timers = resources.filter((name) => name === 'Timeout' || name === 'Immediate').length;
	const line = { pid: process.pid, at: Date.now(), rss, heapUsed, external };
	appendFileSync(
		process.env.SOAK_VITALS,
		`${JSON.stringify({ ...line, handles: targets.length, sockets, timers })}\n`,
	);
}

// n8n's worker threads load this as well, and have a heap of their own.
if (isMainThread) setInterval(note, Number(process.env.SOAK_EVERY)).unref();
