import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { secretsIn } from './checkSecrets/patterns.mts';

/** Files that hold no text of ours: lock files are full of hashes. */
const LEFT_OUT = /(^|\/)package-lock\.json$|\.(png|svg|ico)$/;

/**
 * Every line of a committed file that looks like a secret, as `file:line what`; the secret itself
 * is not shown.
 */
function findings(): string[] {
	const files = execFileSync('git', [
		'ls-files',
		'-z',
		'--cached',
		'--others',
		'--exclude-standard',
	])
		.toString()
		.split('\0')
		.filter((file) => file !== '' && !LEFT_OUT.test(file));
	return files.flatMap((file) =>
		secretsIn(readIfThere(file)).map(({ line, what }) => `${file}:${line} ${what}`),
	);
}

/** A file that was deleted but not committed yet is listed, too. */
function readIfThere(file: string): string {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}

const auditShape = z.object({
	metadata: z.object({
		vulnerabilities: z.object({ high: z.number(), critical: z.number() }).passthrough(),
	}),
});

/**
 * What npm's audit of the development tree says, at least of grade high; undefined where the
 * registry does not answer such questions, as mirrors often do not.
 */
function audit(): { high: number; critical: number } | undefined {
	const { stdout } = spawnSync('npm', ['audit', '--audit-level=high', '--json'], {
		encoding: 'utf8',
		timeout: 120_000,
	});
	try {
		return auditShape.parse(JSON.parse(stdout)).metadata.vulnerabilities;
	} catch {
		return undefined;
	}
}

function main(): void {
	const found = findings();
	found.forEach((finding) => console.error(finding));
	console.log(`Secrets in committed files: ${found.length}`);

	const grave = audit();
	console.log(
		grave
			? `Known vulnerabilities: ${grave.high} high, ${grave.critical} critical`
			: 'The registry answers no audit; nothing is known about vulnerabilities.',
	);
	process.exitCode = found.length > 0 || (grave && grave.high + grave.critical > 0) ? 1 : 0;
}

main();
