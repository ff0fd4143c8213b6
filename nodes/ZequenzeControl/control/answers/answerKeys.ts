/**
 * Under which keys a server may show a fact, in the order in which they are looked at: the first
 * that says something wins. This is the only table of them. Reading, the echo of a request, ids,
 * the platform's parameters and the redaction of secrets all look here, so a key that is added is
 * read and, where it holds a secret, masked everywhere at once.
 */
export const ANSWER_KEYS = {
	id: ['id', 'transaction_id', 'operation_id', 'task_id', 'uuid', 'pk'],
	/** Addresses that name a transaction, by their `id=` or their last segment. */
	link: ['monitoring_url', 'url', 'location', 'href'],
	/** Objects in which the answer to a scheduled operation may wrap it. */
	wrapper: ['transaction', 'operation', 'result', 'data', 'results'],
	serialNumber: ['serial_number', 'device_serial', 'device_serial_number'],
	/** An object of the device, or its serial number alone. */
	device: ['device'],
	operation: ['operation', 'operation_type'],
	status: ['status', 'state'],
	instance: ['instance_number', 'instance', 'object_instance'],
	/** Objects that tell of what an operation left behind. */
	outcome: ['result', 'object'],
	createdAt: ['created_at', 'scheduled_time', 'scheduled_at', 'created'],
	updatedAt: ['updated_at', 'completed_at', 'finished_at', 'modified_at', 'updated'],
	/** When the server saw a value that it keeps. */
	seenAt: ['updated_at', 'modified_at', 'last_updated', 'last_update', 'timestamp', 'updated'],
	failedDevices: ['failed_devices'],
	variables: ['variables', 'results', 'values'],
	variableName: ['variable_name', 'name', 'variable', 'parameter_name', 'parameter'],
	value: ['value', 'current_value', 'new_value'],
	valueType: ['value_type', 'type'],
	fault: ['fault', 'error', 'faults'],
	faultCode: ['fault_code', 'error_code', 'code'],
	faultMessage: ['fault_string', 'fault_message', 'error_message', 'message', 'detail'],
	/** Objects that sum up what went wrong, and under which of their keys. */
	details: ['operation_details'],
	summary: ['error_summary'],
	/** What the platform calls one of its parameters. */
	label: ['short_name', 'description', 'name'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** A fact that a server may show. */
export type Fact = keyof typeof ANSWER_KEYS;

/**
 * Keys that mean a fault by their name alone, wherever they stand; the rest of them may mean
 * anything outside of a fault.
 */
export const PLAIN_FAULT = {
	code: ['fault_code', 'error_code'],
	message: ['fault_string', 'fault_message', 'error_message'],
} as const;
