import fc from 'fast-check';
import {
	isPlainSerialNumber,
	readSerialNumber,
} from '../../../nodes/ZequenzeControl/fields/serialNumber.ts';
import { cases } from '../../thoroughness.mts';

describe('a plain serial number', () => {
	it.each(['SN000001', '00259E-HG8245-48575443', '4857544312345678', 'a_1'])('is %s', (text) => {
		expect(isPlainSerialNumber(text)).toBe(true);
	});

	it.each(['', 'undefined', 'null', 'NaN', ' SN1', 'SN1,SN2', '8.93901E+18', 'SN\u200b1', '#N/A'])(
		'is not %j',
		(text) => {
			expect(isPlainSerialNumber(text)).toBe(false);
		},
	);

	it('is what a closer look would find it to be', () => {
		const plain = fc.stringMatching(/^[A-Za-z_-]{0,8}\d[\w-]{0,8}$/);
		fc.assert(
			fc.property(fc.oneof(plain, fc.string()), (text) => {
				if (isPlainSerialNumber(text)) expect(readSerialNumber(text)).toBe(text);
			}),
			cases(500),
		);
	});
});
