import type { IDataObject } from 'n8n-workflow';

import { readPerItem } from '../../../items/perItem';
import type { NodeOperation } from '../../operation';
import { shapeOf } from './answerShape';
import { findingsIn } from './findings';
import { probeServer, type Probe } from './probes';

/** Says how the user's own CONTROL speaks, without a word of what it says. */
export const serverReport: NodeOperation = {
	option: {
		name: 'Server Report',
		value: 'serverReport',
		action: 'Report how server answers',
		description:
			'Say how this CONTROL server answers and what the nodes make of it, without values, names or addresses',
	},
	toolDescription:
		'Says how the server answers, for whoever maintains the connection to it: shapes and kinds only, no values.',
	fields: [],
	execute: async (context) =>
		await readPerItem(context, {
			plan: () => ({}),
			read: async (client) => [reportOn(await probeServer(client))],
		}),
};

/** The report, as JSON and as one text to paste into an issue. */
export function reportOn(probes: readonly Probe[]): IDataObject {
	const findings = findingsIn(probes);
	const answers = probes.map(({ asked, answer, failure, json }) => ({
		asked,
		status: answer?.status ?? null,
		failure,
		content: answer ? kindOf(answer.headers['content-type']) : null,
		headers: HEADERS.filter((name) => answer?.headers[name] !== undefined),
		shape: json === undefined ? 'no JSON' : shapeOf(json),
	}));
	return { findings, answers, markdown: markdownOf(findings, answers) };
}

const HEADERS = [
	'allow',
	'cache-control',
	'content-encoding',
	'date',
	'etag',
	'link',
	'retry-after',
	'x-ratelimit-limit',
	'x-ratelimit-remaining',
	'x-total-count',
];

const CONTENTS = ['application/json', 'text/html', 'text/plain', 'application/problem+json'];

function kindOf(contentType = ''): string {
	const [kind = ''] = contentType.toLowerCase().split(';');
	return CONTENTS.find((known) => known === kind.trim()) ?? (kind === '' ? 'none' : 'another');
}

function markdownOf(
	findings: readonly string[],
	answers: ReadonlyArray<{ asked: string; status: number | null; shape: unknown }>,
): string {
	const shapes = answers.map(
		({ asked, status, shape }) =>
			`### ${asked}: ${status ?? 'no answer'}\n\n\`\`\`json\n${JSON.stringify(shape, null, 2)}\n\`\`\``,
	);
	const lines = findings.map((finding) => `- ${finding}`);
	return ['## How this CONTROL server answers', lines.join('\n'), ...shapes].join('\n\n');
}
