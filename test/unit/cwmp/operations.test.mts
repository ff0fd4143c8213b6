import {
	operations,
	type OperationName,
	type PathKind,
} from '../../../nodes/ZequenzeControl/cwmp/operations';

describe('the four headless operations', () => {
	it.each<[OperationName, PathKind, boolean, boolean]>([
		['get', 'parameterOrBranch', false, false],
		['set', 'parameter', true, true],
		['add.obj', 'table', false, true],
		['del.obj', 'instance', false, true],
	])('%s addresses a %s', (name, pathKind, takesValue, changesDevice) => {
		expect(operations[name]).toMatchObject({ pathKind, takesValue, changesDevice });
	});
});
