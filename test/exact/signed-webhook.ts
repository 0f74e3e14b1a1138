/** Signs as Exact does: the upper-case hex HMAC-SHA256 of the bytes of a content. */
export async function hashOf(content: string, secret: string): Promise<string> {
	const encoder = new TextEncoder();
	const key = await crypto.subtle.importKey(
		"raw",
		encoder.encode(secret),
		{ name: "HMAC", hash: "SHA-256" },
		false,
		["sign"],
	);
	const signature = new Uint8Array(await crypto.subtle.sign("HMAC", key, encoder.encode(content)));
	return Array.from(signature, (byte) => byte.toString(16).padStart(2, "0"))
		.join("")
		.toUpperCase();
}

export async function signedBody(content: string, secret: string): Promise<string> {
	return `{"Content":${content},"HashCode":"${await hashOf(content, secret)}"}`;
}
