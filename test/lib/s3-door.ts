/**
 * A strict reader of presigned addresses, from the published rules of SigV4 and not from the code under test: what an
 * S3 server refuses is refused here, each by its name.
 */
export type S3Door = {
	accessKeyId: string;
	secretAccessKey: string;
	host: string;
	region: string;
	nowMs: number;
};

const encoder = new TextEncoder();

/** The path that it opens, decoded; or why it opens nothing. */
export async function readPresigned(
	address: string,
	door: S3Door,
): Promise<{ path: string } | { refused: string }> {
	const url = new URL(address);
	const query = url.searchParams;
	const [keyId, date = "", region, service, end] = (query.get("X-Amz-Credential") ?? "").split("/");
	const stamp = query.get("X-Amz-Date") ?? "";
	const seconds = Number(query.get("X-Amz-Expires"));
	const isRight =
		query.get("X-Amz-Algorithm") === "AWS4-HMAC-SHA256" &&
		service === "s3" &&
		end === "aws4_request" &&
		region === door.region &&
		/^\d{8}T\d{6}Z$/.test(stamp) &&
		stamp.startsWith(date) &&
		query.get("X-Amz-SignedHeaders") === "host";
	if (!isRight || !Number.isInteger(seconds) || seconds < 1 || seconds > 604_800) {
		return { refused: "AuthorizationQueryParametersError" };
	}
	if (keyId !== door.accessKeyId) {
		return { refused: "InvalidAccessKeyId" };
	}
	if (url.host !== door.host) {
		return { refused: "SignatureDoesNotMatch" };
	}
	const signedAt = Date.parse(
		stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, "$1-$2-$3T$4:$5:$6Z"),
	);
	if (signedAt > door.nowMs + 15 * 60_000) {
		return { refused: "RequestNotYetValid" };
	}
	if (door.nowMs > signedAt + seconds * 1_000) {
		return { refused: "ExpiredToken" };
	}
	const canonical = [
		"GET",
		url.pathname.split("/").map(encodeRfc3986Once).join("/"),
		Array.from(query)
			.filter(([name]) => name !== "X-Amz-Signature")
			.map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`)
			.toSorted()
			.join("&"),
		`host:${url.host}\n`,
		"host",
		"UNSIGNED-PAYLOAD",
	].join("\n");
	const scope = `${date}/${region}/s3/aws4_request`;
	const toSign = ["AWS4-HMAC-SHA256", stamp, scope, await sha256(canonical)].join("\n");
	let key = new Uint8Array(encoder.encode(`AWS4${door.secretAccessKey}`));
	for (const part of [date, door.region, "s3", "aws4_request"]) {
		key = await hmac(key, part);
	}
	const signature = hex(await hmac(key, toSign));
	return signature === query.get("X-Amz-Signature")
		? { path: decodeURIComponent(url.pathname) }
		: { refused: "SignatureDoesNotMatch" };
}

function encodeRfc3986(text: string): string {
	return encodeURIComponent(text).replaceAll(
		/[!'()*]/g,
		(letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
	);
}

function encodeRfc3986Once(segment: string): string {
	return encodeRfc3986(decodeURIComponent(segment));
}

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
	const algorithm = { name: "HMAC", hash: "SHA-256" };
	const imported = await crypto.subtle.importKey("raw", key, algorithm, false, ["sign"]);
	return new Uint8Array(await crypto.subtle.sign("HMAC", imported, encoder.encode(text)));
}

async function sha256(text: string): Promise<string> {
	return hex(new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text))));
}

function hex(bytes: Uint8Array): string {
	return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
