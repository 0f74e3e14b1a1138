import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { sha256Hex } from "../../src/lib/encoding.ts";
import { call, makeToken, type Page, request, startOutside, type Twins } from "./client.ts";

let twins: Twins;
beforeEach(() => {
	twins = startOutside();
});

const ACCOUNT = {
	name: "FedEx NL",
	accountNumber: "510088001",
	environment: "sandbox",
	ship: { clientId: "ship-key", clientSecret: "a-secret-of-ship" },
	track: { clientId: "track-key", clientSecret: "a-secret-of-track" },
};

function create(key: string, body: unknown = ACCOUNT, token?: string) {
	return request("POST", "/api/v1/fedex-accounts", {
		body,
		headers: { "Idempotency-Key": key },
		...(token === undefined ? {} : { token }),
	});
}

async function countAccounts(): Promise<number> {
	const { items } = await call<Page<object>>("GET", "/fedex-accounts?limit=200", 200);
	return items.length;
}

describe("a creating call with an Idempotency-Key", () => {
	it("happens once, and its first answer is given again", async () => {
		const before = await countAccounts();
		const first = await create("key-1");
		const second = await create("key-1");
		expect([first.status, second.status]).toEqual([201, 201]);
		expect(await second.text()).toBe(await first.text());
		expect(second.headers.get("Idempotency-Replayed")).toBe("true");
		expect(second.headers.get("Content-Type")).toBe("application/json");
		expect(await countAccounts()).toBe(before + 1);
	});

	it("is refused with the key of another body", async () => {
		await create("key-2");
		const other = await create("key-2", { ...ACCOUNT, name: "Another" });
		expect(other.status).toBe(409);
		expect(await other.json()).toMatchObject({ code: "idempotency.key_reused" });
	});

	it("happens once for calls at the same time", async () => {
		const before = await countAccounts();
		const answers = await Promise.all([create("key-3"), create("key-3"), create("key-3")]);
		const statuses = answers.map(({ status }) => status);
		expect(statuses.filter((status) => status === 201).length).toBeGreaterThanOrEqual(1);
		expect(statuses.every((status) => status === 201 || status === 409)).toBe(true);
		expect(await countAccounts()).toBe(before + 1);
	});

	it("is told to wait while the first one is under way, and may take over when that died", async () => {
		const hash = await sha256Hex("operator:admin\nPOST\n/api/v1/fedex-accounts\nkey-4");
		const first = await create("key-4");
		expect(first.status).toBe(201);
		await env.DB.prepare(
			"update idempotency_answers set status = null, body_sealed = null where hash = ?",
		)
			.bind(hash)
			.run();
		const waiting = await create("key-4");
		expect(waiting.status).toBe(409);
		expect(await waiting.json()).toMatchObject({ code: "idempotency.in_progress" });
		twins.clock.advance(3 * 60_000);
		expect((await create("key-4")).status).toBe(201);
	});

	it("leaves the key free where it did nothing", async () => {
		expect((await create("key-5", { ...ACCOUNT, accountNumber: "1" })).status).toBe(422);
		expect((await create("key-5")).status).toBe(201);
	});

	it("shares its key with nobody else", async () => {
		const { token } = await makeToken(["admin"]);
		const mine = (await (await create("key-6")).json()) as { id: string };
		const theirs = (await (await create("key-6", ACCOUNT, token)).json()) as { id: string };
		expect(theirs.id).not.toBe(mine.id);
	});

	it.each(["", " ", "x".repeat(201), "schlüssel"])("is refused with the key %o", async (key) => {
		const response = await create(key);
		expect(response.status).toBe(400);
		expect(await response.json()).toMatchObject({ code: "idempotency.bad_key" });
	});

	it("keeps neither the secrets of its body nor its answer in clear", async () => {
		const response = await request("POST", "/api/v1/api-tokens", {
			body: { name: "printer", scopes: ["read"], expiresAt: null },
			headers: { "Idempotency-Key": "key-7" },
		});
		const { token } = (await response.json()) as { token: string };
		await create("key-8");
		const kept = JSON.stringify(
			(await env.DB.prepare("select * from idempotency_answers").all()).results,
		);
		expect(kept).toContain("v1.k1.");
		for (const secret of [token, "a-secret-of-ship", "printer"]) {
			expect(kept).not.toContain(secret);
		}
	});
});
