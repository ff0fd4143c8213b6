import type { OperationName } from '../../../simulator/fleet/rpc.mts';
import { KNOWN, SKIPPING, UNKNOWN } from '../../unit/actions/hostileServers.mts';
import { FAULTS, HARMFUL_ANSWERS, type Fault } from './faults.mts';
import {
	acting,
	ensuring,
	READERS,
	reading,
	scheduling,
	STEPS,
	type Persistence,
	type ReaderName,
	type Step,
} from './rules.mts';

const CHANGES: readonly OperationName[] = ['set', 'add.obj', 'del.obj'];

const made = ['none', '1 operation', '2 operations'];

function scheduledCell(
	operations: readonly OperationName[],
	persistence: Persistence,
	fault: Fault,
): string {
	const cells = operations.map((operation) => {
		const { sees, operations: count } = scheduling(operation, persistence, fault);
		return `${sees === 'scheduled' ? 'scheduled' : `\`${sees}\``}; ${made[count] ?? count}`;
	});
	const [cell = ''] = new Set(cells);
	if (cells.some((other) => other !== cell)) throw new Error('They do not share a column');
	return cell;
}

function actingCell(persistence: Persistence, fault: Fault): string {
	const { sees, times } = acting(persistence, fault);
	return `${sees === 'scheduled' ? 'scheduled' : `\`${sees}\``}; ${times === 0 ? 'not done' : 'done once'}`;
}

function ensuringCell(step: Step, fault: Fault): string {
	const { sees, sets, setsIfUnknown } = ensuring(step, fault);
	if (setsIfUnknown !== undefined) return `${sees}, or \`unknown_delivery\``;
	return sees === 'changed' ? sees : `\`${sees}\`; ${sets === 0 ? 'no change' : 'changed'}`;
}

function readingCell(reader: ReaderName, fault: Fault): string {
	const seen = reading(reader, fault);
	return seen === 'result' || seen === 'nothing' ? seen : `\`${seen}\``;
}

function table(head: readonly string[], rows: ReadonlyArray<readonly string[]>): string {
	const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
	return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

function meaningCell({ meaning, remark }: Fault): string {
	const says = meaning.kind === 'harmless' ? '' : `“${meaning.says}…”`;
	return [says, remark].filter(Boolean).join(' ');
}

const readers = Object.keys(READERS).filter((name): name is ReaderName => name in READERS);

const PARTS = [
	'# What a fault does',
	'Every request that the nodes send, and everything that may happen to it. Written by `npm run fault-matrix` from the rules in `test/integration/faultMatrix/`; the integration tests make each of these faults happen and hold the nodes to each cell.',
	'## Scheduling',
	'Left of the semicolon what the user sees: `scheduled`, or the `code` of the error; right of it how many operations the server has in the end. The same is scheduled on a device before and on one after it, whose requests go well. _Once_: only the first request for the device meets the fault. _Lasting_: every one does, with one retry. The list of operations can be read.',
	table(
		[
			'fault',
			'`get`, once',
			'`get`, lasting',
			'`set`, `add.obj`, `del.obj`, once',
			'`set`, `add.obj`, `del.obj`, lasting',
		],
		FAULTS.map((fault) => [
			fault.name,
			scheduledCell(['get'], 'once', fault),
			scheduledCell(['get'], 'lasting', fault),
			scheduledCell(CHANGES, 'once', fault),
			scheduledCell(CHANGES, 'lasting', fault),
		]),
	),
	'A `get` may be made twice, because reading twice does no harm. A change never is: where its answer is lost, it is looked up in the list, adopted where it is found, and sent again only where the list proves that it is not there. The list is believed only about what it shows as it shows its witnesses: changes of the same kind that the server accepted, before and after. Without one the error is `unknown_delivery`, so it is for one device alone, unless an earlier execution is a witness. After a time-out no list can prove that nothing was made.',
	'## Lists that show operations in a way of their own',
	'A change on twenty devices, of which one was taken without a reply and one never arrived; the server shows its list so. The unit tests of `test/unit/actions/hostileServers` hold the node to each row, for `set` and `add.obj`: no device gets the change twice, and no ID is reported that is not that of the change.',
	table(
		['a server', 'taken without a reply', 'never arrived'],
		[
			...KNOWN.map(([habit]) => [habit, 'adopted', 'sent again, once']),
			...UNKNOWN.map(([habit]) => [habit, '`unknown_delivery`', '`unknown_delivery`']),
		],
	),
	'Skip Devices With the Same Operation, on a server whose list already holds the change for each of the devices: a second run sends nothing, on any of these. What cannot be compared holds the device back, and the item says so.',
	table(
		['a server'],
		SKIPPING.map(([habit]) => [habit]),
	),
	'## Actions on devices',
	'A reboot, a reset or a synchronization (Device > Run Action), and how often the device does it in the end. No list shows actions, so one whose answer is lost is never sent again: the error says that it may have been taken.',
	table(
		['fault', 'once', 'lasting'],
		FAULTS.map((fault) => [fault.name, actingCell('once', fault), actingCell('lasting', fault)]),
	),
	'## Ensuring values',
	'Ensure Variables reads, sets what differs and reads again; the request of one of these steps meets the fault, once. Left what the user sees, the verdict or the `code` of the error, right what became of the device. Whatever it is, the next run finds the device `compliant` or changes it, and in the end it was sent exactly one change. A change of which nobody can tell whether it was taken is found out by another device that is changed later, where there is one.',
	table(
		['fault', ...STEPS.map((step) => `in the step ${step}`)],
		HARMFUL_ANSWERS.map((fault) => [fault.name, ...STEPS.map((step) => ensuringCell(step, fault))]),
	),
	'## Reading',
	'The fault lasts. _nothing_ is no item and no error: that is what a 404 means for a list (for cached values, an item without any); the search for variables goes on with its own catalogue; the server report tells in its result of whatever is answered; the trigger waits for its next poll and tells of a failure that may pass only when it meets it three times in a row.',
	table(
		['fault', ...readers],
		FAULTS.map((fault) => [fault.name, ...readers.map((reader) => readingCell(reader, fault))]),
	),
	'## What the user reads',
	table(
		['fault', 'message, and remarks'],
		FAULTS.map((fault) => [fault.name, meaningCell(fault)]).filter(([, text]) => text !== ''),
	),
	'Each message goes on with the cause (the status, the system’s word for the failure of the network, the server’s own words), and each error tells what to do about it.',
];

/** The page in docs, as Markdown that is not laid out yet. */
export const FAULT_MATRIX_PAGE = `${PARTS.join('\n\n')}\n`;
