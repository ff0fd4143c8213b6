/** A variable as somebody typed it, before anything is checked. */
export interface TypedVariable {
	/** Where it stands, as the editor shows it. */
	field: string;
	path: unknown;
	/** Numbers for the {i} of a template, separated by commas. */
	instances?: unknown;
	value?: unknown;
	valueType?: unknown;
}
