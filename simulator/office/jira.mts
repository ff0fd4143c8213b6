import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { jsonOf } from './body.mts';
import { conditionOf } from './jql.mts';

const word = (missing: string) => z.string({ message: missing }).min(1, missing);

const draftShape = z.object({
	fields: z.object({
		project: z.object({ key: word('A project is required.') }, { message: 'It needs a key.' }),
		issuetype: z.object({ name: word('A type is required.') }, { message: 'It needs a name.' }),
		summary: word('A summary is required.')
			.max(255, 'It is longer than 255 characters.')
			.regex(/^[^\n]*$/, 'It must be one line.'),
		description: z.string().default(''),
		labels: z.array(z.string().regex(/^\S+$/, 'A label has no spaces.')).default([]),
	}),
});

const commentShape = z.object({ body: z.string().min(1) });

/** The one change of status that the desk's workflow has. */
const transitionShape = z.object({ transition: z.object({ id: z.literal('31') }) });

const TO_DO = { name: 'To Do', statusCategory: { key: 'new', name: 'To Do' } };
const DONE = { name: 'Done', statusCategory: { key: 'done', name: 'Done' } };

interface Comment {
	id: string;
	body: string;
}

/** An issue as the desk shows it. */
export interface JiraIssue {
	id: string;
	/** Project and number: `OPS-1`. */
	key: string;
	self: string;
	fields: z.infer<typeof draftShape>['fields'] & {
		status: typeof TO_DO;
		comment: { comments: Comment[] };
	};
}

type OneIssue = { Params: { key: string } };

/** A desk that speaks version 2 of Jira's REST API, as far as tickets about devices need it. */
export function jiraRoutes(app: FastifyInstance, issues: JiraIssue[]): void {
	const find = (key: string) => issues.find((issue) => issue.key === key);

	app.post('/issue', (request, reply) => {
		const draft = draftShape.safeParse(jsonOf(request));
		if (!draft.success) return refuse(reply, 400, fieldErrors(draft.error));
		const issue = open(draft.data.fields, issues, `${app.prefix}/issue`);
		issues.push(issue);
		const { id, key, self } = issue;
		return reply.code(201).send({ id, key, self });
	});

	app.get<OneIssue>(
		'/issue/:key',
		({ params }, reply) => find(params.key) ?? refuse(reply, 404, 'There is no such issue.'),
	);

	app.post<OneIssue>('/issue/:key/comment', (request, reply) => {
		const issue = find(request.params.key);
		if (issue === undefined) return refuse(reply, 404, 'There is no such issue.');
		const draft = commentShape.safeParse(jsonOf(request));
		if (!draft.success) return refuse(reply, 400, 'A comment needs a body.');
		const { comments } = issue.fields.comment;
		const comment = { id: String(comments.length + 1), body: draft.data.body };
		comments.push(comment);
		return reply.code(201).send(comment);
	});

	app.post<OneIssue>('/issue/:key/transitions', (request, reply) => {
		const issue = find(request.params.key);
		if (issue === undefined) return refuse(reply, 404, 'There is no such issue.');
		if (!transitionShape.safeParse(jsonOf(request)).success) {
			return refuse(reply, 400, 'The only transition here is 31 (Done).');
		}
		issue.fields.status = DONE;
		return reply.code(204).send();
	});

	// Jira's own servers know the first path, its cloud the second one.
	for (const path of ['/search', '/search/jql']) {
		app.get<{ Querystring: { jql?: string } }>(path, ({ query }, reply) => {
			const condition = conditionOf(query.jql ?? '');
			if (condition === undefined) return refuse(reply, 400, `Not understood: ${query.jql ?? ''}`);
			const found = issues.filter(condition);
			return { issues: found, total: found.length };
		});
	}
}

function open(
	fields: z.infer<typeof draftShape>['fields'],
	issues: readonly JiraIssue[],
	place: string,
): JiraIssue {
	const { key } = fields.project;
	const number = issues.filter((issue) => issue.fields.project.key === key).length + 1;
	const id = String(10_000 + issues.length + 1);
	return {
		id,
		key: `${key}-${number}`,
		self: `${place}/${id}`,
		fields: { ...fields, status: TO_DO, comment: { comments: [] } },
	};
}

/** Complaints in Jira's form: by field, or about the whole. */
function refuse(reply: FastifyReply, status: number, why: string | Record<string, string>) {
	const body =
		typeof why === 'string'
			? { errorMessages: [why], errors: {} }
			: { errorMessages: [], errors: why };
	return reply.code(status).send(body);
}

function fieldErrors({ issues }: z.ZodError): Record<string, string> {
	return Object.fromEntries(
		issues.map(({ path: [, field = 'fields'], message }) => [String(field), message]),
	);
}
