import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startN8n, type N8n } from '../../host/startN8n.mts';
import type { InjectionRule } from '../../simulator/faults/injection.mts';
import { startSimulator, type Simulator } from '../../simulator/start.mts';
import { CREDENTIAL_TYPE, credentialData, type CredentialReference } from './harness/control.mts';
import { controlNode } from './harness/oneNode.mts';
import { DEVICE, locator, onDevice, row } from './harness/parameters.mts';
import { chain, MANUAL } from './harness/workflow.mts';
import { createControlCredential } from './trigger/credential.mts';
import { packedTarball } from './trigger/packed.mts';

const TOKEN = 'token-that-must-be-nowhere-4711';

/**
 * A passphrase that no workflow holds: n8n stores the expression, and what it gives is known to the
 * node alone.
 */
const SECRET = 'passphrase-that-must-be-nowhere';
const SECRET_EXPRESSION = '={{ ["passphrase", "that", "must", "be", "nowhere"].join("-") }}';
const SECRET_PATH = 'Device.WiFi.AccessPoint.1.Security.KeyPassphrase';

/** Every way in which a workflow fails here; several give away what they were sent. */
const FAILURES: Readonly<Record<string, InjectionRule>> = {
	'nothing fails': { match: { method: 'PUT' }, effect: { kind: 'delay', ms: 1 } },
	'401 that quotes the token': {
		effect: { kind: 'status', status: 401, body: `{"detail":"Bad token ${TOKEN}"}` },
	},
	'400 that quotes the value': {
		match: { method: 'POST' },
		effect: { kind: 'status', status: 400, body: `{"value":["${SECRET} is too short"]}` },
	},
	'403 with a page that quotes both': {
		effect: { kind: 'status', status: 403, body: `<p>${TOKEN} ${SECRET}</p>` },
	},
	'200 with a page that quotes both': {
		effect: { kind: 'status', status: 200, body: `<p>${TOKEN} ${SECRET}</p>` },
	},
	'404, nothing matches': { effect: { kind: 'status', status: 404 } },
	'429': { effect: { kind: 'status', status: 429, retryAfter: 1 } },
	'500 that quotes the token': { effect: { kind: 'status', status: 500, body: `"${TOKEN}"` } },
	'502 with a page': { effect: { kind: 'status', status: 502, body: 'html' } },
	'a redirect': {
		effect: { kind: 'redirect', url: 'http://elsewhere.invalid/api/v1/', status: 307 },
	},
	'a reset': { effect: { kind: 'reset', when: 'before' } },
	'a lost reply': { effect: { kind: 'reset', when: 'after' } },
	'no answer in time': { match: { method: 'POST' }, effect: { kind: 'hang', when: 'before' } },
	'a broken body': { effect: { kind: 'truncate', keep: 0.5, ends: 'broken' } },
	'JSON cut off': { effect: { kind: 'truncate', keep: 0.5, ends: 'complete' } },
	'an answer that is too large': { effect: { kind: 'pad', mebibytes: 65, encoding: 'gzip' } },
};

let n8n: N8n;
let simulator: Simulator;
let credentials: CredentialReference;
let userFolder: string;
/** What n8n answered to tests of the credential. */
const told: string[] = [];
/** How each workflow ended. */
const ends = new Map<string, string | undefined>();

const AT_ONCE = { options: { retries: 0, requestTimeout: 1 } };

/**
 * A change, a look at the device and a list; the first two hand their failures on, the last ends
 * the execution.
 */
function workflow(name: string) {
	const goesOn = { onError: 'continueRegularOutput' } as const;
	const change = onDevice(
		'set',
		[row(SECRET_PATH, { value: SECRET_EXPRESSION, value_type: 'string' })],
		AT_ONCE,
	);
	const device = {
		resource: 'device',
		operation: 'get',
		device: locator('serialNumber', DEVICE),
		simplify: false,
	};
	const list = { resource: 'transaction', operation: 'getMany', options: { output: 'raw' } };
	return chain(
		name,
		MANUAL,
		{ ...controlNode('Change', change, credentials), ...goesOn },
		{ ...controlNode('Device', device, credentials), ...goesOn },
		controlNode('List', list, credentials),
	);
}

beforeAll(async () => {
	userFolder = await mkdtemp(join(tmpdir(), 'n8n-secrets-'));
	simulator = await startSimulator({ devices: 1, informInterval: 0, token: TOKEN });
	n8n = await startN8n({
		packageTarball: packedTarball(),
		name: 'secrets',
		userFolder,
		env: { N8N_LOG_LEVEL: 'debug' },
	});
	credentials = await createControlCredential(n8n.rest, simulator);
	for (const [name, rule] of Object.entries(FAILURES)) {
		simulator.clearInjections();
		simulator.inject(rule);
		const { id } = await n8n.rest.createWorkflow(workflow(name));
		const execution = await n8n.rest.runToEnd(id);
		ends.set(name, execution.error?.message);
		const { message } = await n8n.rest.testCredential({
			...credentials[CREDENTIAL_TYPE],
			type: CREDENTIAL_TYPE,
			data: credentialData(simulator),
		});
		told.push(message);
	}
	simulator.clearInjections();
	simulator.inform();
	const trigger = {
		name: 'Followed',
		type: 'n8n-nodes-zequenze.zequenzeControlTrigger',
		parameters: { options: { lookBack: 60, output: 'raw' } },
		credentials,
	};
	const { id } = await n8n.rest.createWorkflow(chain('Follow', trigger));
	await n8n.rest.activate(id);
	await delay(2_000);
	told.push(n8n.logs());
	await n8n.stop();
	told.push(n8n.logs());
});

afterAll(async () => {
	await simulator.close();
	await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
});

/**
 * Everything that n8n keeps, but for the packages that it has installed: database, its journal,
 * settings, logs.
 */
async function filesOfN8n(): Promise<Array<{ file: string; content: Buffer }>> {
	const entries = await readdir(userFolder, { recursive: true, withFileTypes: true });
	const files = entries
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((file) => !file.includes('node_modules'));
	return await Promise.all(files.map(async (file) => ({ file, content: await readFile(file) })));
}

/** As it is, and in the encodings in which it would easily be overlooked. */
function spellings(text: string): Buffer[] {
	const bytes = Buffer.from(text);
	const inBase64 = bytes.toString('base64').replace(/=+$/, '').slice(0, -1);
	return [
		bytes,
		Buffer.from(text, 'utf16le'),
		Buffer.from(inBase64),
		Buffer.from(bytes.toString('hex')),
	];
}

async function filesWith(text: string): Promise<string[]> {
	const files = await filesOfN8n();
	return files
		.filter(({ content }) => spellings(text).some((spelling) => content.includes(spelling)))
		.map(({ file }) => file.slice(userFolder.length));
}

it('the workflows did what they are for: each met its failure, and the secret was sent', () => {
	expect(ends.get('nothing fails')).toBeUndefined();
	const quiet = [...ends].filter(([, error]) => error === undefined).map(([name]) => name);
	// A list that matches nothing and a list that is not disturbed are no failures.
	expect(quiet).toEqual([
		'nothing fails',
		'400 that quotes the value',
		'404, nothing matches',
		'no answer in time',
	]);
	expect(simulator.requests().some(({ body }) => body.includes(SECRET))).toBe(true);
});

it('the search finds what is there', async () => {
	expect(await filesWith(SECRET_PATH)).toEqual(
		expect.arrayContaining([expect.stringContaining('database.sqlite')]),
	);
	expect(await filesWith('did not accept the API token')).not.toEqual([]);
	// The trigger's memory and the items that it emitted.
	expect(await filesWith('transaction.succeeded')).not.toEqual([]);
});

it('the token is in no file of n8n: not in its database, its settings or its logs', async () => {
	expect(await filesWith(TOKEN)).toEqual([]);
});

it('the value of the secret variable is in none of them either', async () => {
	expect(await filesWith(SECRET)).toEqual([]);
});

it.each([
	['token', TOKEN],
	['secret value', SECRET],
])('the %s is in nothing that n8n told or logged', (_what, text) => {
	const lines = told.flatMap((one) => one.split('\n'));
	const forms = spellings(text).map((spelling) => spelling.toString());
	expect(lines.filter((line) => forms.some((form) => line.includes(form)))).toEqual([]);
});
