import type { INode } from 'n8n-workflow';

import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';
import { failureOf, nodeError } from '../../../nodes/ZequenzeControl/items/failures';

const node = (type: string): INode => ({
	id: 'node-1',
	name: 'CONTROL',
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
});

const failure = failureOf(new InvalidInput('The path is missing', 'Enter a path.'));

describe('the error that ends a node', () => {
	it('names the item, and says apart from that what to do', () => {
		const error = nodeError(node('n8n-nodes-zequenze.zequenzeControl'), failure, 7);
		expect(error.message).toBe('The path is missing [item 7]');
		expect(error.description).toBe('Enter a path.');
	});

	it('keeps the original error and its stack where the mistake is ours', () => {
		const mistake = new TypeError('x is not a function');
		const ours = failureOf(mistake);
		const error = nodeError(node('n8n-nodes-zequenze.zequenzeControl'), ours, 7, mistake);
		expect(ours).toMatchObject({
			code: 'node_defect',
			description: expect.stringContaining('report'),
		});
		expect(error.message).toBe('x is not a function [item 7]');
		expect(error.stack).toBe(mistake.stack);
		expect(error).toMatchObject({ failure: { cause: 'node-defect' } });
	});

	it.each(['SN-canceled-1', 'CANCELED', 'Canceled by the user'])(
		'does not make n8n believe that the user stopped the execution: %s',
		(word) => {
			const told = { ...failure, message: `There is no device ${word}` };
			const error = nodeError(node('n8n-nodes-zequenze.zequenzeControl'), told, 0);
			expect(error.message).not.toMatch(/canceled/i);
			expect(error.message.replace(/\u200b/g, '')).toContain(word);
		},
	);

	it('says everything in its message where a model reads it', () => {
		const error = nodeError(node('n8n-nodes-zequenze.zequenzeControlTool'), failure, 0);
		expect(error.message).toBe('The path is missing. Enter a path.');
	});
});
