import axios, { type AxiosInstance } from 'axios';
import { startRig, stopRigs, type Rig } from './rig.mts';

let rig: Rig;
let office: AxiosInstance;
beforeEach(async () => {
	rig = await startRig();
	const baseURL = new URL('/__office', rig.simulator.url).href;
	office = axios.create({ baseURL, validateStatus: () => true });
});
afterEach(stopRigs);

it('shows everything that it received, and forgets it when told to', async () => {
	await office.post('/slack/operations', { text: 'Done' });
	expect((await office.get('')).data).toEqual({
		messages: [{ channel: 'operations', body: { text: 'Done' } }],
		issues: [],
	});

	await office.delete('');

	expect((await office.get('')).data).toEqual({ messages: [], issues: [] });
});

it('is no part of CONTROL: neither counted nor disturbed', async () => {
	rig.simulator.inject({ effect: { kind: 'status', status: 500 } });
	expect((await office.get('')).status).toBe(200);
	expect(rig.simulator.counters().total).toBe(0);
});

it('hands tests copies that later messages do not change', async () => {
	const before = rig.simulator.office.messages();
	await office.post('/slack/operations', { text: 'Done' });
	expect(before).toEqual([]);
	expect(rig.simulator.office.messages()).toHaveLength(1);
});

describe("Slack's incoming webhooks", () => {
	it.each([
		['a text', { text: 'Done', username: 'CONTROL' }],
		['blocks', { blocks: [{ type: 'divider' }] }],
	])('take a message with %s', async (_what, body) => {
		const answer = await office.post('/slack/operations', body);
		expect([answer.status, answer.data]).toEqual([200, 'ok']);
		expect(rig.simulator.office.messages()).toEqual([{ channel: 'operations', body }]);
	});

	it.each([
		['neither', { attachments: [] }],
		['an empty text', { text: '' }],
		['a text that is none', { text: 5 }],
		['no JSON', 'text=Done'],
	])('refuse a message with %s', async (_what, body) => {
		const answer = await office.post('/slack/operations', body);
		expect([answer.status, answer.data]).toEqual([400, 'invalid_payload']);
		expect(rig.simulator.office.messages()).toEqual([]);
	});
});

describe('the desk that speaks Jira', () => {
	const issue = '/jira/rest/api/2/issue';
	const fields = {
		project: { key: 'OPS' },
		issuetype: { name: 'Task' },
		summary: 'SN000001 refused a value',
		labels: ['SN000001-set'],
	};
	const search = async (jql: string) =>
		(await office.get<{ total: number }>('/jira/rest/api/2/search', { params: { jql } })).data;

	it('numbers issues by project', async () => {
		const answers = [
			await office.post(issue, { fields }),
			await office.post(issue, { fields: { ...fields, project: { key: 'NET' } } }),
			await office.post(issue, { fields }),
		];
		expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
		expect(answers.map(({ data }) => Object(data).key)).toEqual(['OPS-1', 'NET-1', 'OPS-2']);
		expect((await office.get(`${issue}/OPS-1`)).data).toMatchObject({
			key: 'OPS-1',
			fields: { ...fields, status: { name: 'To Do' } },
		});
	});

	it.each([
		['project', { ...fields, project: undefined }],
		['issuetype', { ...fields, issuetype: {} }],
		['summary', { ...fields, summary: '' }],
		['summary', { ...fields, summary: 'two\nlines' }],
		['labels', { ...fields, labels: ['two words'] }],
	])('complains about %s by name in %j', async (field, wrong) => {
		const answer = await office.post(issue, { fields: wrong });
		expect(answer.status).toBe(400);
		expect(answer.data).toEqual({ errorMessages: [], errors: { [field]: expect.any(String) } });
	});

	it('takes comments and closes what is done', async () => {
		await office.post(issue, { fields });
		expect((await office.post(`${issue}/OPS-1/comment`, { body: 'Again' })).status).toBe(201);
		const done = await office.post(`${issue}/OPS-1/transitions`, { transition: { id: '31' } });
		expect(done.status).toBe(204);
		const [{ fields: shown } = {}] = rig.simulator.office.issues();
		expect(shown?.comment.comments).toEqual([{ id: '1', body: 'Again' }]);
		expect(shown?.status.statusCategory.key).toBe('done');
	});

	it('finds open issues by their label', async () => {
		await office.post(issue, { fields });
		await office.post(issue, { fields: { ...fields, labels: ['other'] } });
		const jql = 'labels = "SN000001-set" AND statusCategory != Done';
		expect(await search(jql)).toMatchObject({ total: 1, issues: [{ key: 'OPS-1' }] });
		await office.post(`${issue}/OPS-1/transitions`, { transition: { id: '31' } });
		expect(await search(jql)).toEqual({ total: 0, issues: [] });
	});

	it('refuses a query that it does not understand', async () => {
		const params = { jql: 'labels = x OR labels = y' };
		const answer = await office.get('/jira/rest/api/2/search', { params });
		expect([answer.status, answer.data]).toEqual([
			400,
			{ errorMessages: [expect.any(String)], errors: {} },
		]);
	});

	it.each([
		['get', `${issue}/OPS-9`],
		['post', `${issue}/OPS-9/comment`],
		['post', `${issue}/OPS-9/transitions`],
	])('%s %s: there is no such issue', async (method, url) => {
		expect((await office.request({ method, url, data: {} })).status).toBe(404);
	});
});

describe('what n8n asks of Jira', () => {
	const api = '/jira/rest/api/2';
	const byId = { project: { id: '10000' }, issuetype: { id: '10002' }, summary: 'By ID' };

	it('is to open issues by the IDs of what it has listed', async () => {
		const answer = await office.post(`${api}/issue`, { fields: byId });
		expect(answer.data).toMatchObject({ key: 'OPS-1' });
		const strange = { ...byId, project: { id: '99' } };
		const refused = await office.post(`${api}/issue`, { fields: strange });
		expect(refused.data).toMatchObject({ errors: { project: expect.any(String) } });
	});

	it('is to find issues by a posted query, with the fields that it names', async () => {
		await office.post(`${api}/issue`, { fields: { ...byId, labels: ['one'] } });
		const search = async (fields: string[]) =>
			(await office.post(`${api}/search/jql`, { jql: 'labels = one', fields })).data.issues;
		const [navigable] = await search(['*navigable']);
		expect(navigable.fields).not.toHaveProperty('comment');
		const [asked] = await search(['comment', 'status']);
		expect(Object.keys(asked.fields).sort()).toEqual(['comment', 'status']);
	});

	it('is to name projects, types and transitions', async () => {
		const { data: projects } = await office.get(`${api}/project/search`);
		expect(projects.values[0]).toMatchObject({ id: '10000', key: 'OPS' });
		const { data: project } = await office.get(`${api}/project/10000`);
		expect(project.issueTypes[0]).toMatchObject({ id: '10002', name: 'Task' });
		const { data: ways } = await office.get(`${api}/issue/OPS-1/transitions`);
		expect(ways.transitions).toMatchObject([{ id: '31', name: 'Done' }]);
	});
});
