import { describe, expect, it } from "vitest";

import { toBase64 } from "../../src/lib/encoding.ts";
import { isAppError } from "../../src/lib/errors.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { leaksIn, printable } from "../secrets/leaks.ts";

const PLACE = "fedex-account:fda_1";

function freshKey(): string {
	return toBase64(crypto.getRandomValues(new Uint8Array(32)));
}

function ringOf(keys: Record<string, string>) {
	return openKeyRing(JSON.stringify(keys));
}

async function codeOf(attempt: Promise<unknown>): Promise<string | undefined> {
	const error = await attempt.then(
		() => undefined,
		(thrown: unknown) => thrown,
	);
	return isAppError(error) ? error.code : undefined;
}

/** Another character at that place of a dotted text's last part. */
function changed(text: string, place: number): string {
	const at = text.lastIndexOf(".") + 1 + place;
	return `${text.slice(0, at)}${text[at] === "A" ? "B" : "A"}${text.slice(at + 1)}`;
}

describe("a sealed text", () => {
	it("opens at its place", async () => {
		const ring = ringOf({ k1: freshKey() });
		expect(await ring.open(await ring.seal("geheim ✓", PLACE), PLACE)).toBe("geheim ✓");
	});

	it("gives bytes back as they were", async () => {
		const ring = ringOf({ k1: freshKey() });
		const bytes = crypto.getRandomValues(new Uint8Array(100));
		expect(await ring.openBytes(await ring.seal(bytes, PLACE), PLACE)).toEqual(bytes);
	});

	it("looks different each time it is sealed and never shows what it holds", async () => {
		const ring = ringOf({ k1: freshKey() });
		const [one, two] = [await ring.seal("secret", PLACE), await ring.seal("secret", PLACE)];
		expect(one).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]+$/);
		expect(two).not.toBe(one);
	});

	it("does not open where it was moved to", async () => {
		const ring = ringOf({ k1: freshKey() });
		const sealed = await ring.seal("secret", PLACE);
		expect(await codeOf(ring.open(sealed, "fedex-account:fda_2"))).toBe("secrets.unreadable");
	});

	it.each([
		["its text was changed", (sealed: string) => changed(sealed, 3)],
		["its version is unknown", (sealed: string) => sealed.replace("v1.", "v2.")],
		["its vector is gone", (sealed: string) => sealed.replace(/\.[\w-]{16}\./, "..")],
		["it was cut", (sealed: string) => sealed.slice(0, -8)],
		["it is not base64", (sealed: string) => `${sealed}!`],
		["it is empty", () => ""],
	])("does not open when %s", async (_how, tamper) => {
		const ring = ringOf({ k1: freshKey() });
		const sealed = await ring.seal("secret", PLACE);
		expect(await codeOf(ring.open(tamper(sealed), PLACE))).toBe("secrets.unreadable");
	});

	it("does not open under another key of the same name", async () => {
		const sealed = await ringOf({ k1: freshKey() }).seal("secret", PLACE);
		expect(await codeOf(ringOf({ k1: freshKey() }).open(sealed, PLACE))).toBe("secrets.unreadable");
	});
});

describe("a new key", () => {
	it("encrypts from then on while the old one still opens", async () => {
		const old = freshKey();
		const before = await ringOf({ k1: old }).seal("old secret", PLACE);
		const ring = ringOf({ k1: old, k2: freshKey() });
		expect(await ring.open(before, PLACE)).toBe("old secret");
		expect(await ring.seal("new secret", PLACE)).toMatch(/^v1\.k2\./);
	});

	it("leaves what was sealed under a key that is gone unreadable, and names that key", async () => {
		const before = await ringOf({ k1: freshKey() }).seal("secret", PLACE);
		await expect(ringOf({ k2: freshKey() }).open(before, PLACE)).rejects.toThrow('no key "k1"');
	});

	it("signs from then on while signatures of the old one still hold", async () => {
		const old = freshKey();
		const before = await ringOf({ k1: old }).sign("links", "message");
		const ring = ringOf({ k1: old, k2: freshKey() });
		expect(await ring.verify("links", "message", before)).toBe(true);
		expect(await ring.sign("links", "message")).toMatch(/^k2\./);
	});
});

describe("a signature", () => {
	it("holds for its message only", async () => {
		const ring = ringOf({ k1: freshKey() });
		const signature = await ring.sign("links", "message");
		expect(await ring.verify("links", "message", signature)).toBe(true);
		expect(await ring.verify("links", "another", signature)).toBe(false);
	});

	it("holds for its purpose only", async () => {
		const ring = ringOf({ k1: freshKey() });
		const signature = await ring.sign("links", "message");
		expect(await ring.verify("idempotency", "message", signature)).toBe(false);
	});

	it.each([
		["forged", (signature: string) => changed(signature, 5)],
		["of an unknown key", (signature: string) => signature.replace("k1.", "k9.")],
		["cut short", (signature: string) => signature.slice(0, -1)],
		["longer than one", (signature: string) => `${signature}A`],
		["with a third part", (signature: string) => `${signature}.A`],
		["not base64url", (signature: string) => signature.replace(/.$/, "+")],
		["without its key", (signature: string) => signature.slice(3)],
		["empty", () => ""],
	])("does not hold when it is %s", async (_how, tamper) => {
		const ring = ringOf({ k1: freshKey() });
		const signature = await ring.sign("links", "message");
		expect(await ring.verify("links", "message", tamper(signature))).toBe(false);
	});
});

describe("ENCRYPTION_KEYS", () => {
	const counting = toBase64(Uint8Array.from({ length: 32 }, (_, at) => at));
	const words = btoa("a-very-secret-key-of-32-letters!");

	it.each([
		["is not JSON", "k1=abc", "it is not JSON"],
		["is a list", "[]", "it is not an object"],
		["is a text", '"k1"', "it is not an object"],
		["is null", "null", "it is not an object"],
		["holds no key", "{}", "it holds no key"],
		["has a key that is not base64", '{"k1":"not base64!"}', 'key "k1" is not base64'],
		["has a short key", `{"k1":"${btoa("short")}"}`, 'key "k1" has 5 bytes and needs 32'],
		["has a key that is no text", '{"k1":null}', 'key "k1" has 3 bytes and needs 32'],
		["has a key of zeros", `{"k1":"${"A".repeat(43)}="}`, 'key "k1" is a sample value'],
		["has a key that counts up", `{"k1":"${counting}"}`, 'key "k1" is a sample value'],
		["has a key of words", `{"k1":"${words}"}`, 'key "k1" is a sample value'],
		["has a key id with a dot", `{"k.1":"${freshKey()}"}`, "a key id may only have"],
		["has a key id that is a number", `{"2026":"${freshKey()}"}`, "a key id may only have"],
	])("is refused by name when it %s", (_what, json, reason) => {
		expect(() => openKeyRing(json)).toThrow(`ENCRYPTION_KEYS can't be used: ${reason}`);
	});

	it.each([
		["too short", (key: string) => `{"k1":"${key.slice(0, 16)}"}`],
		["where its id should be", (key: string) => `{"${key}":"k1"}`],
		["without quotation marks", (key: string) => key],
	])("never shows a key in the refusal or its cause: %s", (_how, write) => {
		const key = freshKey();
		let refused: unknown;
		try {
			openKeyRing(write(key));
		} catch (error) {
			refused = error;
		}
		expect(refused).toMatchObject({ code: "secrets.bad_encryption_keys" });
		expect(leaksIn(printable(refused), [{ kind: "key", value: key.slice(0, 8) }])).toEqual([]);
	});

	it("is read once for the same value", () => {
		const json = JSON.stringify({ k1: freshKey() });
		expect(openKeyRing(json)).toBe(openKeyRing(json));
		expect(openKeyRing(JSON.stringify({ k1: freshKey() }))).not.toBe(openKeyRing(json));
	});
});
