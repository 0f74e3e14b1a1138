/** Exact writes guids with and without braces, in either case; one form of them. */
export function toGuid(text: string): string {
	return text
		.trim()
		.replace(/^\{|\}$/g, "")
		.toLowerCase();
}
