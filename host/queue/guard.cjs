/**
 * Runs a server that is no Node.js program, and ends it as soon as the process that started this
 * one lets go of it or is gone, however that ended. Started with one argument: what to run and as
 * whom, in JSON.
 */
const { spawn } = require('node:child_process');

const { command, args, cwd, uid, gid } = JSON.parse(process.argv[2]);

// PostgreSQL takes SIGTERM for "when the last client has left", SIGINT for "now".
const end = () => server.kill('SIGINT');

const server = spawn(command, args, { cwd, uid, gid, stdio: ['ignore', 'inherit', 'inherit'] });
server.once('error', (problem) => {
	console.error(problem.message);
	process.exit(1);
});
server.once('exit', (code) => process.exit(code ?? 1));

process.once('disconnect', end);
// A terminal's Ctrl-C goes to all processes, and this one has to outlast the server.
process.on('SIGINT', () => {});
process.once('SIGTERM', end);
