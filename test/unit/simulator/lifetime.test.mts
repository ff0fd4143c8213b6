import axios from 'axios';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { startSimulator } from '../../../simulator/start.mts';
import { gateway, startRig, stopRigs } from './rig.mts';

const repository = resolve(__dirname, '../../..');
const commandLine = ['--import', 'tsx', 'simulator/main.mts'];

afterEach(stopRigs);

it('close ends requests that hang', async () => {
	const rig = await startRig();
	rig.simulator.inject({ effect: { kind: 'hang', when: 'before' } });
	const hanging = rig.post('get').catch((problem: unknown) => problem);
	while (rig.simulator.counters().open === 0) await new Promise(setImmediate);
	await rig.simulator.close();
	expect(axios.isAxiosError(await hanging)).toBe(true);
});

it('a port that is taken is a rejection', async () => {
	const rig = await startRig();
	const port = Number(new URL(rig.simulator.url).port);
	await expect(startSimulator({ port })).rejects.toThrow('EADDRINUSE');
});

it('the same seed makes the same fleet', async () => {
	const trees = await Promise.all(
		[7, 7, 8].map(async (seed) => (await startRig({ seed })).simulator.tree(gateway)),
	);
	const level = 'Device.Optical.Interface.1.OpticalSignalLevel';
	const [first, second, other] = trees.map((tree) => tree[level]?.value);
	expect(first).toBe(second);
	expect(first).not.toBe(other);
});

describe('the command line', () => {
	it('explains itself', () => {
		const help = execFileSync(process.execPath, [...commandLine, '--help'], {
			cwd: repository,
			encoding: 'utf8',
		});
		expect(help).toContain('--dialect <name>');
		expect(help).toContain('/__simulator/');
	});

	it('says where it listens, and ends when asked to', async () => {
		const child = spawn(process.execPath, [...commandLine, '--port', '0', '--token', 'abc'], {
			cwd: repository,
		});
		const line = String(await once(child.stdout, 'data'));
		const [, url = ''] = /(http:\S+\/api\/v1)/.exec(line) ?? [];
		expect(line).toContain('abc');
		expect((await axios.get(`${url}/inventory_device_serial/`, bearer('abc'))).status).toBe(200);
		const ended = once(child, 'exit');
		child.kill('SIGTERM');
		expect(await ended).toEqual([0, null]);
	});
});

function bearer(token: string): { headers: { authorization: string } } {
	return { headers: { authorization: `Bearer ${token}` } };
}
