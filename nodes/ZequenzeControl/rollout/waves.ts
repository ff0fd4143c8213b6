import { InvalidInput } from '../ground/invalidInput';

/** How large a wave is: a number of devices, a share of all of them, or all that are left. */
export type WaveSize =
	| { readonly kind: 'devices'; readonly count: number }
	| { readonly kind: 'percent'; readonly share: number }
	| { readonly kind: 'rest' };

const MAX_WAVES = 100;

const REST: WaveSize = { kind: 'rest' };

/**
 * The waves that a text such as `1, 10, 5 %, 25 %, rest` names; the last is always the rest.
 * Throws InvalidInput for anything that is no such list.
 */
export function parseWaves(text: unknown): readonly WaveSize[] {
	const parts = typeof text === 'number' ? [String(text)] : partsOf(text);
	const sizes = parts.map(waveSize);
	const early = sizes.findIndex(({ kind }) => kind === 'rest');
	if (early >= 0 && early < sizes.length - 1) {
		throw new InvalidInput(
			'Waves: "rest" is not the last wave',
			'Nothing is left after "rest": put it at the end, or leave it out.',
		);
	}
	if (sizes.length > MAX_WAVES) {
		throw new InvalidInput(
			`Waves: ${sizes.length} waves are more than ${MAX_WAVES}`,
			'Name fewer and larger waves.',
		);
	}
	return early < 0 ? [...sizes, REST] : sizes;
}

/**
 * How many devices each wave has, for so many in all; together they are all of them. Empty waves
 * are left out.
 */
export function waveCounts(waves: readonly WaveSize[], total: number): number[] {
	let left = total;
	const counts = waves.map((wave) => {
		const count = Math.min(left, countOf(wave, total));
		left -= count;
		return count;
	});
	return [...counts, left].filter((count) => count > 0);
}

function partsOf(text: unknown): string[] {
	const parts = typeof text === 'string' && text.length < 1000 ? text.split(/[,;\n]/) : [];
	const named = parts.map((part) => part.trim()).filter((part) => part !== '');
	if (named.length > 0) return named;
	throw new InvalidInput(
		'Waves: No wave is named',
		'Name sizes separated by commas, e.g. 1, 10, 5 %, 25 %, rest.',
	);
}

function waveSize(part: string): WaveSize {
	if (part.toLowerCase() === 'rest') return REST;
	const [, digits = '', percent] = /^(\d{1,9}(?:\.\d{1,6})?)\s?(%)?$/.exec(part) ?? [];
	const number = digits === '' ? NaN : Number(digits);
	if (percent !== undefined && number > 0 && number <= 100) {
		return { kind: 'percent', share: number / 100 };
	}
	if (percent === undefined && Number.isInteger(number) && number > 0) {
		return { kind: 'devices', count: number };
	}
	throw new InvalidInput(
		`Waves: "${part}" is no size of a wave`,
		'Use a number of devices (10), a share of all (5 %), or rest.',
	);
}

function countOf(wave: WaveSize, total: number): number {
	if (wave.kind === 'devices') return wave.count;
	if (wave.kind === 'rest') return total;
	return Math.max(1, Math.ceil(total * wave.share));
}
