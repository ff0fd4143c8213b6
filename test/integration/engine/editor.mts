// First: n8n reads its settings when it is loaded.
import './homeOfN8n.mts';

import { CredentialTestContext, LoadOptionsContext } from 'n8n-core';
import type { INodeCredentialTestResult, INodeListSearchResult } from 'n8n-workflow';
import { additionalData } from './additionalData.mts';
import { credentialOfNodes, type CredentialData } from './credential.mts';
import { nodeTypes } from './nodeTypes.mts';
import { controlNode, workflowOf } from './workflow.mts';

const TYPE = 'zequenzeControl';

/** What the editor shows after "Test" in the credential. */
export async function testCredential(data: CredentialData): Promise<INodeCredentialTestResult> {
	const [link] = Object.entries(credentialOfNodes);
	const { credentials = [], name } = nodeTypes.getByNameAndVersion(TYPE).description;
	const testedBy = credentials.find((credential) => credential.name === link?.[0])?.testedBy;
	const test = nodeTypes.getByNameAndVersion(TYPE).methods?.credentialTest?.[String(testedBy)];
	if (!link || !test) throw new Error(`${name} does not say how its credential is tested`);
	const [type, { id, name: title }] = link;
	const context = new CredentialTestContext(additionalData(data));
	return await test.call(context, { id, name: title, type, data });
}

/** What the editor offers in a list, with this text in its search field. */
export async function searchList(
	data: CredentialData,
	method: string,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const search = nodeTypes.getByNameAndVersion(TYPE).methods?.listSearch?.[method];
	if (!search) throw new Error(`The node has no list search ${method}`);
	const node = controlNode(TYPE, {});
	const context = new LoadOptionsContext(workflowOf(node), node, additionalData(data), '');
	return await search.call(context, filter, paginationToken);
}
