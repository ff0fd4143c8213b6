import type {
	Icon,
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';

import { authorizationHeader } from '../nodes/ZequenzeControl/control/wire/authorization';
import { PRODUCTION_BASE_URL } from '../nodes/ZequenzeControl/control/wire/baseUrl';

export class ZequenzeControlApi implements ICredentialType {
	name = 'zequenzeControlApi';

	displayName = 'Zequenze CONTROL API';

	icon: Icon = { light: 'file:../icons/zequenze.svg', dark: 'file:../icons/zequenze.dark.svg' };

	documentationUrl = 'https://github.com/zequenze/n8n-nodes-zequenze?tab=readme-ov-file#credential';

	properties: INodeProperties[] = [
		{
			displayName: 'API Token',
			name: 'token',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The token from the administration panel of the CONTROL portal',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: PRODUCTION_BASE_URL,
			placeholder: `e.g. ${PRODUCTION_BASE_URL}`,
			description: 'Where CONTROL answers. A bare host name is completed with https and /api/v1.',
		},
		{
			displayName: 'Authorization Scheme',
			name: 'authorizationScheme',
			type: 'options',
			default: 'bearer',
			options: [
				{ name: 'Bearer', value: 'bearer', description: 'Authorization: Bearer YOUR-TOKEN' },
				{ name: 'None (Bare Token)', value: 'none', description: 'Authorization: YOUR-TOKEN' },
				{ name: 'Token', value: 'token', description: 'Authorization: Token YOUR-TOKEN' },
			],
			description: 'The word that your server expects before the token',
		},
		{
			displayName: 'Ignore SSL Issues (Insecure)',
			name: 'ignoreSslIssues',
			type: 'boolean',
			default: false,
			description:
				'Whether to connect even if the certificate of the server cannot be verified, e.g. because it is self-signed',
		},
	];

	/**
	 * A function rather than a template: n8n evaluates templates anew for every request of a bulk
	 * run.
	 */
	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => ({
		...request,
		headers: {
			...request.headers,
			Authorization: authorizationHeader(credentials.authorizationScheme, credentials.token),
		},
	});
}
