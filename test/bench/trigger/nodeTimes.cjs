/**
 * Loaded into n8n before its own code. Writes to the file in BENCH_NODE_TIMES, one JSON object a
 * line, for each run of a watched node: its time, how many items it put out, and the size of the
 * state that it left in n8n.
 */
const { openSync, writeSync } = require('node:fs');
const Module = require('node:module');

/** The classes whose runs are timed, and what n8n calls to run them. */
const WATCHED = {
	ZequenzeControlTrigger: 'poll',
	HttpRequestV3: 'execute',
	SplitOut: 'execute',
	RemoveDuplicatesV2: 'execute',
};

const file = openSync(process.env.BENCH_NODE_TIMES, 'a');

async function timed(node, context, run) {
	const startedAt = performance.now();
	const output = await run();
	const ms = Math.round(performance.now() - startedAt);
	// Remove Duplicates has a second output, for what it dropped.
	const items = output?.[0]?.length ?? 0;
	const { follow } = node === 'ZequenzeControlTrigger' ? context.getWorkflowStaticData('node') : {};
	const state = follow && { bytes: JSON.stringify(follow).length, sequence: follow.sequence };
	writeSync(file, `${JSON.stringify({ node, ms, items, state })}\n`);
	return output;
}

const load = Module._load;
const wrapped = new WeakSet();

Module._load = function (...request) {
	const exported = load.apply(this, request);
	for (const [node, method] of Object.entries(WATCHED)) {
		const prototype = Object.hasOwn(Object(exported), node) ? exported[node]?.prototype : undefined;
		if (!prototype?.[method] || wrapped.has(prototype)) continue;
		wrapped.add(prototype);
		const original = prototype[method];
		prototype[method] = function (...args) {
			// n8n 2.41 hands nodes their context as `this`.
			return timed(node, this, () => original.apply(this, args));
		};
	}
	return exported;
};
