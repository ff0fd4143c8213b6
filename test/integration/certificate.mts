import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Tls } from '../../simulator/server.mts';

const run = promisify(execFile);

/**
 * Makes a key and a certificate for 127.0.0.1 that nobody has signed but itself.
 * @throws when openssl is missing; the message names the command that installs it.
 */
export async function selfSigned(): Promise<Tls> {
	const folder = await mkdtemp(join(tmpdir(), 'certificate-'));
	const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
	const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
	const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
	try {
		await run('openssl', [
			...['req', '-x509', '-days', '1', '-keyout', keyFile, '-out', certFile],
			...key,
			...subject,
		]).catch((error: unknown) => {
			throw new Error('openssl is needed (sudo apt-get install -y openssl)', { cause: error });
		});
		return { key: await readFile(keyFile, 'utf8'), cert: await readFile(certFile, 'utf8') };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
