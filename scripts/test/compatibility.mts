import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { artifacts, ROOT } from '../../host/places.mts';
import { putSection } from '../../test/bench/document.mts';
import { markdownTable, type Column } from '../../test/bench/markdown.mts';
import { ENGINES } from '../../test/compatibility/harness/places.mts';

const PAGE = join(ROOT, 'docs', 'compatibility.md');
const SECTION = 'What was tried';

const resultsShape = z.object({
	testResults: z.array(
		z.object({
			assertionResults: z.array(z.object({ title: z.string(), status: z.string() })),
		}),
	),
});

const manifestShape = z.object({ version: z.string() });

/** An engine, and how each feature fared on it. */
interface Trial {
	engine: string;
	features: ReadonlyMap<string, string>;
}

function versionOf(packages: string, name: string): string {
	const manifest: unknown = JSON.parse(readFileSync(join(packages, name, 'package.json'), 'utf8'));
	return manifestShape.parse(manifest).version;
}

/** What jest wrote of its last run of this project. */
function trialOf(project: string, packages: string): Trial {
	const written: unknown = JSON.parse(
		readFileSync(join(artifacts('test'), `${project}.json`), 'utf8'),
	);
	const tests = resultsShape.parse(written).testResults.flatMap((file) => file.assertionResults);
	return {
		engine: `n8n-core ${versionOf(packages, 'n8n-core')}`,
		features: new Map(
			tests.map(({ title, status }) => [title, status === 'passed' ? 'works' : status]),
		),
	};
}

/** Prints how each feature fared on each engine, and puts it where the documentation has it. */
export function reportCompatibility(): void {
	const trials = Object.entries(ENGINES).map(([project, packages]) => trialOf(project, packages));
	const columns: ReadonlyArray<Column<string>> = [
		{ title: 'feature', cell: (feature) => feature },
		...trials.map(({ engine, features }) => ({
			title: engine,
			cell: (feature: string) => features.get(feature) ?? 'not tried',
		})),
	];
	const features = [...new Set(trials.flatMap((trial) => [...trial.features.keys()]))];
	const table = markdownTable(columns, features);
	console.log(`\n${table}`);
	putSection(PAGE, SECTION, table, introductionOf(PAGE));
}

/** What somebody wrote above the first section stays. */
function introductionOf(page: string): string {
	return readFileSync(page, 'utf8').split(/^## /m)[0] ?? '';
}
