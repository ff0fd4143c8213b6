import { readFileSync } from 'node:fs';

import { fieldKeys, OPTIONS_PAGE, optionsPage } from '../../../scripts/optionsTable/page.mts';
import { REASONS } from '../../../scripts/optionsTable/reasons.mts';

describe('the page of all fields and options', () => {
	it('is current; if not: npm run options-table', () => {
		expect(readFileSync(OPTIONS_PAGE, 'utf8')).toBe(optionsPage());
	});

	it('says of every field why it has its default', () => {
		expect(fieldKeys().filter((key) => !REASONS[key])).toEqual([]);
	});

	it('gives no reason for a field that is not there', () => {
		expect(Object.keys(REASONS).filter((key) => !fieldKeys().includes(key))).toEqual([]);
	});
});
