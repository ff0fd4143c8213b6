import { officePrefix } from '../routes.mts';
import { slackToken } from './slackProxy.mts';

/** A credential of n8n as its editor saves it. */
export interface OfficeCredential {
	name: string;
	type: string;
	data: Record<string, string>;
}

/**
 * The credentials with which n8n's own nodes write to the office of the simulator that has this
 * URL: Jira by its domain, Slack through the proxy of {@link startSlackProxy}.
 */
export function officeCredentials(simulatorUrl: string): OfficeCredential[] {
	return [
		{
			name: 'Simulated Jira',
			type: 'jiraSoftwareCloudApi',
			data: {
				email: 'operations@example.com',
				apiToken: 'simulated',
				domain: new URL(`${officePrefix}/jira`, simulatorUrl).href,
			},
		},
		{ name: 'Simulated Slack', type: 'slackApi', data: { accessToken: slackToken(simulatorUrl) } },
	];
}
