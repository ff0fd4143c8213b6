import { z } from 'zod';
import { ROOT } from '../../host/places.mts';

/**
 * n8n's scanner has no type declarations, and no export that works on local files but this
 * function.
 */
const SCANNER = '@n8n/scan-community-package/scanner/scanner.mjs';

const verdictShape = z.object({
	passed: z.boolean(),
	message: z.string().optional(),
	details: z.string().optional(),
});

const scannerShape = z.object({
	SOURCE_FILE_PATTERNS: z.array(z.string()),
	analyzePackage: z
		.function()
		.args(z.string(), z.array(z.string()))
		.returns(z.promise(verdictShape)),
});

/** What the scanner lints of a published tarball. */
const COMPILED_FILE_PATTERNS = ['**/*.js', 'package.json'];

/**
 * Applies the rules with which n8n scans community packages, inline exceptions off, to the sources
 * and to the unpacked tarball. Returns the complaints; none is good.
 */
export async function scanComplaints(unpackedFolder: string): Promise<string[]> {
	const scanner = scannerShape.parse(await import(SCANNER));
	const verdicts = [
		await scanner.analyzePackage(ROOT, scanner.SOURCE_FILE_PATTERNS),
		await scanner.analyzePackage(unpackedFolder, COMPILED_FILE_PATTERNS),
	];
	return verdicts
		.filter(({ passed }) => !passed)
		.map(({ details, message }) => details ?? message ?? 'The scanner does not say why');
}
