import { PassThrough, Readable } from 'node:stream';
import { BodyReader } from '../../../nodes/ZequenzeControl/control/wire/answerBody';

/** Time that passes as fast as it is slept. */
class FastTimer {
	private time = 0;

	sleeps = 0;

	readonly now = (): number => this.time;

	readonly sleep = async (ms: number): Promise<void> => {
		this.time += ms;
		this.sleeps += 1;
		await new Promise((resolve) => setImmediate(resolve));
	};
}

const LIMITS = { maxBytes: 1_000, timeoutMs: 1_000 };

const read = async (source: unknown, limits = LIMITS) => {
	const { end, text } = await new BodyReader(new FastTimer()).read(source, limits);
	return { end, text: text() };
};

const chunked = (...parts: Array<string | number[]>): Readable =>
	Readable.from(
		parts.map((part) => Buffer.from(part)),
		{ objectMode: false },
	);

it('a body is put together from its parts, also where they split a letter', async () => {
	const [first = 0, second = 0] = Buffer.from('ü');
	expect(await read(chunked('{"n":"', [first], [second], '"}'))).toEqual({
		end: 'whole',
		text: '{"n":"ü"}',
	});
});

it('an empty body is whole', async () => {
	expect(await read(chunked())).toEqual({ end: 'whole', text: '' });
});

it('bytes that are no UTF-8 are shown as such', async () => {
	expect(await read(chunked('a', [0xc3, 0x28]))).toEqual({ end: 'whole', text: 'a\uFFFD(' });
});

it.each<[unknown, string]>([
	['{"a":1}', '{"a":1}'],
	[{ a: 1 }, '{"a":1}'],
	[undefined, ''],
])('what is in memory already is taken as it is: %p', async (source, text) => {
	expect(await read(source)).toEqual({ end: 'whole', text });
});

it('reading stops at the limit, and the stream is destroyed', async () => {
	let made = 0;
	const endless = Readable.from(
		(function* () {
			for (;;) {
				made += 1;
				yield Buffer.alloc(100);
			}
		})(),
		{ objectMode: false },
	);
	const abort = jest.fn();
	const { end } = await new BodyReader(new FastTimer()).read(endless, { ...LIMITS, abort });
	expect(end).toBe('too_large');
	expect(made).toBeLessThan(1_000);
	expect(endless.destroyed).toBe(true);
	expect(abort).toHaveBeenCalledTimes(1);
});

it('what is in memory and too large is as good as not read', async () => {
	expect((await read('x'.repeat(1_001))).end).toBe('too_large');
});

it('a stream that breaks is broken, with what came before', async () => {
	const stream = new PassThrough();
	stream.write('{"a"');
	setImmediate(() => stream.destroy(new Error('reset')));
	expect(await read(stream)).toEqual({ end: 'broken', text: '{"a"' });
});

it('a stream that is closed before its end is broken', async () => {
	const stream = new PassThrough();
	setImmediate(() => stream.destroy());
	expect((await read(stream)).end).toBe('broken');
});

it('a stream that never ends is given up after its time, and the request aborted', async () => {
	const stream = new PassThrough();
	stream.write('{"a"');
	const abort = jest.fn();
	const { end } = await new BodyReader(new FastTimer()).read(stream, { ...LIMITS, abort });
	expect(end).toBe('too_slow');
	expect(stream.destroyed).toBe(true);
	expect(abort).toHaveBeenCalledTimes(1);
});

it('a long body has more time, as long as it comes', async () => {
	const timer = new FastTimer();
	const stream = new PassThrough({ highWaterMark: 2 ** 20 });
	const limits = { maxBytes: 2 ** 20, timeoutMs: 1_000 };
	const body = new BodyReader(timer).read(stream, limits);
	// At 100 bytes a millisecond these are worth three seconds.
	stream.write(Buffer.alloc(300_000));
	while (timer.now() < 3_500) await new Promise((resolve) => setImmediate(resolve));
	stream.end();
	expect((await body).end).toBe('whole');
});

it('one timer watches all bodies, and none when nothing is read', async () => {
	const timer = new FastTimer();
	const reader = new BodyReader(timer);
	const bodies = Array.from({ length: 50 }, async () => await reader.read(chunked('{}'), LIMITS));
	await Promise.all(bodies);
	await new Promise((resolve) => setTimeout(resolve, 20));
	const { sleeps } = timer;
	await new Promise((resolve) => setTimeout(resolve, 20));
	expect(timer.sleeps).toBe(sleeps);
	expect(sleeps).toBeLessThan(50);
});

describe('an answer that is not read as it comes', () => {
	const withTime = () => new BodyReader(new FastTimer());

	it('is what came in time', async () => {
		await expect(withTime().inTime(Promise.resolve('answer'), { timeoutMs: 1_000 })).resolves.toBe(
			'answer',
		);
	});

	it('is nothing where it takes too long', async () => {
		const never = new Promise<string>(() => {});
		const abort = jest.fn();
		await expect(withTime().inTime(never, { timeoutMs: 1_000, abort })).resolves.toBeUndefined();
		expect(abort).toHaveBeenCalledTimes(1);
	});

	it('fails as it failed', async () => {
		const failed = Promise.reject(new Error('no answer'));
		await expect(withTime().inTime(failed, { timeoutMs: 1_000 })).rejects.toThrow('no answer');
	});
});

describe('a long body', () => {
	const rows = Array.from({ length: 20_000 }, (_, nth) => ({ id: nth, name: `ü${nth}` }));
	const text = JSON.stringify({ results: rows });
	const limits = { maxBytes: 2 ** 26, timeoutMs: 1_000 };
	const inChunks = (whole: string): Readable => {
		const bytes = Buffer.from(whole);
		const chunks = Array.from({ length: Math.ceil(bytes.length / 9_999) }, (_, nth) =>
			bytes.subarray(nth * 9_999, (nth + 1) * 9_999),
		);
		return Readable.from(chunks, { objectMode: false });
	};
	const readLong = async (source: unknown, more: object = {}) =>
		await new BodyReader(new FastTimer()).read(source, { ...limits, ...more });

	it.each<[string, (whole: string) => unknown]>([
		['as it comes', inChunks],
		['out of memory', (whole) => whole],
	])('is read %s, with only its beginning as a text', async (_how, source) => {
		const body = await readLong(source(text));
		expect(body).toMatchObject({ end: 'whole', json: { value: { results: rows } } });
		expect(body.json).toMatchObject({ size: text.length });
		expect(text.startsWith(body.text().slice(0, 1_000))).toBe(true);
		expect(body.text().length).toBeLessThan(text.length);
	});

	it.each<[string, (whole: string) => unknown]>([
		['as it comes', inChunks],
		['out of memory', (whole) => whole],
	])('that is no JSON is read to its end %s', async (_how, source) => {
		expect(await readLong(source(`${text}]`))).toMatchObject({ end: 'whole', json: 'no JSON' });
		expect(await readLong(source(text.slice(0, -1)))).toMatchObject({ json: 'no JSON' });
	});

	it.each<[string, (whole: string) => unknown]>([
		['as it comes', inChunks],
		['out of memory', (whole) => whole],
	])('that holds too many objects is not read on %s', async (_how, source) => {
		const body = await readLong(source(`[${'{},'.repeat(2_500_000)}{}]`));
		expect(body).toMatchObject({ end: 'too_large' });
		expect(body).not.toHaveProperty('json');
	});

	it('is redacted before it is parsed', async () => {
		const redact = (slice: string): string => slice.replaceAll('ü19999', '***');
		const body = await readLong(inChunks(text), { redact });
		expect(JSON.stringify(body.json)).toContain('"***"');
		expect(JSON.stringify(body.json)).not.toContain('ü19999');
	});
});
