import type { INodeProperties } from 'n8n-workflow';

/**
 * The field of the tool variant that holds what models are told; its builder may write something
 * better for the case.
 */
export function toolDescriptionField(text: string): INodeProperties {
	return {
		displayName: 'Tool Description',
		name: 'toolDescription',
		type: 'string',
		typeOptions: { rows: 5 },
		required: true,
		default: text,
		displayOptions: { show: { '@tool': [true] } },
		description:
			'What the model is told about this tool. Say here what it is for in your workflow, and what it must not be used for.',
	};
}
