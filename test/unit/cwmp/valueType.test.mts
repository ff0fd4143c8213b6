import fc from 'fast-check';

import { decodeValue, encodeValue } from '../../../nodes/ZequenzeControl/cwmp/values/values';
import { valueTypeNamed } from '../../../nodes/ZequenzeControl/cwmp/valueType';

describe('the value type', () => {
	it.each([
		'int',
		'integer',
		'Integer',
		'xsd:int',
		'xsd:unsignedInt',
		'unsignedInt[0:100]',
		'unsigned int',
		'Unsigned Integer',
		'unsigned',
		'nonNegativeInteger',
		'long',
		'unsignedLong',
		'short',
		'unsignedByte',
		'uint',
		'int32',
		'uint32',
		'uint32_t',
		'U32',
		'i4',
		'counter32',
		'StatsCounter64',
		'number',
		'numeric',
	])('"%s" is an integer', (word) => {
		expect(valueTypeNamed(word)).toBe('integer');
	});

	it.each(['bool', 'boolean', 'Boolean', 'xsd:boolean'])('"%s" is a boolean', (word) => {
		expect(valueTypeNamed(word)).toBe('boolean');
	});

	it.each([
		'string',
		'xsd:string',
		'string(64)',
		' String ',
		'text',
		'char',
		'dateTime',
		'xsd:dateTime',
		'date',
		'base64',
		'xsd:base64Binary',
		'hexBinary',
		'list',
		'IPAddress',
		'IPv4Address',
		'IPv6Address',
		'MAC Address',
		'MACAddress',
		'uuid',
		'url',
		'uri',
		'enum',
		'enumeration',
		'decimal',
		'float',
		'double',
	])('"%s" travels as a string', (word) => {
		expect(valueTypeNamed(word)).toBe('string');
	});

	it.each([null, '', ' ', '3', 'foo', 'object', 'unknown', 'printer', 'interface', 'constructor'])(
		'%p does not tell',
		(word) => {
			expect(valueTypeNamed(word)).toBeNull();
		},
	);

	it('is read from any word without a failure', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (word) => {
				expect([null, 'integer', 'boolean', 'string']).toContain(valueTypeNamed(word));
			}),
		);
	});
});

describe('a word that does not tell', () => {
	it.each([300, true, '300', 'on'])('leaves the reported value %p as JSON has it', (value) => {
		expect(decodeValue(value, 'foo')).toBe(value);
	});

	it('leaves the type of a value to be guessed', () => {
		const platformTypes = () => valueTypeNamed('3') ?? undefined;
		expect(encodeValue('Device.X_EXAMPLE_Level', '300', 'detect', { platformTypes })).toMatchObject(
			{
				value_type: 'integer',
				advice: { code: 'guessed_type' },
			},
		);
	});
});
