import { failureFromAnswer } from '../../../nodes/ZequenzeControl/control/failures/answerFailures';
import { failureFromNetwork } from '../../../nodes/ZequenzeControl/control/failures/networkFailures';
import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { isPassing, pollError } from '../../../nodes/ZequenzeControl/trigger/failures';
import { nodeWith } from '../actions/nodeParameters.mts';
import { jsonAnswer } from '../control/answers.mts';

describe('n8n is told of the failure', () => {
	it.each<[string, unknown, string, boolean]>([
		['a wrong token', failureFromAnswer(jsonAnswer(401, {})), 'credential-invalid', false],
		['a missing right', failureFromAnswer(jsonAnswer(403, {})), 'credential-invalid', false],
		['too many requests', failureFromAnswer(jsonAnswer(429, {})), 'rate-limited', true],
		['an outage', failureFromNetwork('ECONNREFUSED', 1000), 'temporarily-unavailable', true],
		['a server error', failureFromAnswer(jsonAnswer(500, {})), 'temporarily-unavailable', true],
		['a wrong request', failureFromAnswer(jsonAnswer(400, {})), 'configuration-invalid', false],
		['a wrong setting', new InvalidInput('No', 'Change it.'), 'configuration-invalid', false],
		['a mistake of ours', new TypeError('x'), 'node-defect', false],
	])('%s', (_what, error, cause, passing) => {
		expect(pollError(nodeWith({}), error)).toMatchObject({ failure: { cause } });
		expect(isPassing(error)).toBe(passing);
	});

	it('where in the code a mistake of ours is', () => {
		const mistake = new TypeError('x is not a function');
		expect(pollError(nodeWith({}), mistake).stack).toBe(mistake.stack);
	});

	it('how long to wait', () => {
		const busy = failureFromAnswer(jsonAnswer(429, {}, { 'retry-after': '30' }));
		expect(pollError(nodeWith({}), busy)).toMatchObject({ failure: { retryAfterMs: 30_000 } });
	});

	it('in our own words, with the fix', () => {
		const outage = failureFromNetwork('ECONNREFUSED', 1000);
		expect(pollError(nodeWith({}), outage)).toMatchObject({
			message: outage.message,
			description: outage.fix,
		});
	});
});
