import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodePropertyOptions,
} from 'n8n-workflow';

/**
 * What a user may do with a resource: its entry in the list, its fields, and the code behind them.
 */
export interface NodeOperation {
	option: Required<Pick<INodePropertyOptions, 'name' | 'value' | 'action' | 'description'>>;
	/**
	 * What a model is told about the tool that this makes; providers of models take at most 1024
	 * characters.
	 */
	toolDescription: string;
	/** Shown only while this operation is chosen. */
	fields: INodeProperties[];
	/**
	 * Works on all input items at once and returns one or more output items for each, in input order.
	 */
	execute: (context: IExecuteFunctions) => Promise<INodeExecutionData[]>;
}

/** A kind of thing that CONTROL knows, and what one may do with it. */
export interface Resource {
	name: string;
	value: string;
	defaultOperation: string;
	operations: readonly NodeOperation[];
}
