import fc from 'fast-check';

/**
 * Names that the nodes look for in answers and parameters, and some that are dangerous in
 * JavaScript.
 */
const NAMES = [
	'id',
	'transaction_id',
	'status',
	'state',
	'operation',
	'operation_type',
	'serial_number',
	'device',
	'variables',
	'variable_name',
	'name',
	'value',
	'value_type',
	'type',
	'results',
	'values',
	'data',
	'next',
	'count',
	'fault',
	'error',
	'fault_code',
	'error_message',
	'message',
	'detail',
	'code',
	'failed_devices',
	'operation_details',
	'error_summary',
	'instance_number',
	'created_at',
	'updated_at',
	'monitoring_url',
	'__rl',
	'mode',
	'variable',
	'__proto__',
	'constructor',
];

const TEXTS = [
	'get',
	'set',
	'add.obj',
	'del.obj',
	'scheduled',
	'in_progress',
	'completed',
	'COMPLETED ',
	'failed',
	'success',
	'canceled',
	'9005',
	'SN000001',
	'12345',
	'9007199254740993',
	'Device.',
	'Device.DeviceInfo.UpTime',
	'Device.WiFi.SSID.',
	'Device.WiFi.SSID.1.',
	'Device.ManagementServer.Password',
	'true',
	'300',
	'2026-03-01T10:00:00Z',
	'?id=7',
	'http://elsewhere.invalid/?offset=1',
	'/inventory_device_serial_headless_operation/?limit=1&offset=1',
	'\ud800',
	'',
	' ',
];

const leaf = fc.oneof(
	{ weight: 4, arbitrary: fc.constantFrom(...TEXTS) },
	fc.string({ unit: 'binary', maxLength: 12 }),
	fc.double(),
	fc.integer(),
	fc.boolean(),
	fc.constant(null),
);

const name = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...NAMES) }, fc.string());

const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
	tree: fc.oneof(
		{ depthSize: 'medium', maxDepth: 5 },
		leaf,
		fc.array(tie('tree'), { maxLength: 4 }),
		fc.dictionary(name, tie('tree'), { maxKeys: 8, noNullPrototype: true }),
	),
}));

/** Anything that JSON can say, rather in the words that the nodes know. */
export const anyJson = tree;

/** A copy in which some of the parts of a value are something else, or gone. */
export function mutated(value: unknown): fc.Arbitrary<unknown> {
	if (Array.isArray(value)) {
		return mostly(fc.tuple(...value.map(mutated)), fc.constant([...value, ...value]));
	}
	if (typeof value !== 'object' || value === null) return mostly(fc.constant(value));
	const parts = Object.fromEntries(
		Object.entries(value).map(([key, part]) => [key, mutated(part)]),
	);
	return mostly(
		fc.record(parts, { noNullPrototype: true }),
		fc.record(parts, { requiredKeys: [], noNullPrototype: true }),
	);
}

function mostly(
	usual: fc.Arbitrary<unknown>,
	...others: Array<fc.Arbitrary<unknown>>
): fc.Arbitrary<unknown> {
	return fc.oneof({ weight: 12, arbitrary: usual }, ...others, anyJson);
}
