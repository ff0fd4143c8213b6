import {
	ICredentialsHelper,
	type ICredentialDataDecryptedObject,
	type IHttpRequestOptions,
	type INodeProperties,
} from 'n8n-workflow';
import { ZequenzeControlApi } from '../../../credentials/ZequenzeControlApi.credentials.ts';
import { notPartOfTheHarness } from './notPartOfTheHarness.mts';

/** What a user enters in the credential. */
export interface CredentialData extends ICredentialDataDecryptedObject {
	token: string;
	baseUrl: string;
	authorizationScheme: string;
	ignoreSslIssues: boolean;
}

const type = new ZequenzeControlApi();
const stored = { id: 'credential-1', name: type.displayName };

/** How the nodes of a workflow name the credential. */
export const credentialOfNodes = { [type.name]: stored };

/**
 * Hands out one credential and applies the package's own `authenticate`, as n8n does with what it
 * stores.
 */
export class OneCredential extends ICredentialsHelper {
	readonly #data: CredentialData;

	constructor(data: CredentialData) {
		super();
		this.#data = data;
	}

	override async getDecrypted(
		...[, { id }, name]: Parameters<ICredentialsHelper['getDecrypted']>
	): Promise<ICredentialDataDecryptedObject> {
		if (id !== stored.id || name !== type.name) {
			throw new Error(`There is no credential ${id} of type ${name}`);
		}
		return { ...this.#data };
	}

	override async authenticate(
		data: ICredentialDataDecryptedObject,
		name: string,
		request: Parameters<ICredentialsHelper['authenticate']>[2],
	): Promise<IHttpRequestOptions> {
		if (name !== type.name || !('url' in request)) {
			throw new Error(`No such request can be made with the credential type ${name}`);
		}
		return await type.authenticate(data, request);
	}

	override getParentTypes(): string[] {
		return [];
	}

	override isCredentialUsableByNode(): boolean {
		return true;
	}

	override getCredentialsProperties(): INodeProperties[] {
		return type.properties;
	}

	/** The type has none. */
	override async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	override runPreAuthentication(): never {
		return notPartOfTheHarness('runPreAuthentication')();
	}

	override getCredentials(): never {
		return notPartOfTheHarness('getCredentials')();
	}

	override updateCredentials(): never {
		return notPartOfTheHarness('updateCredentials')();
	}

	override updateCredentialsOauthTokenData(): never {
		return notPartOfTheHarness('updateCredentialsOauthTokenData')();
	}
}
