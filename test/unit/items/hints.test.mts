import { Hints } from '../../../nodes/ZequenzeControl/items/hints';
import { remarks, shownHints } from '../actions/remarks.mts';

function hintsOf(...messages: string[]): Hints {
	const hints = new Hints();
	for (const message of messages) hints.add(message);
	return hints;
}

describe('remarks about a run', () => {
	it('are shown in the output panel', () => {
		const hints = new Hints();
		hints.add('Nice');
		hints.add('Careful', 'warning');
		expect(shownHints(hints)).toEqual([
			{ message: 'Nice', type: 'info', location: 'outputPane' },
			{ message: 'Careful', type: 'warning', location: 'outputPane' },
		]);
	});

	it('that are none are not shown', () => {
		expect(shownHints(new Hints())).toEqual([]);
	});

	it('that are equal are told once, with their count, where the first one stands', () => {
		expect(remarks(hintsOf('A', 'B', 'A', 'A'))).toEqual(['A (3 times)', 'B']);
	});

	it('of one rule are told once, by the first one’s words', () => {
		const hints = new Hints();
		hints.add('SN1 is slow', 'warning', 'slow');
		hints.add('SN2 is slow', 'warning', 'slow');
		expect(remarks(hints)).toEqual(['SN1 is slow (2 times)']);
	});

	it('come out the same when they are shown again', () => {
		const hints = hintsOf('A', 'A');
		expect(remarks(hints)).toEqual(remarks(hints));
	});
});
