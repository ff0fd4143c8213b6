import { FAULTS } from './faultTable';

/**
 * What a fault code says, for output and messages. An unknown code has a null name, meaning and
 * advice.
 */
export interface FaultDescription {
	readonly code: string;
	readonly name: string | null;
	readonly meaning: string | null;
	/** Whether the same operation may succeed later without a change. */
	readonly transient: boolean;
	readonly advice: string | null;
}

/** Vendors define the meaning of these themselves. */
const VENDOR_FAULT = /^98\d\d$/;

/**
 * What a CWMP fault code means. Understands numbers and texts that carry the code ("9005",
 * "CWMP.9005"). Never throws; codes of vendors are shown as such, and the same description comes
 * for each unknown code.
 */
export function describeFault(code: unknown): FaultDescription {
	const text = typeof code === 'string' || typeof code === 'number' ? String(code).trim() : '';
	const number = /(?<!\d)9\d{3}(?!\d)/.exec(text)?.[0] ?? text;
	const row = FAULTS.find(([known]) => known === number);
	if (row) {
		const [, name, meaning, lasts, advice] = row;
		return { code: number, name, meaning, transient: lasts === 'transient', advice };
	}
	if (VENDOR_FAULT.test(number)) {
		return {
			code: number,
			name: 'Vendor fault',
			meaning: 'A code that the vendor of the device defines.',
			transient: false,
			advice: 'Look it up in the documentation of this model.',
		};
	}
	return { code: number, name: null, meaning: null, transient: false, advice: null };
}
