import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureHost } from '../../host/install.mts';
import { pack } from '../../host/pack.mts';
import { artifacts, ROOT } from '../../host/places.mts';
import { startN8n, type N8n } from '../../host/startN8n.mts';
import {
	CREDENTIAL_TYPE,
	credentialData,
	type CredentialReference,
} from '../e2e/harness/control.mts';
import { ControlProcess } from './controlProcess.mts';
import { Probe } from './probe/probe.mts';

/**
 * A real n8n with the package and the bare helper's node in it, watched from inside, and its
 * credential.
 */
export interface BenchedN8n extends N8n {
	probe: Probe;
	credentials: CredentialReference;
}

/** What a bench runs on: a simulated CONTROL, and as many fresh n8n as it asks for. */
export interface Rig {
	control: ControlProcess;
	/** `heap`: how many megabytes of it n8n may use. */
	startN8n(heap?: number): Promise<BenchedN8n>;
	/** The same, with a CONTROL of its own over TLS. */
	overTls(): Promise<Rig>;
	/** The same, with a CONTROL of its own of so many devices; they contact it if an interval is given. */
	withDevices(devices: number, informInterval?: number): Promise<Rig>;
	close(): Promise<void>;
}

/** n8n finds nodes in such a folder by the ending of their files. */
function customNodes(): string {
	const folder = artifacts('bench', 'nodes');
	const source = join(ROOT, 'test', 'bench', 'bareHelper.cjs');
	copyFileSync(source, join(folder, 'BareHelper.node.js'));
	return folder;
}

/** Builds and packs the nodes and starts a simulated CONTROL with this many devices. */
export async function startRig(devices: number): Promise<Rig> {
	await ensureHost();
	const packageTarball = await pack();
	return rigOn(await ControlProcess.start(devices), packageTarball, devices);
}

function rigOn(control: ControlProcess, packageTarball: string, devices: number): Rig {
	const N8N_CUSTOM_EXTENSIONS = customNodes();
	return {
		control,
		overTls: async () =>
			rigOn(await ControlProcess.start(devices, { tls: true }), packageTarball, devices),
		withDevices: async (count, informInterval) =>
			rigOn(await ControlProcess.start(count, { informInterval }), packageTarball, count),
		close: control.stop,
		startN8n: async (heap) => {
			const probe = new Probe(join(artifacts('bench'), `probe-${process.pid}.jsonl`), heap);
			const env = { ...probe.env, N8N_CUSTOM_EXTENSIONS };
			const n8n = await startN8n({ packageTarball, env, name: 'bench' });
			const { id, name } = await n8n.rest.createCredential({
				name: 'Simulated CONTROL',
				type: CREDENTIAL_TYPE,
				data: { ...credentialData(control), ignoreSslIssues: control.isSelfSigned },
			});
			return { ...n8n, probe, credentials: { [CREDENTIAL_TYPE]: { id, name } } };
		},
	};
}
