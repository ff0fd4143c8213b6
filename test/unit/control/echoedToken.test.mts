import { idOfAccepted } from '../../../nodes/ZequenzeControl/control/answers/dialects';
import { answerFrom, bodyReader } from '../../../nodes/ZequenzeControl/control/n8nTransport';
import { TokenRedactor } from '../../../nodes/ZequenzeControl/control/redaction/redaction';

const TOKEN = 'ab+C/d&e=f01234';

describe('a server that sends the token back', () => {
	const answered = async (headers: Record<string, string>, body = '{}') =>
		await answerFrom(
			{ statusCode: 201, headers, body },
			{
				redactor: new TokenRedactor(TOKEN),
				reader: bodyReader(),
				limits: { timeoutMs: 1_000, maxBytes: 1_000_000 },
			},
		);

	it.each([
		['as it is', TOKEN],
		['as in an address', encodeURIComponent(TOKEN)],
	])('in its headers, %s, is read without it', async (_how, token) => {
		const answer = await answered({ Location: `/api/v1/x/?id=${token}`, 'X-Echo': token });
		expect(JSON.stringify(answer.headers)).not.toMatch(/C.{1,3}d/);
		expect(idOfAccepted(answer, {})).not.toContain('C/d');
	});

	it('in its body, escaped as JSON, is read without it', async () => {
		const escaped = TOKEN.replace(/\+/g, '\\u002B').replace(/&/g, '\\u0026');
		const { text } = await answered({}, `{"detail":"${escaped}"}`);
		expect(JSON.parse(text)).toEqual({ detail: '••••••••' });
	});
});

it('what is no answer is not taken for one with a status of its own', async () => {
	const nothing = answerFrom(undefined, {
		redactor: new TokenRedactor(TOKEN),
		reader: bodyReader(),
		limits: { timeoutMs: 1_000, maxBytes: 1_000 },
	});
	await expect(nothing).rejects.toMatchObject({ kind: 'connection_lost', delivery: 'lost' });
});
