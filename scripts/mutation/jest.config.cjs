const { projects } = require('../../jest.config.cjs');

/** The unit tests alone; the tool knows only a single project. */
module.exports = {
	...projects.find(({ displayName }) => displayName === 'unit'),
	rootDir: '../..',
};
