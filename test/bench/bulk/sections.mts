import type { BenchedN8n, Rig } from '../rig.mts';
import { contenders } from './contenders.mts';
import { ensureRounds, ensureTable, FLEET, INFORMS_EVERY } from './ensure.mts';
import { measure } from './measure.mts';
import {
	completionSentence,
	failuresSentence,
	faultTable,
	limitTable,
	memoryTable,
	readingTable,
	speedTable,
	stopTable,
	type Outcome,
} from './report.mts';
import { runScenario } from './run.mts';
import {
	AGAINST_BARE_HELPER,
	AGAINST_HTTP_REQUEST_NODE,
	BY_FILTER,
	CACHED_VALUES,
	FAULTS,
	HEAP_FOR_A_FILE,
	HUGE,
	INTO_A_FILE,
	LARGE,
	LIMITED_SERVERS,
	MANY_FAILURES,
	OVER_TLS,
	QUICK,
	SLOW_SERVER,
	type Scenario,
} from './scenarios.mts';
import { runTheRest, stopInTheMiddle } from './stopping.mts';
import { benchWorkflow, withErrorsIntoCode } from './workflow.mts';

/** A question that the bench answers, and how. */
export interface Section {
	title: string;
	/** Measures, and returns the answer in Markdown. */
	answer: (rig: Rig) => Promise<string>;
}

/** All that the bench can tell, by the name under which a part is asked for. */
export const sections = {
	speed: {
		title: 'Against the HTTP Request node',
		answer: async (rig) => speedTable(await runAll(rig, AGAINST_HTTP_REQUEST_NODE)),
	},
	slow: {
		title: 'Against the HTTP Request node, on a server that takes seconds to answer',
		answer: async (rig) => speedTable(await runAll(rig, SLOW_SERVER)),
	},
	tls: {
		title: 'Against the HTTP Request node, over TLS',
		answer: overTls,
	},
	cached: {
		title: 'Cached values, against the HTTP Request node',
		answer: async (rig) => readingTable(await runAll(rig, CACHED_VALUES)),
	},
	limited: {
		title: 'On servers that can do only so much',
		answer: async (rig) => faultTable(await runAll(rig, LIMITED_SERVERS)),
	},
	file: {
		title: 'Results as items, and in a file',
		answer: intoAFile,
	},
	ensure: {
		title: 'Ensure Variables, beside reading all devices and setting those that differ',
		answer: ensuring,
	},
	filter: {
		title: 'All devices by their list, 100 ms a page',
		answer: async (rig) => speedTable(await runAll(rig, BY_FILTER)),
	},
	limit: {
		title: "Against n8n's bare HTTP helper, 64 at a time",
		answer: async (rig) => limitTable(await runAll(rig, AGAINST_BARE_HELPER)),
	},
	faults: {
		title: 'When something fails',
		answer: async (rig) => faultTable(await runAll(rig, FAULTS)),
	},
	stop: {
		title: 'Stopped after 3 seconds, 20,000 devices, 50 ms',
		answer: stoppedAndCompleted,
	},
	failures: {
		title: 'A list of 20,000 with 5,000 failures, error output into a Code node',
		answer: manyFailures,
	},
} as const satisfies Record<string, Section>;

/** What a few minutes can tell. */
export const quickSection: Section = {
	title: sections.speed.title,
	answer: async (rig) => speedTable(await runAll(rig, QUICK)),
};

async function runAll(rig: Rig, scenarios: readonly Scenario[]): Promise<Outcome[]> {
	return await onNewN8n(rig, async (n8n) => {
		const outcomes: Outcome[] = [];
		for (const scenario of scenarios) {
			outcomes.push({ scenario, results: await runScenario(rig, n8n, scenario) });
		}
		return outcomes;
	});
}

async function overTls(rig: Rig): Promise<string> {
	const secure = await rig.overTls();
	try {
		return speedTable(await runAll(secure, OVER_TLS));
	} finally {
		await secure.close();
	}
}

async function intoAFile(rig: Rig): Promise<string> {
	const huge = await rig.withDevices(HUGE);
	try {
		const table = memoryTable(await runAll(huge, INTO_A_FILE));
		return `${table}\n\nThe heap of n8n was limited to ${HEAP_FOR_A_FILE} MB.`;
	} finally {
		await huge.close();
	}
}

async function ensuring(rig: Rig): Promise<string> {
	const informing = await rig.withDevices(FLEET, INFORMS_EVERY);
	try {
		return await onNewN8n(informing, async (n8n) =>
			ensureTable(await ensureRounds(informing, n8n)),
		);
	} finally {
		await informing.close();
	}
}

async function stoppedAndCompleted(rig: Rig): Promise<string> {
	const theirs = await stopInTheMiddle(rig, 'httpRequest');
	const ours = await stopInTheMiddle(rig, 'oursList');
	const completed = await runTheRest(rig);
	return `${stopTable([theirs, ours])}\n\n${completionSentence(completed)}`;
}

async function manyFailures(rig: Rig): Promise<string> {
	return await onNewN8n(rig, async (n8n) => {
		await rig.control.prepare({ latency: 0 }, MANY_FAILURES);
		const place = { control: rig.control, credentials: n8n.credentials };
		const draft = benchWorkflow(contenders.oursList, LARGE, 'errorOutput', place);
		return failuresSentence(await measure(n8n, rig.control, withErrorsIntoCode(draft)));
	});
}

/** Does the work on an n8n that ends with it. */
async function onNewN8n<T>(rig: Rig, work: (n8n: BenchedN8n) => Promise<T>): Promise<T> {
	const n8n = await rig.startN8n();
	try {
		return await work(n8n);
	} finally {
		await n8n.stop();
	}
}
