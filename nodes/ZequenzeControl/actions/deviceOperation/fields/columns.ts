import { quotable } from '../../../control/failures/quotes';
import type { Advice } from '../../../cwmp/values/advice';
import { readChoice, type Given } from '../../../fields/readers';
import { InvalidInput } from '../../../ground/invalidInput';
import type { ItemParameters } from '../../../items/parameters';
import type { TypedVariable } from './typedVariable';
import { emptyCellsField } from './variableFields';

/** What begins like a path, in whatever case: how it must be written, a message tells. */
const PATH = /^(?:Device|InternetGatewayDevice)\.|^X_[A-Za-z\d-]+[._]/i;

/** More names of columns than these are not told. */
const MAX_NAMES = 10;

/**
 * The variables of an item whose keys are paths, as a sheet with one row a device has them. Throws
 * InvalidInput where none of them has a value: such a row was not meant to change anything.
 */
export function fromColumns(parameters: ItemParameters, itemIndex: number): TypedVariable[] {
	const given = parameters.given(itemIndex, emptyCellsField.name);
	const skips = readChoice(given, emptyCellsField) === 'skip';
	const columns = Object.entries(parameters.input(itemIndex)).filter(([name]) => isPath(name));
	const variables = columns
		.filter(([, value]) => !skips || !isEmpty(value))
		.map(([name, value]): TypedVariable => {
			const path = name.trim();
			return { field: `Column "${quotable(path)}"`, path, value: isEmpty(value) ? '' : value };
		});
	if (variables.length > 0) return variables;
	throw new InvalidInput(
		columns.length === 0
			? 'Variables: No column of the input is a path'
			: 'Variables: All columns that are paths are empty',
		'Name a column by its path, e.g. Device.ManagementServer.PeriodicInformInterval, and give it a value.',
	);
}

/** Says which columns are no paths, and so are left out. */
export function leftOut(input: Given): Advice[] {
	const names = Object.keys(input).filter((name) => !isPath(name));
	if (names.length === 0) return [];
	const shown = names.slice(0, MAX_NAMES).map(quotable).join(', ');
	const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
	return [
		{
			code: 'columns_left_out',
			message: `Columns that are no path are left out: ${shown}${more}`,
			fix: 'A path begins with Device. or InternetGatewayDevice.',
		},
	];
}

function isPath(name: string): boolean {
	return PATH.test(name.trim());
}

function isEmpty(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}
