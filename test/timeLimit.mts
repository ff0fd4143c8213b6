/**
 * Only ends what hangs. On a busy machine a poll, the start of n8n or a browser takes many times as
 * long as usual, and no test is about how long.
 */
jest.setTimeout(240_000);
