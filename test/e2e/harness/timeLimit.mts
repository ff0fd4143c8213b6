/**
 * Only ends what hangs: starting n8n takes seconds and a poll of the trigger up to a minute, on a busy machine many times
 * as long.
 */
jest.setTimeout(900_000);
