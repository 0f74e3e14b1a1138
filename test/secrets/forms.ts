import anyAscii from "any-ascii";

import { toBase64, toHex } from "../../src/lib/encoding.ts";

/** Shorter values would be found in text that has nothing to do with them. */
export const SHORTEST = 6;

/** Half of a secret is a help to whoever guesses the rest; what is shorter than two such parts is looked for whole. */
const PART = 12;

/** How a value looks once it has travelled: in an address, a form, JSON, HTML, base64 or hex, without blanks, in ASCII. */
export function formsOf(value: string): string[] {
	const forms = [value, anyAscii(value), value.replaceAll(/\s/g, "")].flatMap((form) => {
		const inAddress = encodeURIComponent(form);
		const inJson = JSON.stringify(form).slice(1, -1);
		return [
			form,
			inAddress,
			inAddress.replaceAll("%20", "+"),
			inAddress.replaceAll(/%../g, (byte) => byte.toLowerCase()),
			inJson,
			inJson.replaceAll(/[^ -~]/g, escaped),
			JSON.stringify(inJson).slice(1, -1),
			inHtml(form),
			...inBase64(form),
			...inHex(form),
		];
	});
	return [...new Set(forms)].filter((form) => form.length >= SHORTEST);
}

/** The parts of a secret that are long enough to matter: its beginning and its end. */
export function partsOf(secret: string): string[] {
	return secret.length < 2 * PART ? [] : [secret.slice(0, PART), secret.slice(-PART)];
}

/**
 * In base64 a value looks one of three ways, by how many bytes stand before it, such as the name before a password.
 * Of each only those characters count that neither a byte before nor a byte behind it changes.
 */
function inBase64(value: string): string[] {
	const bytes = new TextEncoder().encode(value);
	const ways = [0, 1, 2].map((before) => {
		const shifted = new Uint8Array(before + bytes.length);
		shifted.set(bytes, before);
		const first = Math.ceil((before * 8) / 6);
		const last = Math.floor((shifted.length * 8) / 6);
		return toBase64(shifted).slice(first, last);
	});
	return ways.flatMap((way) => [way, way.replaceAll("+", "-").replaceAll("/", "_")]);
}

function inHex(value: string): string[] {
	const hex = toHex(new TextEncoder().encode(value));
	return [hex, hex.toUpperCase()];
}

function inHtml(value: string): string {
	const entities: Record<string, string> = {
		"&": "&amp;",
		"<": "&lt;",
		">": "&gt;",
		'"': "&quot;",
		"'": "&#39;",
	};
	return value.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);
}

function escaped(unit: string): string {
	return [...unit]
		.flatMap((sign) => Array.from({ length: sign.length }, (_none, at) => sign.charCodeAt(at)))
		.map((code) => `\\u${code.toString(16).padStart(4, "0")}`)
		.join("");
}
