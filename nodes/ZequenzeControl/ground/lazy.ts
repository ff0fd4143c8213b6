/**
 * What `build` makes, built at first use and kept: a table that is built so costs nothing while the
 * node is loaded.
 */
export function lazy<T>(build: () => T): () => T {
	let built: { readonly result: T } | undefined;
	return () => (built ??= { result: build() }).result;
}
