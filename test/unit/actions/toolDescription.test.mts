import { resources } from '../../../nodes/ZequenzeControl/actions/router';
import { toolDescriptionField } from '../../../nodes/ZequenzeControl/actions/toolDescription';

/** Providers of models refuse tools that are described by more. */
const MAX_CHARACTERS = 1024;

const operations = resources.flatMap(({ value, operations: all }) =>
	all.map(({ option }) => `${value} ${option.value}`),
);

describe.each(operations)('what a model is told of %s', (operation) => {
	const field = toolDescriptionField(operation);
	const text = String(field.default);

	it('is something, and no more than a model may be told', () => {
		expect(text.length).toBeGreaterThan(100);
		expect(text.length).toBeLessThanOrEqual(MAX_CHARACTERS);
	});

	it('can be said better by the builder of the tool, and only there', () => {
		expect(field).toMatchObject({
			name: 'toolDescription',
			displayOptions: { show: { '@tool': [true] } },
		});
	});
});

it.each(['get', 'set', 'add.obj', 'del.obj'])(
	'a model is told of %s that devices take their time, and what their faults mean',
	(operation) => {
		const text = String(toolDescriptionField(`deviceOperation ${operation}`).default);
		expect(text).toContain('do not call again');
		expect(text).toContain('9005');
	},
);
