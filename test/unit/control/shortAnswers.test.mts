import { ShortAnswers } from '../../../nodes/ZequenzeControl/control/shortAnswers';

const SHORT = { 'content-length': '250', 'content-type': 'application/json' };

function after(...answers: Array<Record<string, string> | undefined>): boolean {
	const short = new ShortAnswers();
	for (const headers of answers) short.learn(headers);
	return short.areUsual;
}

const many = (headers: Record<string, string> | undefined) => Array(100).fill(headers);

describe('short answers are usual', () => {
	it('after many of them in a row', () => {
		expect(after(...many(SHORT))).toBe(true);
	});

	it('but not after a few', () => {
		expect(after(...many(SHORT).slice(0, 10))).toBe(false);
	});

	it.each<[string, Record<string, string> | undefined]>([
		['was long', { 'content-length': '1000000' }],
		['did not say how long it was', {}],
		['said something else', { 'content-length': 'long' }],
		['was packed', { ...SHORT, 'content-encoding': 'gzip' }],
		['was lost', undefined],
	])('no longer after one that %s, and never where all are so', (_what, headers) => {
		expect(after(...many(SHORT), headers)).toBe(false);
		expect(after(...many(headers))).toBe(false);
	});
});
