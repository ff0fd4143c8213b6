import { checkSync } from 'recheck';
import ts from 'typescript';
import { shippedSources, type Source } from './sources.mts';

/** The regular expressions in a module, as they are written. */
function expressionsIn({ path, text }: Source): string[] {
	const found: string[] = [];
	const visit = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) found.push(node.text);
		node.forEachChild(visit);
	};
	visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
	return found;
}

const sources = shippedSources();
const expressions = sources.flatMap((source) =>
	expressionsIn(source).map((written): [string, string] => [source.path, written]),
);

it('regular expressions are found', () => {
	expect(expressions.length).toBeGreaterThan(100);
});

// What a server or a user writes must not hold up n8n, however long it is.
it.each(expressions)(
	'%s takes no more time than the text is long by %s',
	(_path, written) => {
		const end = written.lastIndexOf('/');
		const { status } = checkSync(written.slice(1, end), written.slice(end + 1), {
			timeout: 300_000,
		});
		expect(status).toBe('safe');
	},
	600_000,
);

it('none is put together at run time, where nothing could check it', () => {
	const makers = sources.filter(({ text }) => /\bRegExp\(/.test(text));
	expect(makers.map(({ path }) => path)).toEqual([]);
});
