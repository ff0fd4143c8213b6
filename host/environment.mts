/** Where one n8n keeps its data and listens. */
export interface N8nPlace {
	userFolder: string;
	port: number;
	brokerPort: number;
}

/**
 * With these n8n looks nothing up outside and reports nothing: tests must not depend on the
 * internet.
 */
const SILENCE = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DIAGNOSTICS_CONFIG_FRONTEND: '',
	N8N_DIAGNOSTICS_CONFIG_BACKEND: '',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/** Settings of the caller that would lead this n8n to somebody else's data. */
const INHERITED = /^(N8N|DB|EXECUTIONS|QUEUE|CREDENTIALS|WEBHOOK|NODE_OPTIONS|JEST)(_|$)/;

const LOOPBACK = '127.0.0.1,localhost';

/**
 * What keeps requests to this machine from a proxy that the caller's environment names, beside its
 * own exceptions.
 */
export function loopbackWithoutProxy(): { NO_PROXY: string; no_proxy: string } {
	const own = process.env.NO_PROXY ?? process.env.no_proxy;
	const names = own ? `${own},${LOOPBACK}` : LOOPBACK;
	return { NO_PROXY: names, no_proxy: names };
}

/**
 * The environment of an n8n for tests: bound to the loopback address, silent towards the outside.
 * What `extra` names wins over everything here.
 */
export function n8nEnvironment(
	{ userFolder, port, brokerPort }: N8nPlace,
	extra: Record<string, string> = {},
): NodeJS.ProcessEnv {
	const inherited = Object.entries(process.env).filter(([name]) => !INHERITED.test(name));
	return {
		...Object.fromEntries(inherited),
		...loopbackWithoutProxy(),
		...SILENCE,
		NODE_ENV: 'production',
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: '127.0.0.1',
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_PORT: String(port),
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
		N8N_SECURE_COOKIE: 'false',
		N8N_ENCRYPTION_KEY: 'only-simulated-devices-live-here',
		...extra,
	};
}
