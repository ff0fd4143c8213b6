import { InvalidInput } from '../ground/invalidInput';

/**
 * Runs `read` and puts the name of the field, as the editor shows it, before the message of an
 * InvalidInput.
 */
export function inField<T>(field: string, read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw named(field, error);
	}
}

function named(field: string, error: unknown): unknown {
	return error instanceof InvalidInput
		? new InvalidInput(`${field}: ${error.message}`, error.fix)
		: error;
}
