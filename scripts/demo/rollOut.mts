import { FormVisit, sendForm } from '../../host/forms.mts';
import { scheduled } from '../../host/pollTimes.mts';
import { publish } from '../../host/published.mts';
import type { WorkflowDraft } from '../../host/restClient.mts';
import type { N8n } from '../../host/startN8n.mts';
import type { Simulator } from '../../simulator/start.mts';
import { SECONDS_BETWEEN_POLLS, type Shelf } from './shelf.mts';

/** The file of examples/ that a roll-out is. */
export const ROLL_OUT = 'roll-out.json';
const BOARD = { file: 'roll-out-board.json', path: 'webhook/roll-out-board' };

/** Whether a file of examples/ works on the table of that roll-out, and so on its devices. */
export const isAboutRollOut = (file: string): boolean => file.startsWith('roll-out');

/**
 * Every fifth device is of a model that lacks it: not the first, so that only the second wave shows
 * that.
 */
const ANSWERS = {
	variable: 'Device.ManagementServer.PeriodicInformInterval',
	value: '900',
	waves: '1, 10 %, 25 %, rest',
};

/** The workflow with a first wave of the first device. */
function inGivenOrder(draft: WorkflowDraft): WorkflowDraft {
	const nodes = draft.nodes.map((node) => {
		if (!('name' in node && node.name === 'Next Wave' && 'parameters' in node)) return node;
		const parameters = Object(node.parameters);
		const rollOutOptions = { ...Object(parameters.rollOutOptions), order: 'given' };
		return { ...node, parameters: { ...parameters, rollOutOptions } };
	});
	return { ...draft, nodes };
}

/**
 * Starts a roll-out on all devices of a simulated CONTROL, as a person does with its form; returns
 * the address of the page on which it is seen.
 */
export async function startRollOut(n8n: N8n, shelf: Shelf, simulator: Simulator): Promise<string> {
	const form = (address: string) => `${n8n.url}/form/${address}`;
	const draft = inGivenOrder(scheduled(shelf.draft(ROLL_OUT), SECONDS_BETWEEN_POLLS));
	const { address } = await publish(
		n8n.rest,
		draft,
		async (opened) => await FormVisit.isOpen(form(opened)),
	);
	const { variable, value, waves } = ANSWERS;
	const data = new FormData();
	const fields = [simulator.serials().join('\n'), variable, value, waves];
	fields.forEach((field, nth) => data.set(`field-${nth}`, field));
	await sendForm(form(address), data);
	const board = await shelf.take(BOARD.file);
	await n8n.rest.activate(board.id);
	return new URL(BOARD.path, n8n.url).href;
}
