import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { ExactSession } from "../../src/durable-objects/exact-session.ts";
import { CONFIGURATION, tokens } from "./grant-fixture.ts";

const sessions = env.EXACT_SESSIONS as unknown as DurableObjectNamespace<ExactSession>;
const SECOND = 1_000;

const outside = { offsetMs: 0, asked: [] as string[] };

beforeEach(() => {
	outside.offsetMs = 0;
	outside.asked = [];
	vi.spyOn(console, "log").mockReturnValue();
	vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
		const url = new URL(String(input));
		if (url.pathname === "/_twin/clock") {
			return Response.json({ offsetMs: outside.offsetMs });
		}
		outside.asked.push(url.pathname);
		return tokens(outside.asked.length)();
	});
});

async function connected(name: string) {
	const session = sessions.getByName(name);
	await session.configure({ ...CONFIGURATION, connectionId: name });
	const exchanged = await session.exchangeAside({ code: "code-1" });
	await session.adopt({ id: exchanged.ok ? exchanged.candidateId : "" });
	return session;
}

describe("the object of a connection", () => {
	it("asks the site of its connection", async () => {
		const session = await connected("site");
		expect(outside.asked).toEqual(["/nl/api/oauth2/token"]);
		expect((await session.status()).state).toBe("connected");
	});

	it("refreshes once for callers at the same time", async () => {
		const session = await connected("parallel");
		outside.offsetMs = 580 * SECOND;
		const answers = await Promise.all(Array.from({ length: 20 }, () => session.accessToken()));
		expect(answers.map((answer) => answer.ok && answer.token)).toEqual(
			Array.from({ length: 20 }, () => "access-2"),
		);
		expect(outside.asked.length).toBe(2);
	});

	it("still has its token after an eviction", async () => {
		const session = await connected("evicted");
		await evictDurableObject(session);
		expect(await session.accessToken()).toMatchObject({ ok: true, token: "access-1" });
		expect(outside.asked.length).toBe(1);
	});

	it("keeps its secrets sealed", async () => {
		const session = await connected("sealed");
		const stored = await runInDurableObject(session, (_, state) =>
			JSON.stringify(state.storage.kv.get("session")),
		);
		expect(stored).toContain("client-1");
		expect(stored).not.toMatch(/access-1|refresh-1|client-secret-1/);
	});

	it("returns what can be expected to fail", async () => {
		const session = sessions.getByName("nobody");
		expect(await session.accessToken()).toEqual({ ok: false, code: "exact.not_connected" });
		expect(await session.keepAlive()).toEqual({ state: "pending", grantExpiresAt: null });
		expect(outside.asked.length).toBe(0);
	});

	it("forgets everything", async () => {
		const session = await connected("forgotten");
		await session.forget();
		expect(await session.status()).toEqual({ state: "pending", grantExpiresAt: null });
	});
});
