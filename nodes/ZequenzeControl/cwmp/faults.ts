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

type FaultRow = readonly [
	code: string,
	name: string,
	meaning: string,
	lasts: 'transient' | 'permanent',
	advice: string,
];

/** Fault codes of the CWMP schema (TR-069 A.5.1), in the order of their codes. */
const FAULTS: readonly FaultRow[] = [
	[
		'9000',
		'Method not supported',
		'The device does not know this kind of request.',
		'permanent',
		'Use another operation; this model will not learn it.',
	],
	[
		'9001',
		'Request denied',
		'The device refused and gave no reason.',
		'permanent',
		'Check the device itself; one later attempt may be worth it.',
	],
	[
		'9002',
		'Internal error',
		'The device failed while it handled the request.',
		'transient',
		'Try again later, a few times at most; ask for fewer variables at once.',
	],
	[
		'9003',
		'Invalid arguments',
		'Part of the request does not fit, or one variable of a set was refused and so all were.',
		'permanent',
		'Look for the variable that was refused; remove duplicates.',
	],
	[
		'9004',
		'Resources exceeded',
		'The request or its answer is too large for the device.',
		'transient',
		'Ask for fewer variables or a smaller branch.',
	],
	[
		'9005',
		'Invalid parameter name',
		'The device has no such parameter, object or instance.',
		'permanent',
		'Check path, upper and lower case, and instance numbers on this model and firmware.',
	],
	[
		'9006',
		'Invalid parameter type',
		'The value has another type than the parameter.',
		'permanent',
		'Send it again with another value type.',
	],
	[
		'9007',
		'Invalid parameter value',
		'The device does not accept this value.',
		'permanent',
		'Check the range and the values that this model supports.',
	],
	[
		'9008',
		'Non-writable parameter',
		'The parameter is read-only on this device.',
		'permanent',
		'Remove it from the set, or change what it is derived from.',
	],
	[
		'9009',
		'Notification request rejected',
		'The device refused to notify of changes of this parameter.',
		'permanent',
		'Read the parameter when it is needed instead.',
	],
	[
		'9010',
		'File transfer failure',
		'A download or another transfer did not succeed.',
		'transient',
		'Try once more, then check the file and its server.',
	],
	[
		'9011',
		'Upload failure',
		'An upload did not succeed.',
		'transient',
		'Try once more, then check the receiving server.',
	],
	[
		'9012',
		'File server authentication failure',
		'The file server refused the credentials.',
		'permanent',
		'Correct the user name and password of the transfer.',
	],
	[
		'9013',
		'Unsupported transfer protocol',
		'The device does not speak the protocol of the file URL.',
		'permanent',
		'Offer the file by another protocol, e.g. HTTP.',
	],
	[
		'9014',
		'Multicast group not joined',
		'The device could not join the multicast group of the transfer.',
		'transient',
		'Try again later, or use unicast.',
	],
	[
		'9015',
		'File server not reached',
		'The device could not contact the file server.',
		'transient',
		'Check that the server is reachable from the device, then try again.',
	],
	[
		'9016',
		'File not accessible',
		'The file server was reached, but not the file.',
		'permanent',
		'Check the URL and the rights of the file.',
	],
	['9017', 'Download not completed', 'The download broke off.', 'transient', 'Try again later.'],
	[
		'9018',
		'File corrupted',
		'The file arrived, but it is damaged or of the wrong kind.',
		'permanent',
		'Replace the file on the server.',
	],
	[
		'9019',
		'File authentication failure',
		'The signature of the file was not accepted.',
		'permanent',
		'Use a file that is signed for this model.',
	],
	[
		'9020',
		'Outside the time window',
		'The transfer did not complete within its time windows.',
		'transient',
		'Schedule it again with wider windows.',
	],
	[
		'9021',
		'Cancellation not permitted',
		'The transfer cannot be cancelled in its present state.',
		'transient',
		'Wait for its end, or try again later.',
	],
	[
		'9022',
		'Invalid UUID',
		'The identifier of the software module is malformed.',
		'permanent',
		'Correct the UUID.',
	],
	[
		'9023',
		'Unknown execution environment',
		'The device has no such execution environment.',
		'permanent',
		'Choose an environment that the device lists.',
	],
	[
		'9024',
		'Disabled execution environment',
		'The execution environment is switched off.',
		'permanent',
		'Enable the environment first.',
	],
	[
		'9025',
		'Module does not fit its environment',
		'The deployment unit was made for another execution environment.',
		'permanent',
		'Use the unit for this environment.',
	],
	[
		'9026',
		'Duplicate deployment unit',
		'The deployment unit is installed already.',
		'permanent',
		'Nothing to do, or update the unit instead.',
	],
	[
		'9027',
		'System resources exceeded',
		'The device lacks the memory or storage for the module.',
		'transient',
		'Free resources on the device, then try again.',
	],
	[
		'9028',
		'Unknown deployment unit',
		'The device has no such deployment unit.',
		'permanent',
		'Check UUID and version.',
	],
	[
		'9029',
		'Invalid deployment unit state',
		'The deployment unit cannot do this in its present state.',
		'permanent',
		'Bring it to another state first.',
	],
	[
		'9030',
		'Downgrade not permitted',
		'The version is older than the one installed.',
		'permanent',
		'Uninstall the newer version first.',
	],
	[
		'9031',
		'Version not specified',
		'The version of the deployment unit is missing.',
		'permanent',
		'Name the version.',
	],
	['9032', 'Version exists', 'This version is installed already.', 'permanent', 'Nothing to do.'],
];

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
