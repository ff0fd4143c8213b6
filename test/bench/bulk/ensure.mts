import axios from 'axios';
import { setTimeout as delay } from 'node:timers/promises';
import { itemsOf } from '../../../host/execution.mts';
import { controlNode } from '../../e2e/harness/oneNode.mts';
import { chain, MANUAL, type NodeDraft } from '../../e2e/harness/workflow.mts';
import { grouped } from '../../optionGroups.mts';
import { markdownTable } from '../markdown.mts';
import type { BenchedN8n, Rig } from '../rig.mts';

export const DEVICES = 5_000;

/** Every fifth of the fleet has the other data model. */
export const FLEET = (DEVICES * 5) / 4;

const SERIALS = Array.from({ length: FLEET }, (_, nth) => nth + 1)
	.filter((nth) => nth % 5 !== 0)
	.map((nth) => `SN${String(nth).padStart(6, '0')}`);

/** Seconds between two contacts of a device. */
export const INFORMS_EVERY = 2;

/** One in so many differs from what is wanted. */
const ONE_IN = 100;

const LATENCY_MS = 50;
const ROUNDS = 3;
const PATH = 'Device.Time.NTPServer1';
const WANTED = 'ntp.example.net';

/** One way to bring the fleet to what is wanted. */
interface Way {
	title: string;
	nodes: (n8n: BenchedN8n) => NodeDraft[];
}

const device = { __rl: true, mode: 'serialNumber', value: '={{ $json.serial_number }}' };

const onAll = { target: 'list', serialNumbers: SERIALS.join() };

const common = {
	resource: 'deviceOperation',
	specifyVariables: 'json',
	waitForCompletion: true,
};

const READ = grouped({ ...common, operation: 'get', ...onAll, variablesJson: `["${PATH}"]` });

const SET = grouped({
	...common,
	operation: 'set',
	target: 'device',
	device,
	variablesJson: JSON.stringify({ [PATH]: WANTED }),
});

const ENSURE = grouped({
	...common,
	operation: 'ensure',
	ensureMode: 'apply',
	...onAll,
	variablesJson: JSON.stringify({ [PATH]: WANTED }),
});

const WAYS: readonly Way[] = [
	{
		title: 'Get Variables on all, Filter, Set Variables on those that differ',
		nodes: ({ credentials }) => [
			controlNode('Read', READ, credentials),
			{
				name: 'Differ',
				type: 'n8n-nodes-base.code',
				typeVersion: 2,
				parameters: {
					jsCode: `return items.filter(({ json }) => json.values['${PATH}'] !== '${WANTED}').map(({ json }) => ({ json: { serial_number: json.serial_number } }));`,
				},
			},
			controlNode('Set', SET, credentials),
		],
	},
	{
		title: 'Ensure Variables, which also proves by reading again',
		nodes: ({ credentials }) => [controlNode('Ensure', ENSURE, credentials)],
	},
];

/** What one way did in one round. */
interface Round {
	way: Way;
	seconds: number;
	sets: number;
}

/** Runs both ways in turns on a fleet of which one device in a hundred differs. */
export async function ensureRounds(rig: Rig, n8n: BenchedN8n): Promise<Round[]> {
	const rounds: Round[] = [];
	for (let nth = 0; nth < ROUNDS; nth += 1) {
		for (const way of WAYS) {
			await makeSomeDiffer(rig);
			const draft = chain(way.title, MANUAL, ...way.nodes(n8n));
			const { id } = await n8n.rest.createWorkflow(draft);
			const execution = await n8n.rest.runToEnd(id);
			const names = draft.nodes.map((node) => String(Object(node).name)).slice(1);
			const ms = names.reduce(
				(sum, name) => sum + (execution.runs[name]?.[0]?.milliseconds ?? NaN),
				0,
			);
			const sets = (await rig.control.operations()).filter(({ operation }) => operation === 'set');
			const ended = itemsOf(execution, names.at(-1) ?? '').length;
			console.log(
				`  ${way.title}: ${execution.status}, ${ms} ms, ${sets.length} sets, ${ended} items`,
			);
			rounds.push({ way, seconds: ms / 1000, sets: sets.length });
			await n8n.rest.deleteWorkflow(id);
		}
	}
	return rounds;
}

/** All have what is wanted but one in a hundred; nothing is counted. */
async function makeSomeDiffer({ control }: Rig): Promise<void> {
	await control.prepare({ latency: 0 }, []);
	const client = axios.create({
		baseURL: control.url,
		proxy: false,
		headers: { authorization: `Bearer ${control.token}` },
	});
	for (const [nth, serial_number] of SERIALS.entries()) {
		const value = nth % ONE_IN === 0 ? 'old.example.net' : WANTED;
		await client.post('/inventory_device_serial_headless_operation/', {
			serial_number,
			operation: 'set',
			variables: [{ variable_name: PATH, value, value_type: 'string' }],
		});
	}
	await delay((2 * INFORMS_EVERY + 1) * 1000);
	await control.prepare({ latency: LATENCY_MS }, []);
}

/** The time of both ways, and how many devices they changed. */
export function ensureTable(rounds: readonly Round[]): string {
	const rows = WAYS.map((way) => {
		const own = rounds.filter((round) => round.way === way);
		const times = own.map(({ seconds }) => seconds).sort((one, other) => one - other);
		return { way, seconds: times[Math.floor(times.length / 2)] ?? NaN, sets: own[0]?.sets ?? NaN };
	});
	const reference = rows[0]?.seconds ?? NaN;
	return markdownTable<(typeof rows)[number]>(
		[
			{
				title: `${DEVICES.toLocaleString('en')} devices, 1 % differ, ${LATENCY_MS} ms`,
				cell: ({ way }) => way.title,
			},
			{ title: 'Time (s)', cell: ({ seconds }) => seconds },
			{ title: 'Time, ratio', cell: ({ seconds }) => seconds / reference },
			{ title: 'Devices changed', cell: ({ sets }) => sets },
		],
		rows,
	);
}
