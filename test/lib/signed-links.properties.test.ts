import { env } from "cloudflare:workers";
import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { openKeyRing } from "../../src/lib/key-ring.ts";
import { checkLink, signLink } from "../../src/lib/signed-links.ts";
import { runs } from "../property-runs.ts";

const keys = openKeyRing(env.ENCRYPTION_KEYS);
const path = fc.webPath().map((text) => `/labels${text}`);
const instant = fc.integer({ min: 0, max: 4_102_444_800_000 });
const any = fc.string({ unit: "binary", maxLength: 60 });

async function queryOf(signed: string, expiresAt: number) {
	const { searchParams } = new URL(await signLink(keys, "https://a.test", signed, expiresAt));
	return {
		expires: searchParams.get("expires") ?? "",
		signature: searchParams.get("signature") ?? "",
	};
}

describe("whatever is linked to", () => {
	it("opens until its end and not after it", async () => {
		await fc.assert(
			fc.asyncProperty(path, instant, instant, async (signed, expiresAt, now) => {
				const isOver = Math.floor(expiresAt / 1_000) * 1_000 < now;
				const verdict = await checkLink(keys, signed, await queryOf(signed, expiresAt), now);
				expect(verdict).toBe(isOver ? "late" : "valid");
			}),
			runs(),
		);
	});

	it("opens no other path, and with no other end", async () => {
		await fc.assert(
			fc.asyncProperty(path, path, instant, instant, async (signed, other, end, otherEnd) => {
				const query = await queryOf(signed, end);
				const { expires } = await queryOf(other, otherEnd);
				if (other !== signed) {
					expect(await checkLink(keys, other, query, 0)).toBe("forged");
				}
				if (expires !== query.expires) {
					expect(await checkLink(keys, signed, { ...query, expires }, 0)).toBe("forged");
				}
			}),
			runs(),
		);
	});

	it("does not open with anything that was made up, and never throws", async () => {
		await fc.assert(
			fc.asyncProperty(path, any, any, async (asked, expires, made) => {
				const signature = `k1.${made}`;
				expect(await checkLink(keys, asked, { expires, signature: made }, 0)).toBe("forged");
				expect(await checkLink(keys, asked, { expires: "1795000000", signature }, 0)).toBe(
					"forged",
				);
			}),
			runs(),
		);
	});
});
