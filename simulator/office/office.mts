import type { FastifyInstance } from 'fastify';
import { jiraRoutes, type JiraIssue } from './jira.mts';
import { slackRoutes, type SlackMessage } from './slack.mts';

/** What the office received so far, oldest first. */
export interface Office {
	messages(): SlackMessage[];
	issues(): JiraIssue[];
	/** Forgets everything; numbers start afresh. */
	clear(): void;
}

/**
 * What the people have on their desks who hear from workflows: Slack's channels and a Jira.
 */
export interface OfficeDesks {
	messages: SlackMessage[];
	issues: JiraIssue[];
}

/** Returns an office that nobody has written to. */
export function emptyOffice(): OfficeDesks {
	return { messages: [], issues: [] };
}

/** Returns what tests ask of an office; later changes do not show in what was returned before. */
export function officeOf(desks: OfficeDesks): Office {
	return {
		messages: () => structuredClone(desks.messages),
		issues: () => structuredClone(desks.issues),
		clear: () => {
			for (const desk of Object.values(desks)) desk.length = 0;
		},
	};
}

/**
 * The office over HTTP; see README.md for the list. No token is asked: what it stands in for is
 * reached by secret URLs.
 */
export function officeRoutes(app: FastifyInstance, desks: OfficeDesks): void {
	const office = officeOf(desks);
	app.get('/', () => desks);
	app.delete('/', (_request, reply) => {
		office.clear();
		return reply.code(204).send();
	});
	slackRoutes(app, desks.messages);
	app.register(async (jira) => jiraRoutes(jira, desks.issues), { prefix: '/jira/rest/api/2' });
}
