import {
	RunSummary,
	type Ended,
} from '../../../nodes/ZequenzeControl/actions/deviceOperation/run/summary';
import { unknownOutcome, type Outcome } from '../../../nodes/ZequenzeControl/follow/outcome';
import { refusedBy } from '../../../nodes/ZequenzeControl/follow/refusal';

const outcome = (more: Partial<Outcome>): Ended => ({
	outcome: { ...unknownOutcome('7'), ...more },
});
const fault = (code: string, name: string): NonNullable<Outcome['fault']> => ({
	code,
	name,
	message: null,
	variable_name: null,
	transient: false,
});
const refused = (code: string, name: string): Ended => ({
	error: refusedBy(fault(code, name)),
	subject: { fault: { ...fault(code, name) } },
});
const times = (count: number, end: Ended): Ended[] => Array<Ended>(count).fill(end);

function summaryOf(ends: readonly Ended[]): string | undefined {
	const summary = new RunSummary();
	for (const end of ends) summary.add(end);
	return summary.text();
}

const SUCCEEDED = outcome({ state: 'succeeded' });
const WRONG_NAME = refused('9005', 'Invalid parameter name');
const WRONG_VALUE = refused('9007', 'Invalid parameter value');

it.each<[string, Ended[], string]>([
	[
		'what devices did and refused, and who was left out',
		[
			...times(19, SUCCEEDED),
			...times(4, WRONG_NAME),
			...times(2, outcome({ state: 'not_sent', reason: 'device_down' })),
		],
		'25 devices: 19 succeeded, 4 refused (9005 Invalid parameter name), 2 down, skipped',
	],
	[
		'several faults, the most frequent first',
		[WRONG_VALUE, WRONG_NAME, WRONG_NAME],
		'3 devices: 3 refused (2 × 9005 Invalid parameter name, 1 × 9007 Invalid parameter value)',
	],
	[
		'a refusal that is shown as an item',
		[
			SUCCEEDED,
			outcome({ state: 'failed', fault: fault('9007', 'Invalid parameter value') }),
			outcome({ state: 'failed' }),
		],
		'3 devices: 1 succeeded, 2 refused (9007 Invalid parameter value)',
	],
	[
		'who was late',
		[SUCCEEDED, outcome({ state: 'scheduled', timed_out: true })],
		'2 devices: 1 succeeded, 1 not done at the deadline',
	],
	['thousands so that they can be read', times(5000, SUCCEEDED), '5,000 devices: 5,000 succeeded'],
	[
		'how to follow what is only scheduled',
		times(2, outcome({ state: 'scheduled' })),
		'2 devices: 2 scheduled. Follow what is scheduled with the Zequenze CONTROL Trigger node, or with Transaction > Wait',
	],
	[
		'that a dry run sent nothing',
		times(2, outcome({ state: 'not_sent', reason: 'dry_run' })),
		'2 devices: 2 checked. This was a dry run: nothing was sent',
	],
])('a summary tells %s', (_what, ends, line) => {
	expect(summaryOf(ends)).toBe(line);
});

it('one device needs no summary', () => {
	expect(summaryOf([SUCCEEDED])).toBeUndefined();
});
