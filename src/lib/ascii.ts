import anyAscii from "any-ascii";

/** A text in printable ASCII, one space where there was white space; letters become their nearest likes. */
export function toAscii(text: string): string {
	return anyAscii(text.normalize("NFC"))
		.replaceAll(/[^\x20-\x7e]+/g, " ")
		.replaceAll(/ {2,}/g, " ")
		.trim();
}
