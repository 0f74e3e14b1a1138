/** A Markdown table; the first column stands left, figures right. */
export function table(rows: readonly (readonly string[])[]): string {
	const [head = [], ...lines] = rows;
	const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
	const rule = head.map((_, at) => (at === 0 ? "---" : "---:"));
	return [line(head), line(rule), ...lines.map(line)].join("\n");
}
