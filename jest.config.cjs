/** TypeScript through SWC: types are checked by `npm run typecheck`, not here. */
const transform = {
	'^.+\\.m?ts$': [
		'@swc/jest',
		{
			jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
			module: { type: 'commonjs' },
		},
	],
};

/** One project a floor of the test house; each runs on its own with `--selectProjects`. */
const floor = (name) => ({
	displayName: name,
	testEnvironment: 'node',
	setupFiles: ['<rootDir>/test/withoutProxy.mts'],
	setupFilesAfterEnv: ['<rootDir>/test/timeLimit.mts'],
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	moduleFileExtensions: ['ts', 'mts', 'mjs', 'js', 'cjs', 'json', 'node'],
	modulePathIgnorePatterns: ['<rootDir>/host/n8n/', '<rootDir>/dist/', '<rootDir>/artifacts/'],
	transform,
});

const harness = '<rootDir>/test/e2e/harness';

/** What is tried on several engines is the package as it is published, not its sources. */
const packed = '<rootDir>/artifacts/compatibility/package/dist';
const asPublished = {
	'^.+/nodes/ZequenzeControl/([\\w.]+\\.node)\\.ts$': `${packed}/nodes/ZequenzeControl/$1.js`,
	'^.+/credentials/([\\w.]+\\.credentials)\\.ts$': `${packed}/credentials/$1.js`,
};

/** The engine of the oldest supported n8n in place of the newest. */
const oldestEngine = {
	'^n8n-core$': '<rootDir>/test/compatibility/harness/oldestCore.cjs',
	'^n8n-workflow$': '<rootDir>/host/n8n-1/node_modules/n8n-workflow',
};

/**
 * Tests that hold on every engine; each needs the package unpacked, which `npm test --
 * compatibility` sees to.
 */
const onEngine = (displayName, testMatch, moduleNameMapper) => ({
	...floor('compatibility'),
	displayName,
	testMatch,
	// There is one package of this name for jest, and it is the repository.
	modulePathIgnorePatterns: [
		'<rootDir>/host/n8n/',
		'<rootDir>/dist/',
		'<rootDir>/artifacts/.+\\.json$',
	],
	moduleNameMapper,
});

const features = ['<rootDir>/test/compatibility/*.test.mts'];

/**
 * The integration tests that say what the nodes promise; what they promise, they promise on every
 * engine.
 */
const promises = [
	'badAnswers',
	'badInput',
	'credentialTest',
	'desired',
	'dialects',
	'listSearch',
	'lists',
	'lostReplies',
	'output',
	'perItem',
	'rerun',
	'targets',
	'trigger',
	'waiting',
].map((name) => `<rootDir>/test/integration/${name}.test.mts`);

/** Tests of the tests' own server: not in the quick loop. */
const SIMULATOR = '<rootDir>/test/unit/simulator/';

module.exports = {
	projects: [
		{ ...floor('unit'), testPathIgnorePatterns: [SIMULATOR, '/node_modules/'] },
		{
			...floor('simulator'),
			testMatch: [`${SIMULATOR}**/*.test.mts`],
		},
		floor('integration'),
		{
			...floor('e2e'),
			globalSetup: `${harness}/globalSetup.mts`,
			globalTeardown: `${harness}/globalTeardown.mts`,
		},
		onEngine('compatibility-newest', features, asPublished),
		onEngine('compatibility-oldest', features, { ...asPublished, ...oldestEngine }),
		onEngine('integration-oldest', promises, { ...asPublished, ...oldestEngine }),
		{
			...floor('queue'),
			globalSetup: '<rootDir>/test/queue/harness/globalSetup.mts',
		},
	],
};
