/** Vite gives a file's text where its address ends in this. */
declare module "*?raw" {
	const text: string;
	export { text as default };
}

interface ImportMeta {
	/** The texts of all files that match, by their paths. */
	glob(
		patterns: string[],
		options: { query: "?raw"; import: "default"; eager: true },
	): Record<string, string>;
}
