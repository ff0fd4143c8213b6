/** The name of the parameter itself: what follows the last dot. Empty for a path that ends in a dot. */
export function lastName(path: string): string {
	return path.slice(path.lastIndexOf('.') + 1);
}
