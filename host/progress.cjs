// @ts-check
/** Plain JavaScript, because it tells how the packages come in that could run TypeScript. */

const TERMINAL_EVERY_MS = 1_000;
const LOG_EVERY_MS = 20_000;

/**
 * Prints what is going on and for how long while `work` runs: on one line that changes on a
 * terminal, on a new line every 20 s in a log. `detail` adds what can be told about how far it is.
 * @template Result
 * @param {string} title
 * @param {() => Promise<Result>} work
 * @param {() => string} [detail]
 * @returns {Promise<Result>}
 */
async function withProgress(title, work, detail = () => '') {
	const { stdout } = process;
	const startedAt = Date.now();
	const line = () => {
		const seconds = Math.round((Date.now() - startedAt) / 1000);
		return [`${title}: ${seconds} s`, detail()].filter(Boolean).join(', ');
	};
	console.log(title);
	const show = () =>
		stdout.isTTY ? stdout.write(`\r\u001b[K${line()}`) : console.log(`  … ${line()}`);
	const timer = setInterval(show, stdout.isTTY ? TERMINAL_EVERY_MS : LOG_EVERY_MS);
	try {
		return await work();
	} finally {
		clearInterval(timer);
		console.log(`${stdout.isTTY ? '\r\u001b[K' : ''}${line()}`);
	}
}

module.exports = { withProgress };
