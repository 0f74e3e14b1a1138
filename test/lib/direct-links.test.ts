import { describe, expect, it } from "vitest";

import { createDirectLinks, type DirectLinkKeys } from "../../src/lib/direct-links.ts";
import { readPresigned } from "./s3-door.ts";

const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);
const KEYS: DirectLinkKeys = {
	accessKeyId: "an-access-key-id",
	secretAccessKey: "a-secret-access-key",
	accountId: "0123456789abcdef0123456789abcdef",
	bucket: "documents",
	origin: "",
};
const HOST = `${KEYS.accountId}.r2.cloudflarestorage.com`;
const DOOR = {
	accessKeyId: "an-access-key-id",
	secretAccessKey: "a-secret-access-key",
	host: HOST,
	region: "auto",
	nowMs: NOW,
};
const AS = { contentType: "application/pdf", fileName: "1-label-1.pdf", seconds: 60, nowMs: NOW };

async function aLink(key = "shp_1/1/1-label-1.pdf", keys = KEYS): Promise<string> {
	const url = await createDirectLinks(keys)?.sign(key, AS);
	return url ?? "";
}

describe("the reader of presigned addresses", () => {
	it("takes the example that Amazon publishes", async () => {
		const example =
			"https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
			"&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
			"&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
			"&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
		const door = {
			accessKeyId: "AKIAIOSFODNN7EXAMPLE",
			secretAccessKey: ["wJalrXUtnFEMI", "K7MDENG", "bPxRfiCYEXAMPLEKEY"].join("/"),
			host: "examplebucket.s3.amazonaws.com",
			region: "us-east-1",
			nowMs: Date.UTC(2013, 4, 24),
		};
		expect(await readPresigned(example, door)).toEqual({ path: "/test.txt" });
	});
});

describe("a link straight to R2", () => {
	it.each(["shp_1/1/1-label-1.pdf", "shp_1/1/a b+c'(é)!*.pdf"])("opens %s", async (key) => {
		expect(await readPresigned(await aLink(key), DOOR)).toEqual({ path: `/documents/${key}` });
	});

	it("says of what type the answer is, and that nobody keeps it", async () => {
		const query = new URL(await aLink()).searchParams;
		expect(query.get("response-content-type")).toBe("application/pdf");
		expect(query.get("response-content-disposition")).toBe('inline; filename="1-label-1.pdf"');
		expect(query.get("response-cache-control")).toBe("private, no-store");
	});

	it("opens nothing a second after its time", async () => {
		const url = await aLink();
		expect(await readPresigned(url, { ...DOOR, nowMs: NOW + 60_000 })).toHaveProperty("path");
		expect(await readPresigned(url, { ...DOOR, nowMs: NOW + 61_000 })).toEqual({
			refused: "ExpiredToken",
		});
	});

	it.each([
		["another object", (url: string) => url.replace("1-label-1.pdf?", "2-label-1.pdf?")],
		["a longer time", (url: string) => url.replace("Expires=60", "Expires=600")],
		["another type", (url: string) => url.replace("application%2Fpdf", "text%2Fhtml")],
	])("opens nothing once it was changed to %s", async (_to, change) => {
		const url = await aLink();
		const changed = change(url);
		expect(changed).not.toBe(url);
		expect(await readPresigned(changed, DOOR)).toEqual({ refused: "SignatureDoesNotMatch" });
	});

	it("goes to the host of a bucket under a jurisdiction where one is named", async () => {
		const host = `${KEYS.accountId}.eu.r2.cloudflarestorage.com`;
		const url = await aLink("k", { ...KEYS, origin: `https://${host}` });
		expect(await readPresigned(url, { ...DOOR, host })).toEqual({ path: "/documents/k" });
	});

	it.each([
		["no access key", { accessKeyId: undefined }],
		["no secret", { secretAccessKey: "" }],
		["no account", { accountId: undefined }],
		["no bucket", { bucket: "" }],
		["another's host", { origin: "https://storage.example.com" }],
		["an unencrypted one", { origin: `http://${HOST}` }],
	])("is none where there is %s", (_what, change) => {
		expect(createDirectLinks({ ...KEYS, ...change })).toBeUndefined();
	});
});
