import { resources } from '../../../nodes/ZequenzeControl/actions/router';
import { toolDescriptionField } from '../../../nodes/ZequenzeControl/actions/toolDescription';

/** Providers of models refuse tools that are described by more. */
const MAX_CHARACTERS = 1024;

const operations = resources.flatMap(({ value, operations: all }) =>
	all.map(({ option, toolDescription }) => [`${value} ${option.value}`, toolDescription] as const),
);

describe.each(operations)('what a model is told of %s', (_operation, text) => {
	const field = toolDescriptionField(text);

	it('is something, and no more than a model may be told', () => {
		expect(text.length).toBeGreaterThan(100);
		expect(text.length).toBeLessThanOrEqual(MAX_CHARACTERS);
	});

	it('can be said better by the builder of the tool, and only there', () => {
		expect(field).toMatchObject({
			name: 'toolDescription',
			default: text,
			displayOptions: { show: { '@tool': [true] } },
		});
	});
});

it.each(['get', 'set', 'add.obj', 'del.obj'])(
	'a model is told of %s that devices take their time, and what their faults mean',
	(operation) => {
		const text = new Map(operations).get(`deviceOperation ${operation}`);
		expect(text).toContain('do not call again');
		expect(text).toContain('9005');
	},
);
