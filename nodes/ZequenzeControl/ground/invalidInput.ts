/** What is wrong with something a user typed, and how to fix it. */
export class InvalidInput extends Error {
	constructor(
		message: string,
		readonly fix: string,
	) {
		super(message);
		this.name = 'InvalidInput';
	}
}
