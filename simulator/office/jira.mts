import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { jsonOf } from './body.mts';
import { conditionOf } from './jql.mts';

const word = (missing: string) => z.string({ message: missing }).min(1, missing);

/** What can be chosen when an issue is opened by hand or by n8n, which knows both by their IDs. */
const PROJECTS = [
	{ id: '10000', key: 'OPS', name: 'Operations' },
	{ id: '10001', key: 'NET', name: 'Network' },
];
const TYPES = [
	{ id: '10002', name: 'Task', subtask: false },
	{ id: '10004', name: 'Bug', subtask: false },
];

const known = <Known extends { id: string }>(list: readonly Known[], missing: string) =>
	z.object({ id: word(missing) }, { message: missing }).transform(({ id }, context) => {
		const found = list.find((one) => one.id === id);
		if (found === undefined) context.addIssue({ code: 'custom', message: missing });
		return found ?? { id };
	});

const draftShape = z.object({
	fields: z.object({
		project: z.union([
			z.object({ key: word('A project is required.') }),
			known(PROJECTS, 'A project is required.').pipe(z.object({ id: z.string(), key: z.string() })),
		]),
		issuetype: z.union([
			z.object({ name: word('A type is required.') }),
			known(TYPES, 'A type is required.').pipe(z.object({ id: z.string(), name: z.string() })),
		]),
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

const searchShape = z.object({ jql: z.string(), fields: z.array(z.string()).optional() });

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

	// n8n sends this after a transition also where it has no field to change.
	app.put<OneIssue>('/issue/:key', ({ params }, reply) =>
		find(params.key) === undefined
			? refuse(reply, 404, 'There is no such issue.')
			: reply.code(204).send(),
	);

	app.get<OneIssue>('/issue/:key/transitions', () => ({
		transitions: [{ id: '31', name: 'Done', to: DONE }],
	}));

	const search = (reply: FastifyReply, jql: string, fields?: readonly string[]) => {
		const condition = conditionOf(jql);
		if (condition === undefined) return refuse(reply, 400, `Not understood: ${jql}`);
		const found = issues.filter(condition).map((issue) => withFields(issue, fields));
		return { issues: found, total: found.length };
	};
	// Jira's own servers know the first path, its cloud the second one.
	for (const path of ['/search', '/search/jql']) {
		app.get<{ Querystring: { jql?: string } }>(path, ({ query }, reply) =>
			search(reply, query.jql ?? ''),
		);
		app.post(path, (request, reply) => {
			const query = searchShape.safeParse(jsonOf(request));
			if (!query.success) return refuse(reply, 400, 'A search needs a query.');
			return search(reply, query.data.jql, query.data.fields);
		});
	}

	whatCanBeChosen(app);
}

/**
 * What n8n asks for beside issues: its lists to choose from, and whether the credential is good.
 */
function whatCanBeChosen(app: FastifyInstance): void {
	app.get('/project', () => PROJECTS);
	app.get('/project/search', () => ({
		values: PROJECTS,
		startAt: 0,
		maxResults: 100,
		total: PROJECTS.length,
	}));
	app.get<{ Params: { id: string } }>('/project/:id', ({ params }, reply) => {
		const project = PROJECTS.find(({ id }) => id === params.id);
		if (project === undefined) return refuse(reply, 404, 'There is no such project.');
		return { ...project, issueTypes: TYPES };
	});
	app.get('/issuetype', () => TYPES);
	app.get('/label', () => ({ values: ['zequenze'] }));
	app.get('/myself', () => ({ displayName: 'Operations' }));
}

/** An issue as a search shows it: comments have to be asked for by name. */
function withFields(issue: JiraIssue, wanted: readonly string[] | undefined): object {
	if (wanted === undefined) return issue;
	const all = wanted.includes('*navigable');
	const shown = Object.entries(issue.fields).filter(
		([name]) => wanted.includes(name) || (all && name !== 'comment'),
	);
	return { ...issue, fields: Object.fromEntries(shown) };
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
