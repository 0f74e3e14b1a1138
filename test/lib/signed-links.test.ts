import { describe, expect, it } from "vitest";

import { toBase64 } from "../../src/lib/encoding.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { checkLink, signLink } from "../../src/lib/signed-links.ts";

const NOW = Date.parse("2026-11-23T09:00:00Z");
const PATH = "/labels/doc_1";
const keys = openKeyRing(
	JSON.stringify({ k1: toBase64(crypto.getRandomValues(new Uint8Array(32))) }),
);

async function aLink(expiresAt = NOW + 900_000) {
	const link = new URL(await signLink(keys, "https://connector.test", PATH, expiresAt));
	const { searchParams } = link;
	return {
		link,
		query: {
			expires: searchParams.get("expires") ?? "",
			signature: searchParams.get("signature") ?? "",
		},
	};
}

describe("a signed link", () => {
	it("carries its path, its end in seconds and its signature", async () => {
		const { link } = await aLink();
		expect(`${link.origin}${link.pathname}`).toBe(`https://connector.test${PATH}`);
		expect([...link.searchParams.keys()]).toEqual(["expires", "signature"]);
		expect(link.searchParams.get("expires")).toBe(String((NOW + 900_000) / 1_000));
	});

	it("opens until its end and is late after it", async () => {
		const { query } = await aLink();
		expect(await checkLink(keys, PATH, query, NOW)).toBe("valid");
		expect(await checkLink(keys, PATH, query, NOW + 900_000)).toBe("valid");
		expect(await checkLink(keys, PATH, query, NOW + 900_001)).toBe("late");
	});

	it("opens no other path", async () => {
		const { query } = await aLink();
		expect(await checkLink(keys, "/labels/doc_2", query, NOW)).toBe("forged");
	});

	it.each(["1795000000", "99999999999", "", "soon", "-1", "1e9", "9999999999999"])(
		"does not open with %j for its end",
		async (expires) => {
			const { query } = await aLink();
			expect(await checkLink(keys, PATH, { ...query, expires }, NOW)).toBe("forged");
		},
	);

	it("does not open with another signature", async () => {
		const { query } = await aLink();
		const other = await keys.sign("idempotency", `v1|${PATH}|${query.expires}`);
		expect(await checkLink(keys, PATH, { ...query, signature: other }, NOW)).toBe("forged");
		expect(await checkLink(keys, PATH, { ...query, signature: "" }, NOW)).toBe("forged");
	});

	it("is forged before it is late, so that nobody learns which ends existed", async () => {
		const { query } = await aLink(NOW - 60_000);
		expect(await checkLink(keys, PATH, query, NOW)).toBe("late");
		expect(await checkLink(keys, "/labels/doc_2", query, NOW)).toBe("forged");
	});
});
