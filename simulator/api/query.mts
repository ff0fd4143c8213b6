import { badRequest, type FieldErrors } from './apiError.mts';

/** Reads one query parameter; throws a message when the text is not in its form. */
export type QueryReader<T> = (text: string) => T;

const booleanWords: Readonly<Record<string, boolean>> = {
	true: true,
	'1': true,
	false: false,
	'0': false,
};

/** `true`, `1`, `false` or `0`, in either case. */
export const boolean: QueryReader<boolean> = (text) => {
	const value = booleanWords[text.toLowerCase()];
	if (value === undefined) throw new Error('Must be a valid boolean.');
	return value;
};

export const wholeNumber: QueryReader<number> = (text) => {
	if (!/^\d{1,9}$/.test(text)) throw new Error('A valid integer is required.');
	return Number(text);
};

export const positiveNumber: QueryReader<number> = (text) => {
	const value = wholeNumber(text);
	if (value === 0) throw new Error('Ensure this value is greater than or equal to 1.');
	return value;
};

export const text: QueryReader<string> = (value) => {
	if (value.trim() === '') throw new Error('This field may not be blank.');
	return value;
};

/** A date and time in ISO 8601, as epoch milliseconds. */
export const dateTime: QueryReader<number> = (value) => {
	const time = /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN;
	if (Number.isNaN(time)) throw new Error('Enter a valid date/time.');
	return time;
};

type Readers = Record<string, QueryReader<unknown>>;
type Values<R extends Readers> = { [Name in keyof R]?: ReturnType<R[Name]> };

/**
 * Reads a query string by a table of its parameters. Throws the 400 that names every unknown,
 * repeated or malformed parameter: Django would overlook some of these, but here a client's
 * mistakes shall show.
 */
export function parseQuery<R extends Readers>(query: URLSearchParams, readers: R): Values<R> {
	const errors: FieldErrors = {};
	const values: Values<R> = {};
	for (const name of new Set(query.keys())) {
		const [first = '', ...more] = query.getAll(name);
		const reader = Object.hasOwn(readers, name) ? readers[name] : undefined;
		try {
			if (!reader) throw new Error('Unknown query parameter.');
			if (more.length > 0) throw new Error('This parameter may be given only once.');
			Object.assign(values, { [name]: reader(first) });
		} catch (problem) {
			errors[name] = [problem instanceof Error ? problem.message : String(problem)];
		}
	}
	if (Object.keys(errors).length > 0) throw badRequest(errors);
	return values;
}
