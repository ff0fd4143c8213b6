// First: n8n reads its settings when it is loaded.
import './homeOfN8n.mts';

import { CredentialTestContext } from 'n8n-core';

/** Records what goes to n8n's own log from now on, instead of printing it. */
export function recordLog(): string[] {
	const lines: string[] = [];
	// Every context of n8n hands out the one logger of the process.
	const { logger } = new CredentialTestContext();
	for (const level of ['error', 'warn', 'info'] as const) {
		jest.spyOn(logger, level).mockImplementation((...entry: unknown[]) => {
			lines.push(`${level}: ${JSON.stringify(entry)}`);
		});
	}
	return lines;
}
