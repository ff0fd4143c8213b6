import { execFileSync } from 'node:child_process';
import {
	copyFileSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readlinkSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { runCommand } from '../../host/command.mts';
import { artifacts } from '../../host/places.mts';

/**
 * Folders that are links into /usr since Debian merged them; a package still names the old path.
 */
const MERGED = ['bin', 'lib', 'lib32', 'lib64', 'libx32', 'sbin'];

/** What a package of Debian says of itself. */
interface Package {
	name: string;
	isMinimal: boolean;
	needs: string[];
}

/**
 * How a minimal Debian can be had here: made anew, or of what this machine consists of; undefined
 * for neither.
 */
export function debianMaker(
	isThere: (program: string) => boolean,
): ((folder: string) => Promise<void>) | undefined {
	if (isThere('debootstrap')) return bootstrap;
	return isThere('dpkg-query') && isThere('tar') ? copyOwn : undefined;
}

async function bootstrap(folder: string): Promise<void> {
	await runCommand('debootstrap', ['--variant=minbase', 'bookworm', folder], {
		logFile: join(artifacts('logs'), 'debootstrap.log'),
	});
}

/**
 * The packages without which there is no Debian, as they are installed here, and nothing else of
 * this machine.
 */
async function copyOwn(folder: string): Promise<void> {
	for (const name of MERGED) {
		const path = join('/', name);
		if (existsSync(path) && lstatSync(path).isSymbolicLink()) {
			const target = readlinkSync(path);
			mkdirSync(join(folder, target), { recursive: true });
			symlinkSync(target, join(folder, name));
		}
	}
	for (const name of ['dev', 'proc', 'sys', 'root', 'tmp']) mkdirSync(join(folder, name));
	const list = join(folder, 'tmp', 'files');
	writeFileSync(list, filesOf(minimal(installed())).join('\n'));
	const pack = `tar -C / -c --no-recursion -T "${list}" | tar -C "${folder}" -x --keep-directory-symlink`;
	await runCommand('bash', ['-o', 'pipefail', '-c', pack], {
		logFile: join(artifacts('logs'), 'bare-root.log'),
	});
	configure(folder);
}

/** What the packages do when they are installed, as far as a user of the system needs it. */
function configure(folder: string): void {
	const masters = '/usr/share/base-passwd';
	copyFileSync(join(masters, 'passwd.master'), join(folder, 'etc/passwd'));
	copyFileSync(join(masters, 'group.master'), join(folder, 'etc/group'));
	writeFileSync(join(folder, 'etc/shadow'), '', { mode: 0o640 });
	const alternatives = '/etc/alternatives';
	mkdirSync(join(folder, alternatives), { recursive: true });
	for (const entry of readdirSync(alternatives, { withFileTypes: true })) {
		if (!entry.isSymbolicLink()) continue;
		const { name } = entry;
		const target = readlinkSync(join(alternatives, name));
		const link = join('/usr/bin', name);
		if (!existsSync(join(folder, target)) || existsSync(join(folder, link))) continue;
		symlinkSync(target, join(folder, alternatives, name));
		symlinkSync(join(alternatives, name), join(folder, link));
	}
	execFileSync('chroot', [folder, '/sbin/ldconfig']);
}

function installed(): Package[] {
	const format = '${Package}\\t${Essential}\\t${Priority}\\t${Pre-Depends}, ${Depends}\\n';
	return execFileSync('dpkg-query', ['-W', '-f', format], { maxBuffer: 2 ** 26 })
		.toString()
		.split('\n')
		.flatMap((line): Package[] => {
			const [name = '', essential, priority, needs = ''] = line.split('\t');
			const isMinimal = essential === 'yes' || priority === 'required';
			return name === '' ? [] : [{ name, isMinimal, needs: namesIn(needs) }];
		});
}

/** The names in a list such as `libc6 (>= 2.34), debconf (>= 0.5) | debconf-2.0`. */
function namesIn(list: string): string[] {
	return list
		.split(/[,|]/)
		.map((one) => one.trim().split(/[\s:(]/, 1)[0] ?? '')
		.filter((name) => name !== '');
}

function minimal(packages: readonly Package[]): string[] {
	const byName = new Map(packages.map((one) => [one.name, one]));
	const found = new Set<string>();
	const add = (name: string): void => {
		const one = byName.get(name);
		if (!one || found.has(name)) return;
		found.add(name);
		one.needs.forEach(add);
	};
	packages.filter(({ isMinimal }) => isMinimal).forEach(({ name }) => add(name));
	return [...found];
}

function filesOf(packages: readonly string[]): string[] {
	const lines = execFileSync('dpkg-query', ['-L', ...packages], { maxBuffer: 2 ** 26 });
	const isThere = (path: string): boolean =>
		path.startsWith('/') &&
		path !== '/.' &&
		lstatSync(path, { throwIfNoEntry: false }) !== undefined;
	const isMerged = (path: string): boolean => MERGED.includes(path.slice(1));
	return [...new Set(lines.toString().split('\n'))].filter(
		(path) => isThere(path) && !isMerged(path),
	);
}
