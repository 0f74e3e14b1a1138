/** Texts of the settings form as numbers and lists; what can't be read is passed on for the settings to refuse. */

export function toNumber(text: string): number | string {
	return /^-?\d{1,9}$/.test(text.trim()) ? Number(text) : text;
}

export function filled(lines: readonly string[]): string[] {
	return lines.map((line) => line.trim()).filter((line) => line !== "");
}

export function toEntries(text: string): string[] {
	return filled(text.split(/[,;\s]+/));
}
