import { InvalidInput } from '../../../nodes/ZequenzeControl/ground/invalidInput';

/**
 * The refusal that a piece of input meets; throws where it is accepted or something else goes
 * wrong.
 */
export function complaint(attempt: () => unknown): InvalidInput {
	try {
		attempt();
	} catch (error) {
		if (error instanceof InvalidInput) return error;
		throw error;
	}
	throw new Error('The input was accepted');
}
