/**
 * The text of a list parameter: items separated by commas. Commas, white space and percent signs
 * inside an item are percent-encoded, as TR-106 asks, so that the list can be taken apart again.
 */
export function encodeList(items: readonly string[]): string {
	return items.map((item) => item.replace(/[%,\s]/g, percentEncoded)).join(',');
}

/** encodeURIComponent knows UTF-8; it leaves none of these characters as they are. */
function percentEncoded(character: string): string {
	return encodeURIComponent(character);
}
