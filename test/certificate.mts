import { generate } from 'selfsigned';
import type { Tls } from '../simulator/server.mts';

/** A key and a certificate for 127.0.0.1 that nobody has signed but itself. */
export async function selfSigned(): Promise<Tls> {
	const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
		keyType: 'ec',
		curve: 'P-256',
		extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
	});
	return { key, cert };
}
