import { itemsOf } from '../../../host/execution.mts';
import type { RestClient, WorkflowDraft } from '../../../host/restClient.mts';
import { chain, MANUAL, type NodeDraft } from './workflow.mts';

/** The columns that the examples of roll-outs keep, by their types. */
const COLUMNS = {
	serial_number: 'string',
	variable_name: 'string',
	value: 'string',
	waves: 'string',
	wave: 'number',
	state: 'string',
	transaction_id: 'string',
	claimed_at: 'date',
	ended_at: 'date',
	fault: 'string',
	before: 'string',
	last_wave: 'string',
};

/** A device of a roll-out, as far as a test says something of it. */
export type Row = Partial<Record<keyof typeof COLUMNS, string | number>>;

/** A table of n8n like that of the examples, under a name of its own: tests run side by side. */
export class RollOutTable {
	constructor(
		private readonly rest: RestClient,
		private readonly name: string,
	) {}

	/** Puts the rows into the table in place of all others, as the workflow of the roll-out does. */
	async fill(rows: readonly Row[]): Promise<void> {
		const column = Object.entries(COLUMNS).map(([name, type]) => ({ name, type }));
		const jsCode = `return ${JSON.stringify(rows)}.map((json) => ({ json }));`;
		await this.run(
			'Fill the table',
			this.node('Table', {
				resource: 'table',
				operation: 'create',
				tableName: this.name,
				columns: { column },
				options: { createIfNotExists: true },
			}),
			{
				...this.node('Empty', { resource: 'table', operation: 'clear', options: {} }),
				typeVersion: 1.1,
			},
			{ name: 'Made', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } },
			this.node('Row', {
				resource: 'row',
				operation: 'insert',
				columns: { mappingMode: 'autoMapInputData', value: null },
			}),
		);
	}

	/** What is in the table now. */
	async rows(): Promise<Array<Record<string, unknown>>> {
		const reader = this.node('Rows', { resource: 'row', operation: 'get', returnAll: true });
		return await this.run('Read the table', reader);
	}

	/** The example on this table. */
	under(draft: WorkflowDraft): WorkflowDraft {
		const nodes = draft.nodes.map((node) => {
			const { parameters } = { parameters: {}, ...node };
			const { dataTableId } = { dataTableId: undefined, ...Object(parameters) };
			return dataTableId ? { ...node, parameters: { ...parameters, ...this.reference } } : node;
		});
		return { ...draft, nodes };
	}

	private get reference() {
		return { dataTableId: { __rl: true, mode: 'name', value: this.name } };
	}

	private node(name: string, parameters: object): NodeDraft {
		return {
			name,
			type: 'n8n-nodes-base.dataTable',
			parameters: { ...this.reference, ...parameters },
		};
	}

	/** Runs nodes one after the other, and returns what the last one put out. */
	private async run(
		title: string,
		...nodes: readonly NodeDraft[]
	): Promise<Array<Record<string, unknown>>> {
		const { id } = await this.rest.createWorkflow(chain(title, MANUAL, ...nodes));
		const execution = await this.rest.runToEnd(id);
		expect(execution.error).toBeUndefined();
		await this.rest.deleteWorkflow(id);
		return itemsOf(execution, nodes.at(-1)?.name ?? '').map(({ json }) => json);
	}
}
