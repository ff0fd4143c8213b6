/** So many lines are kept as text before they become bytes, which take half the memory. */
const LINES_A_BLOCK = 2_000;

/** Lines of text that become a file: bytes as soon as there are many, in UTF-8. */
export class TextLines {
	private readonly closed: Buffer[] = [];

	private lines: string[] = [];

	add(line: string): void {
		this.lines.push(line);
		if (this.lines.length >= LINES_A_BLOCK) this.close();
	}

	/** All lines so far, in blocks; each line has a line break. */
	blocks(): readonly Buffer[] {
		this.close();
		return this.closed;
	}

	private close(): void {
		if (this.lines.length === 0) return;
		this.closed.push(Buffer.from(`${this.lines.join('\n')}\n`));
		this.lines = [];
	}
}
