import fc from 'fast-check';
import type { OperationName } from '../../../nodes/ZequenzeControl/cwmp/operations';

export const operationName = fc.constantFrom<OperationName[]>('get', 'set', 'add.obj', 'del.obj');

const name = fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_-]{0,12}$/);
const instance = fc.integer({ min: 1, max: 2 ** 32 - 1 }).map(String);
const alias = fc.stringMatching(/^\[[A-Za-z][A-Za-z0-9. -]{0,12}\]$/);
const oddity = fc.constantFrom('', '0', '007', '*', '{i}', ' ', 'a b', '[', ']', 'ü');

const root = fc.constantFrom('Device', 'InternetGatewayDevice', 'X_00D09E_Root');
const segment = fc.oneof(
	{ weight: 8, arbitrary: name },
	{ weight: 4, arbitrary: instance },
	{ weight: 2, arbitrary: alias },
	{ weight: 1, arbitrary: oddity },
);

/** Mostly valid paths of any operation, full and partial, with an oddity here and there. */
export const anyPath = fc
	.tuple(root, fc.array(segment, { maxLength: 8 }), fc.constantFrom('', '.'))
	.map(([first, rest, dot]) => [first, ...rest].join('.') + dot);

/** Full paths that every operation on parameters accepts. */
export const parameterPath = fc
	.tuple(root, fc.array(fc.oneof(name, instance), { maxLength: 6 }), name)
	.map(([first, rest, last]) => [first, ...rest, last].join('.'));
