import type { INodeProperties } from 'n8n-workflow';

import { extraStatusWords, outputOption, showSecretsOption } from '../../fields/outputFields';
import { updateStatusOption } from '../../fields/updateStatusOption';

type Options = INodeProperties & { options: INodeProperties[] };

/** The options of all operations on transactions, and what one of them has `more`. */
export function transactionOptions(...more: INodeProperties[]): Options {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add Option',
		default: {},
		options: [extraStatusWords, outputOption, showSecretsOption, updateStatusOption, ...more],
	};
}
