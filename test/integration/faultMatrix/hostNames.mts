import dns, { type LookupAddress, type LookupOptions } from 'node:dns';

/** Where a simulator listens, and a loopback address on which nobody does. */
export const SERVER = '127.0.0.1';
export const NOBODY = '127.0.0.2';

/**
 * What looking a name up gives, look-up by look-up; the last holds for all that follow. Null is "no
 * such name".
 */
type Answers = ReadonlyArray<string | null>;

type Callback = (
	error: NodeJS.ErrnoException | null,
	address?: string | LookupAddress[],
	family?: number,
) => void;

/**
 * Gives names under `.test` the addresses that a test wants; all others are looked up as always.
 */
export class HostNames {
	private readonly answers = new Map<string, Array<string | null>>();

	/** Takes effect for everything in this process until jest restores its mocks. */
	constructor() {
		const real = dns.lookup;
		const lookup = (name: string, options: LookupOptions, callback: Callback): void => {
			const answers = this.answers.get(name);
			if (!answers) return void real(name, options, callback);
			const address = answers.length > 1 ? answers.shift() : answers[0];
			if (typeof address !== 'string') return callback(noSuchName(name));
			if (options.all) callback(null, [{ address, family: 4 }]);
			else callback(null, address, 4);
		};
		jest.spyOn(dns, 'lookup').mockImplementation(Object.assign(lookup, real));
	}

	/** Makes a name for one test; what it leads to changes with every look-up. */
	name(answers: Answers): string {
		const name = `host-${this.answers.size + 1}.test`;
		this.answers.set(name, [...answers]);
		return name;
	}
}

function noSuchName(name: string): NodeJS.ErrnoException {
	return Object.assign(new Error(`getaddrinfo ENOTFOUND ${name}`), {
		code: 'ENOTFOUND',
		syscall: 'getaddrinfo',
		hostname: name,
	});
}
