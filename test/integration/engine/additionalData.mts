// First: n8n reads its settings when it is loaded.
import './homeOfN8n.mts';

import { ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { OneCredential, type CredentialData } from './credential.mts';
import { notPartOfTheHarness } from './notPartOfTheHarness.mts';

const nowhere = 'http://n8n.invalid/';

/**
 * What n8n hands to its engine beside the workflow: one credential, and nothing that reaches out of
 * the test.
 */
export function additionalData(credential: CredentialData): IWorkflowExecuteAdditionalData {
	return {
		credentialsHelper: new OneCredential(credential),
		externalSecretsProxy: new ExternalSecretsProxy(),
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: nowhere,
		instanceBaseUrl: nowhere,
		formBaseUrl: nowhere,
		formWaitingBaseUrl: nowhere,
		formTestBaseUrl: nowhere,
		webhookBaseUrl: nowhere,
		webhookWaitingBaseUrl: nowhere,
		webhookTestBaseUrl: nowhere,
		mcpBaseUrl: nowhere,
		mcpTestBaseUrl: nowhere,
		executeWorkflow: notPartOfTheHarness('executeWorkflow'),
		getRunExecutionData: notPartOfTheHarness('getRunExecutionData'),
		getRuntimeCredential: notPartOfTheHarness('getRuntimeCredential'),
		startRunnerTask: notPartOfTheHarness('startRunnerTask'),
		logAiEvent: notPartOfTheHarness('logAiEvent'),
	};
}
