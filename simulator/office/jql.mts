import type { JiraIssue } from './jira.mts';

type Condition = (issue: JiraIssue) => boolean;

/** What a query may ask, and what that means. */
const CLAUSES: ReadonlyArray<[form: RegExp, condition: (word: string) => Condition]> = [
	[
		/^labels\s*=\s*"?([^"\s]+)"?$/i,
		(label) =>
			({ fields }) =>
				fields.labels.includes(label),
	],
	[
		/^project\s*=\s*"?(\w+)"?$/i,
		(key) =>
			({ fields }) =>
				fields.project.key === key,
	],
	[/^statusCategory\s*!=\s*"?(Done)"?$/i, () => (issue) => !isDone(issue)],
	[/^statusCategory\s*=\s*"?(Done)"?$/i, () => isDone],
];

const isDone: Condition = ({ fields }) => fields.status.statusCategory.key === 'done';

/**
 * Returns the condition that a query in Jira's language states: clauses about labels, project and
 * status category, joined by AND. Undefined for everything else that Jira understands and this desk
 * does not.
 */
export function conditionOf(jql: string): Condition | undefined {
	const conditions: Condition[] = [];
	for (const clause of jql.split(/\s+AND\s+/i)) {
		const condition = clauseOf(clause.trim());
		if (condition === undefined) return undefined;
		conditions.push(condition);
	}
	return (issue) => conditions.every((condition) => condition(issue));
}

function clauseOf(clause: string): Condition | undefined {
	for (const [form, condition] of CLAUSES) {
		const [, word] = form.exec(clause) ?? [];
		if (word !== undefined) return condition(word);
	}
	return undefined;
}
