import fc from 'fast-check';
import { describeFault } from '../../../nodes/ZequenzeControl/cwmp/faults/faults';

describe('a fault code', () => {
	it.each([
		['9001', 'Request denied', false],
		['9002', 'Internal error', true],
		['9003', 'Invalid arguments', false],
		['9004', 'Resources exceeded', true],
		['9005', 'Invalid parameter name', false],
		['9006', 'Invalid parameter type', false],
		['9007', 'Invalid parameter value', false],
		['9008', 'Non-writable parameter', false],
		['9015', 'File server not reached', true],
		['9027', 'System resources exceeded', true],
	])('%s is "%s", transient: %s', (code, name, transient) => {
		expect(describeFault(code)).toMatchObject({ code, name, transient });
	});

	it('of the standard has a name, a meaning and an advice', () => {
		for (let code = 9000; code <= 9032; code++) {
			expect(describeFault(code)).toEqual({
				code: String(code),
				name: expect.stringMatching(/^[A-Z]/),
				meaning: expect.stringMatching(/\.$/),
				transient: expect.any(Boolean),
				advice: expect.stringMatching(/\.$/),
			});
		}
	});

	it.each([9005, '9005', ' 9005 ', 'CWMP.9005', 'cwmp:9005', 'fault 9005: Invalid Parameter Name'])(
		'is found in %p',
		(code) => {
			expect(describeFault(code)).toMatchObject({ code: '9005', name: 'Invalid parameter name' });
		},
	);

	it('of a vendor is shown as such, and is not expected to pass', () => {
		expect(describeFault('9820')).toMatchObject({
			code: '9820',
			name: 'Vendor fault',
			transient: false,
		});
	});

	it.each([
		['9033', '9033'],
		['9900', '9900'],
		['90051', '90051'],
		['timeout', 'timeout'],
		['', ''],
		[null, ''],
	])('that is unknown (%p) keeps its text and gets no invented meaning', (code, text) => {
		expect(describeFault(code)).toEqual({
			code: text,
			name: null,
			meaning: null,
			transient: false,
			advice: null,
		});
	});

	it('is described without an exception, whatever it is', () => {
		fc.assert(fc.property(fc.anything(), (code) => void describeFault(code)));
	});
});
