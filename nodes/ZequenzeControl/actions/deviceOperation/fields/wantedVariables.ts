import { isSecretPath } from '../../../cwmp/secrets';
import type { ValueKnowledge } from '../../../cwmp/values/values';
import type { EncodedValue } from '../../../cwmp/valueType';
import { inField } from '../../../fields/inField';
import { userInstant } from '../../../ground/dates';
import { InvalidInput } from '../../../ground/invalidInput';
import type { ItemParameters } from '../../../items/parameters';
import type { TypedVariable } from './typedVariable';
import { checkedVariable } from './variables';
import { typedVariables } from './variableSources';

/** A variable as it shall be: the values that are right, the first of which is the one to set. */
export interface ReadWanted {
	variable_name: string;
	allowed: [EncodedValue, ...EncodedValue[]];
}

/**
 * The variables of an item as they shall be. Where JSON gives an array for a path, each of its
 * values is right. Throws InvalidInput that names the field and the row.
 */
export function readWantedVariables(parameters: ItemParameters, itemIndex: number): ReadWanted[] {
	const readDate = (text: string): number | null => userInstant(text, parameters.timeZone);
	const typed = typedVariables(parameters, itemIndex, 'set');
	if (typed.length === 0) {
		throw new InvalidInput('Variables: No variable is given', 'Name what shall be, at least once.');
	}
	const rows = new Map<string, string>();
	return typed.map((variable) =>
		inField(variable.field, () => {
			const wanted = wantedVariable(variable, { readDate });
			const earlier = rows.get(wanted.variable_name);
			if (earlier !== undefined) {
				throw new InvalidInput(
					`"${wanted.variable_name}" is already in ${earlier}`,
					'Name each path once; several right values are an array in Using JSON.',
				);
			}
			rows.set(wanted.variable_name, variable.field);
			return wanted;
		}),
	);
}

function wantedVariable(typed: TypedVariable, knowledge: ValueKnowledge): ReadWanted {
	const values = Array.isArray(typed.value) ? typed.value : [typed.value];
	const checked = values.map((value: unknown) => {
		const { requested } = checkedVariable({ ...typed, value }, 'set', knowledge);
		const { variable_name, value: encoded = '', value_type = 'string' } = requested;
		return { variable_name, value: encoded, value_type };
	});
	const [first, ...others] = checked;
	if (!first) {
		throw new InvalidInput('The list of allowed values is empty', 'Give at least one value.');
	}
	const path = first.variable_name;
	if (others.length > 0 && isSecretPath(path)) {
		throw new InvalidInput(
			`"${path}" is a secret, for which only one value can be right`,
			'Give the one value that it shall have.',
		);
	}
	if (others.some(({ value_type: type }) => type !== first.value_type)) {
		throw new InvalidInput(
			`The allowed values of "${path}" have different types`,
			'Give values of one type, or the value type beside them.',
		);
	}
	const encoded = ({ value, value_type }: EncodedValue): EncodedValue => ({ value, value_type });
	return { variable_name: path, allowed: [encoded(first), ...others.map(encoded)] };
}
