/** Vite gives a file's text where its address ends in this. */
declare module "*?raw" {
	const text: string;
	export { text as default };
}
