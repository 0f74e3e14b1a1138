import { toBase64Url } from "./encoding.ts";

/** 256 bits, fit for an address or a cookie. */
export function randomSecret(): string {
	return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}
