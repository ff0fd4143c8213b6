import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
	chmodSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmdirSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runCommand } from '../../host/command.mts';
import { ROOT } from '../../host/places.mts';
import { debianMaker } from './debian.mts';

const USER = 'ann';

/** A blank in the name of the home folder, as people have them. */
const HOME = '/home/Ann Operator';
const CLONE = `${HOME}/n8n nodes`;

/**
 * A bundle of certificates at the usual place, for registries that are reached through a proxy with
 * its own.
 */
const CERTIFICATES = '/etc/ssl/certs/ca-certificates.crt';

/**
 * What a program inside needs of the caller's way to the network; nothing else of its environment
 * is handed in.
 */
const NETWORK = /^(https?_proxy|no_proxy|npm_config_registry)$/i;

/** Where Debian is unpacked into a folder and an ordinary user works in it. */
export interface BareRoot {
	/** Runs a command line as the ordinary user in the clone; returns its exit code. */
	run(line: string): Promise<number>;
	/** How much the clone weighs with all that was installed in it, in MB. */
	megabytes(): number;
	close(): Promise<void>;
}

/** Why a bare root cannot be made on this machine; undefined where it can. */
export function obstacle(): string | undefined {
	if (process.platform !== 'linux') return 'it needs Linux';
	if (process.getuid?.() !== 0) return 'it needs to be run as root, as chroot does';
	const missing = ['unshare', 'chroot', 'git'].filter((name) => !isThere(name));
	if (missing.length > 0) return `missing on this machine: ${missing.join(', ')}`;
	if (!mayMount()) return 'it needs the right to mount, which containers often lack';
	return debianMaker(isThere) ? undefined : 'it needs debootstrap, or a Debian to copy';
}

/** Whether what runInside does is allowed here. */
function mayMount(): boolean {
	const script =
		'mount -t proc proc "$0" && umount "$0" && mount --rbind /dev "$0" && chroot / true';
	const place = mkdtempSync(join(tmpdir(), 'bare-probe-'));
	const args = ['--mount', '--pid', '--fork', 'bash', '-c', script, place];
	const { status } = spawnSync('unshare', args, { stdio: 'ignore' });
	rmdirSync(place);
	return status === 0;
}

function isThere(program: string): boolean {
	const folders = [...(process.env.PATH ?? '').split(':'), '/usr/sbin'];
	return folders.some((folder) => existsSync(join(folder, program)));
}

/**
 * Makes a minimal Debian with an ordinary user, this Node.js, npm, and a clone of what is committed
 * here; nothing else. `debian` is a folder that debootstrap has filled before.
 * @throws when that fails; the message quotes why.
 */
export async function makeBareRoot(node: string, debian?: string): Promise<BareRoot> {
	const folder = await mkdtemp(join(tmpdir(), 'bare-'));
	const close = async () => await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	try {
		await fill(folder, node, debian);
	} catch (error) {
		await close();
		throw error;
	}
	return {
		run: async (line) => await runInside(folder, line),
		megabytes: () => {
			const [size = '0'] = execFileSync('du', ['-sm', join(folder, CLONE)])
				.toString()
				.split('\t');
			return Number(size);
		},
		close,
	};
}

async function fill(folder: string, node: string, debian?: string): Promise<void> {
	// As the root of a system it is everybody's.
	chmodSync(folder, 0o755);
	if (debian === undefined) await debianMaker(isThere)?.(folder);
	else await runCommand('cp', ['-a', `${debian}/.`, folder]);
	await putNode(folder, node);
	putNetwork(folder);
	execFileSync('chroot', [folder, 'useradd', '--create-home', '--home-dir', HOME, USER]);
	execFileSync('git', ['clone', '--quiet', '--no-local', ROOT, join(folder, CLONE)]);
	putRegistry(folder);
	execFileSync('chroot', [folder, 'chown', '-R', `${USER}:${USER}`, HOME]);
}

async function putNode(folder: string, node: string): Promise<void> {
	const npm = dirname(dirname(await realpath(process.env.npm_execpath ?? '/usr/bin/npm')));
	const [bin, modules] = ['usr/local/bin', 'usr/local/lib/node_modules'].map((path) =>
		join(folder, path),
	) as [string, string];
	mkdirSync(modules, { recursive: true });
	cpSync(node, join(bin, 'node'));
	cpSync(npm, join(modules, 'npm'), { recursive: true });
	for (const name of ['npm', 'npx']) {
		symlinkSync(`../lib/node_modules/npm/bin/${name}-cli.js`, join(bin, name));
	}
}

function putNetwork(folder: string): void {
	for (const file of ['/etc/resolv.conf', '/etc/hosts']) cpSync(file, join(folder, file));
	if (process.env.NODE_EXTRA_CA_CERTS === undefined) return;
	mkdirSync(join(folder, dirname(CERTIFICATES)), { recursive: true });
	cpSync(process.env.NODE_EXTRA_CA_CERTS, join(folder, CERTIFICATES));
}

/**
 * How this machine reaches its registry, and only that: other settings would hide what a bare
 * machine lacks.
 */
function putRegistry(folder: string): void {
	const file = join(process.env.HOME ?? '/root', '.npmrc');
	if (!existsSync(file)) return;
	const lines = readFileSync(file, 'utf8').split('\n');
	const registry = lines.filter((line) =>
		/^(registry|@[^:]+:registry|\/\/|cafile|proxy|https-proxy)/.test(line),
	);
	writeFileSync(join(folder, HOME, '.npmrc'), `${registry.join('\n')}\n`);
}

function environment(): string[] {
	const network = Object.entries(process.env).filter(([name]) => NETWORK.test(name));
	const certificates =
		process.env.NODE_EXTRA_CA_CERTS === undefined ? {} : { NODE_EXTRA_CA_CERTS: CERTIFICATES };
	const all = {
		...Object.fromEntries(network),
		...certificates,
		HOME,
		USER,
		LANG: 'C.UTF-8',
		PATH: '/usr/local/bin:/usr/bin:/bin',
	};
	return Object.entries(all).map(([name, value]) => `${name}=${value ?? ''}`);
}

/** Processes and mounts of its own: with the command, all that it started is gone. */
async function runInside(folder: string, line: string): Promise<number> {
	const inside = `cd '${CLONE}' && ${line}`;
	const script = [
		'mount -t proc proc "$0/proc"',
		'mount --rbind /dev "$0/dev"',
		`exec chroot --userspec=${USER}:${USER} "$0" /usr/bin/env -i "$@"`,
	].join(' && ');
	const args = [
		...['--mount', '--pid', '--fork', '--kill-child'],
		...['bash', '-c', script, folder],
		...[...environment(), 'bash', '-c', inside],
	];
	return await new Promise((resolve, reject) => {
		const child = spawn('unshare', args, { stdio: ['ignore', 'inherit', 'inherit'] });
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}
