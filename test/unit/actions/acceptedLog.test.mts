import { AcceptedLog } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/accepted/acceptedLog';
import { idText } from '../../../nodes/ZequenzeControl/actions/deviceOperation/send/accepted/idText';
import type { OperationRequest } from '../../../nodes/ZequenzeControl/control/endpoints';
import { shown } from '../follow/transactions.mts';

function logOf(write: (log: AcceptedLog) => void): string[] {
	const lines: string[] = [];
	const line = (text: string): void => void lines.push(text);
	const log = new AcceptedLog({ info: line, warn: line });
	write(log);
	log.flush();
	return lines;
}

const request = (serial_number: string): OperationRequest => ({
	serial_number,
	operation: 'set',
	variables: [],
});

function accept(log: AcceptedLog, transactionId: string | null, device = 'SN1'): void {
	log.add(request(device), { kind: 'accepted', receipt: { transactionId, transaction: shown() } });
}

describe('the log of what was accepted', () => {
	it('names the IDs, each once', () => {
		const lines = logOf((log) => {
			accept(log, '7');
			accept(log, '8');
			log.flush();
			accept(log, '9');
		});
		expect(lines).toEqual([
			'CONTROL accepted the transactions 7, 8',
			'CONTROL accepted the transactions 9',
		]);
	});

	it('names the devices of which no ID is shown', () => {
		expect(logOf((log) => accept(log, null, 'SN7'))).toEqual([
			'CONTROL accepted operations without showing IDs, on the devices SN7',
		]);
	});

	it('names the devices of which no answer came', () => {
		const [line] = logOf((log) => log.addUnanswered(request('SN7')));
		expect(line).toContain('may have taken the operations on the devices SN7 (set)');
	});

	it('says nothing where there is nothing to say', () => {
		expect(logOf(() => undefined)).toEqual([]);
	});

	it('cannot be given a line of its own by an ID', () => {
		const lines = logOf((log) => accept(log, '1\n2026-11-26 | error | All is lost\u2028, 2'));
		expect(lines).toEqual([
			'CONTROL accepted the transactions "1\\n2026-11-26 | error | All is lost\\u2028, 2"',
		]);
	});
});

describe('an ID in a text', () => {
	it.each([
		['12345', '12345'],
		['txn_12345', 'txn_12345'],
		['3f2b-9c', '3f2b-9c'],
		['1, 2', '"1, 2"'],
		['a"b', '"a\\"b"'],
		['\u001b[31mred', '"\\u001b[31mred"'],
		['\u202eright to left', '"\\u202eright to left"'],
		['', '""'],
	])('%j is %s', (id, text) => {
		expect(idText(id)).toBe(text);
	});

	it('is cut where it is long', () => {
		expect(idText('x'.repeat(1000))).toBe(`"${'x'.repeat(200)}"…`);
	});
});
