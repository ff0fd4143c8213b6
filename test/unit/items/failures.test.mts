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

	it('says everything in its message where a model reads it', () => {
		const error = nodeError(node('n8n-nodes-zequenze.zequenzeControlTool'), failure, 0);
		expect(error.message).toBe('The path is missing. Enter a path.');
	});
});
