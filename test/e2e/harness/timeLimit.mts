/** Starting n8n or a browser takes seconds, a poll of the trigger up to a minute. */
jest.setTimeout(120_000);
