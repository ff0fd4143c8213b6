import { isSecretPath } from '../cwmp/secrets';

/** A variable, as it was sent or as the server shows it. */
interface Named {
	variable_name: string;
	value?: string | number | boolean | null;
}

/** A text without the values of those variables that are secret: servers and devices often quote what they do not like. */
export function redactSentValues(text: string, variables: readonly Named[]): string {
	return variables
		.filter(({ variable_name: path }) => isSecretPath(path))
		.map(({ value }) => (value === undefined || value === null ? '' : String(value)))
		.filter((value) => value !== '')
		.reduce((clean, value) => clean.split(value).join('***'), text);
}
