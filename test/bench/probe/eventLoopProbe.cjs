/**
 * Loaded into n8n before its own code. Writes to the file in BENCH_PROBE, one JSON object a line:
 * how long the event loop stood still each time it did, and for each run of a node's `execute()`
 * its time and the longest standstill in it.
 */
const { openSync, writeSync } = require('node:fs');
const Module = require('node:module');

const TICK_MS = 5;
const WORTH_TELLING_MS = 50;

/** The classes whose `execute()` is timed. */
const WATCHED = ['ZequenzeControl', 'HttpRequestV3', 'BareHelper'];

const file = openSync(process.env.BENCH_PROBE, 'a');
const tell = (line) => writeSync(file, `${JSON.stringify(line)}\n`);

const running = new Set();
let lastTick = performance.now();

function tick() {
	const now = performance.now();
	const stall = Math.max(0, now - lastTick - TICK_MS);
	lastTick = now;
	for (const run of running) run.stall = Math.max(run.stall, stall);
	if (stall > WORTH_TELLING_MS) tell({ kind: 'stall', at: Date.now(), ms: Math.round(stall) });
}
setInterval(tick, TICK_MS).unref();

async function timed(node, execute) {
	tick();
	const run = { stall: 0, startedAt: performance.now() };
	running.add(run);
	try {
		return await execute();
	} finally {
		// What execute() did since the last tick counts; what n8n does with the items afterwards does
		// not.
		tick();
		running.delete(run);
		const ms = Math.round(performance.now() - run.startedAt);
		tell({ kind: 'execute', node, ms, stallMs: Math.round(run.stall) });
	}
}

const load = Module._load;
const wrapped = new WeakSet();

Module._load = function (...request) {
	const exported = load.apply(this, request);
	for (const name of WATCHED) {
		const prototype = Object.hasOwn(Object(exported), name) ? exported[name]?.prototype : undefined;
		if (!prototype?.execute || wrapped.has(prototype)) continue;
		wrapped.add(prototype);
		const { execute } = prototype;
		prototype.execute = function (...args) {
			return timed(name, () => execute.apply(this, args));
		};
	}
	return exported;
};
