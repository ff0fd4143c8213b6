import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const home = mkdtempSync(join(tmpdir(), 'n8n-core-'));

// n8n-core reads these when it is loaded, so this module is imported before it.
process.env.N8N_USER_FOLDER = home;
process.env.N8N_ENCRYPTION_KEY = 'integration-tests';
process.env.N8N_DIAGNOSTICS_ENABLED = 'false';

afterAll(() => rmSync(home, { recursive: true, force: true }));
