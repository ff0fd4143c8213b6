const { rm } = require('node:fs/promises');
const { Transform } = require('node:stream');
const { dest, parallel, src } = require('gulp');

const into = (folder) => dest(`dist/${folder}`, { encoding: false });

/** Removes what an earlier build left, so that dist holds only what this one makes. */
const clean = () => rm('dist', { recursive: true, force: true });

/** n8n reads icons beside the compiled files that name them. */
const icons = () => src('icons/*.svg', { encoding: false }).pipe(into('icons'));

/** A preview that several operations share is named after all of them, e.g. `get+getMany.json`: each gets a copy. */
const oneForEachName = () =>
	new Transform({
		objectMode: true,
		transform(file, _encoding, done) {
			for (const name of file.stem.split('+')) {
				const copy = file.clone();
				copy.stem = name;
				this.push(copy);
			}
			done();
		},
	});

/** Codex files and output previews, which n8n finds next to each compiled node. */
const descriptions = () =>
	src('nodes/**/*.json', { base: 'nodes', encoding: false })
		.pipe(oneForEachName())
		.pipe(into('nodes'));

exports.clean = clean;
exports.assets = parallel(icons, descriptions);
