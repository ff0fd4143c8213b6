import { shippedSources } from './sources.mts';

/** A public function or class with what stands right before it. */
const PUBLIC = /(?<before>[^\n]*)\n(?<line>export (?:async )?(?:function\*?|class) [^\n]*)/g;

function undocumented(text: string): string[] {
	return [...text.matchAll(PUBLIC)]
		.filter(({ groups }) => groups?.before?.trim().endsWith('*/') !== true)
		.map(({ groups }) => groups?.line ?? '');
}

const sources = shippedSources();

it('a function without a word about it is noticed', () => {
	const text = '/** Fine. */\nexport function one() {}\n\nexport class Two {}\n';
	expect(undocumented(text)).toEqual(['export class Two {}']);
});

it.each(sources.map(({ path, text }) => [path, text]))(
	'every public function of %s says what it does',
	(path, text) => {
		// n8n finds nodes and credentials by their class; their descriptions speak for them.
		const isEntry = /\.(node|credentials)\.ts$/.test(path);
		expect(isEntry ? [] : undocumented(text)).toEqual([]);
	},
);
