/** The package has no types of its own; these are what is used of it. */
declare module 'gifenc' {
	type Palette = number[][];

	interface Encoder {
		writeFrame: (
			pixels: Uint8Array,
			width: number,
			height: number,
			/** `delay` in milliseconds. */
			options: { palette: Palette; delay: number },
		) => void;
		finish: () => void;
		bytes: () => Uint8Array;
	}

	const gifenc: {
		GIFEncoder: () => Encoder;
		quantize: (rgba: Uint8Array, colours: number) => Palette;
		applyPalette: (rgba: Uint8Array, palette: Palette) => Uint8Array;
	};
	export default gifenc;
}
