import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../host/places.mts';

/**
 * Puts the imports of every module in one order: packages first, then what is farthest away, names
 * by the alphabet. With `--check` it only tells, and fails, where they are in another one. Blank
 * lines between imports stay where they are.
 */
const PREFERENCES: ts.UserPreferences = {
	organizeImportsIgnoreCase: true,
	organizeImportsTypeOrder: 'last',
};

/** The modules that are ours, with their text. */
function readModules(): Map<string, string> {
	const config = resolve(ROOT, 'tsconfig.dev.json');
	const { include } = ts.readConfigFile(config, ts.sys.readFile).config;
	const folders = ['nodes/**/*.ts', 'credentials/**/*.ts', 'host/**/*.mts', ...include];
	const exclude = ['**/node_modules', 'dist', 'artifacts'];
	const { fileNames } = ts.parseJsonConfigFileContent({ include: folders, exclude }, ts.sys, ROOT);
	return new Map(fileNames.map((name) => [name, readFileSync(name, 'utf8')]));
}

function sorter(modules: ReadonlyMap<string, string>): (file: string) => string {
	// The order depends on the text of a module alone, so none is resolved.
	const service = ts.createLanguageService({
		getScriptFileNames: () => [...modules.keys()],
		getScriptVersion: () => '0',
		getScriptSnapshot: (file) => ts.ScriptSnapshot.fromString(modules.get(file) ?? ''),
		getCurrentDirectory: () => ROOT,
		getCompilationSettings: () => ({
			noResolve: true,
			noLib: true,
			allowImportingTsExtensions: true,
		}),
		getDefaultLibFileName: () => '',
		readFile: (file) => modules.get(file),
		fileExists: (file) => modules.has(file),
	});
	const mode = ts.OrganizeImportsMode.SortAndCombine;
	const format = ts.getDefaultFormatCodeSettings('\n');
	return (fileName) => {
		const edits = service
			.organizeImports({ type: 'file', fileName, mode }, format, PREFERENCES)
			.flatMap(({ textChanges }) => [...textChanges])
			.sort((one, other) => other.span.start - one.span.start);
		return edits.reduce(
			(text, { span, newText }) =>
				text.slice(0, span.start) + newText + text.slice(span.start + span.length),
			modules.get(fileName) ?? '',
		);
	};
}

const isCheck = process.argv.includes('--check');
const modules = readModules();
const sorted = sorter(modules);
const wrong = [...modules].filter(([file, text]) => hasOtherOrder(text, sorted(file)));

/** Only the order counts; how long lines break is the formatter's. */
function hasOtherOrder(text: string, wanted: string): boolean {
	const bare = (source: string): string => source.replace(/\s|,(?=\s*\})/g, '');
	return bare(text) !== bare(wanted);
}

for (const [file] of wrong) {
	if (isCheck) console.error(`The imports of ${file} are not in order: npm run format`);
	else writeFileSync(file, sorted(file));
}
if (isCheck && wrong.length > 0) process.exitCode = 1;
