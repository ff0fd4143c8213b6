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
	testMatch: [`<rootDir>/test/${name}/**/*.test.mts`],
	moduleFileExtensions: ['ts', 'mts', 'mjs', 'js', 'cjs', 'json', 'node'],
	modulePathIgnorePatterns: ['<rootDir>/host/n8n/', '<rootDir>/dist/', '<rootDir>/artifacts/'],
	transform,
});

const harness = '<rootDir>/test/e2e/harness';

module.exports = {
	projects: [
		floor('unit'),
		floor('integration'),
		{
			...floor('e2e'),
			globalSetup: `${harness}/globalSetup.mts`,
			globalTeardown: `${harness}/globalTeardown.mts`,
			setupFilesAfterEnv: [`${harness}/patience.mts`],
		},
	],
};
