/**
 * The name of the parameter itself: what follows the last dot. Empty for a path that ends in a dot.
 */
export function leafName(path: string): string {
	return path.slice(path.lastIndexOf('.') + 1);
}

/** By what a vendor marks a name as its own. */
const VENDOR_MARK = /^X_[\dA-Za-z-]+?_(?:(?:COM|ORG|EU|SE)_)?/;

/** The same without a vendor's mark: `Device.X_ACME_COM_Speed` gives `Speed`. */
export function plainName(path: string): string {
	return leafName(path).replace(VENDOR_MARK, '');
}
