import { InvalidInput } from '../../ground/invalidInput';
import { entryFor, isKnownObject } from '../catalogue/lookup';
import { operations, type OperationName, type PathKind } from '../operations';
import { assertLength, formatPath, parsePath, type ParsedPath } from './pathSyntax';

/**
 * The path as it is sent for this operation, with the trailing dot that the operation needs.
 * The dot is added only where nothing else can be meant; applying it twice changes nothing.
 * Throws {@link InvalidInput} for a path that no device can accept for this operation.
 */
export function normalisePath(text: unknown, operation: OperationName): string {
	const parsed = parsePath(text);
	const partial = endsInDot[operations[operation].pathKind](parsed, formatPath(parsed));
	const path = formatPath({ ...parsed, partial });
	assertLength(path);
	return path;
}

/** Whether the path to be sent ends in a dot; throws where the operation cannot use the path. */
type DotRule = (path: ParsedPath, text: string) => boolean;

const endsInDot: Record<PathKind, DotRule> = {
	parameterOrBranch: (path, text) =>
		path.partial || isNoParameter(path) || (isKnownObject(text) && !entryFor(text)),

	parameter: (path, text) => {
		if (!path.partial && !isNoParameter(path)) return false;
		throw new InvalidInput(
			`"${text}" names an object, and only a parameter can be set`,
			'Name the parameter, without a dot at the end.',
		);
	},

	table: (path, text) => {
		if (path.segments.at(-1)?.kind === 'instance') {
			throw new InvalidInput(
				`"${text}" is an instance, and an object is added to a table`,
				`Leave out the number at the end: ${tableOf(path)}`,
			);
		}
		if (path.depth === 1) {
			throw new InvalidInput(
				`"${text}" is the root, and an object is added to a table`,
				'Name the table, e.g. Device.NAT.PortMapping.',
			);
		}
		return true;
	},

	instance: (path, text) => {
		if (endsInInstance(path)) return true;
		throw new InvalidInput(
			`"${text}" does not end in an instance number, so it does not say which object to delete`,
			'Add the number of the instance, e.g. Device.NAT.PortMapping.3.',
		);
	},
};

/** A root or an instance is never a parameter, whatever the data model. */
function isNoParameter(path: ParsedPath): boolean {
	return path.depth === 1 || endsInInstance(path);
}

function endsInInstance({ segments }: ParsedPath): boolean {
	const last = segments.at(-1);
	return last !== undefined && last.kind !== 'name';
}

function tableOf({ segments }: ParsedPath): string {
	return formatPath({ segments: segments.slice(0, -1), partial: true });
}
