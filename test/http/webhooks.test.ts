import { env, exports } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { divisions, webhookReceipts } from "../../src/db/schema.ts";
import { seedLiveDivision, seedWriteBack } from "../db/seed.ts";
import { signedBody } from "../exact/signed-webhook.ts";
import { demoCredentials } from "../simulators/demo/credentials.ts";
import { call, ORIGIN, type ProblemBody, request, startOutside, type Twins } from "./client.ts";
import { readDivision, seedHeldDivision } from "./seeds.ts";

const { division: CODE, ...app } = demoCredentials.nl;
const SECRET = app.webhookSecret;
const MINUTE = 60_000;
const db = openDatabase(env.DB);

let twins: Twins;
let connectionId = "";
let divisionId = "";
beforeEach(async () => {
	twins = startOutside();
	({ id: connectionId } = await call<{ id: string }>("POST", "/exact-connections", 201, {
		body: { name: "Zwolle", ...app },
	}));
	await db.delete(divisions);
	divisionId = await seedHeldDivision("fda_1", {
		connectionId,
		code: CODE,
		pollDueAt: Date.now() + 60 * MINUTE,
	});
});

function content(change: Record<string, unknown> = {}): string {
	return JSON.stringify({
		Topic: "SalesOrders",
		ClientId: app.clientId,
		Division: CODE,
		Action: "Update",
		Key: crypto.randomUUID(),
		ExactOnlineEndpoint: "https://start.exactonline.nl/api/v1/x",
		EventCreatedOn: "2026-11-23T09:00:00.000",
		...change,
	});
}

function send(body: string, to = connectionId, headers: Record<string, string> = {}) {
	return request("POST", `/webhooks/exact/${to}`, { token: null, body, headers });
}

async function signed(change: Record<string, unknown> = {}, secret = SECRET) {
	return signedBody(content(change), secret);
}

function receipts() {
	return db.select().from(webhookReceipts).where(eq(webhookReceipts.divisionId, divisionId));
}

async function pollDueIn(): Promise<number> {
	return ((await readDivision(divisionId))?.pollDueAt ?? 0) - Date.now();
}

describe("a webhook of Exact", () => {
	it("is taken with 202, kept, and brings the next poll forward, without a call to Exact", async () => {
		const response = await send(await signed({ Key: "key-1", Action: "Delete" }));
		expect(response.status).toBe(202);
		expect(await response.text()).toBe("");
		expect(await receipts()).toMatchObject([
			{ connectionId, topic: "SalesOrders", action: "delete", exactKey: "key-1" },
		]);
		const dueIn = await pollDueIn();
		expect(dueIn).toBeGreaterThan(5_000);
		expect(dueIn).toBeLessThanOrEqual(60_000);
		expect(twins.exactLog.calls()).toEqual([]);
	});

	it("is taken whichever way its content is written", async () => {
		const odd = content().replace('"Topic":"SalesOrders"', '"Topic" : "Sales\\u004frders"');
		expect((await send(await signedBody(odd, SECRET))).status).toBe(202);
		const braces = await signed({ ClientId: `{${app.clientId.toUpperCase()}}` });
		expect((await send(braces)).status).toBe(202);
		const text = { "Content-Type": "text/plain" };
		expect((await send(await signed(), connectionId, text)).status).toBe(202);
		expect((await receipts()).map(({ topic }) => topic)).toEqual(Array(3).fill("SalesOrders"));
	});

	it("that is empty is Exact's question whether anybody is here: 200", async () => {
		expect((await send("")).status).toBe(200);
		const bare = await request("POST", `/webhooks/exact/${connectionId}`, { token: null });
		expect(bare.status).toBe(200);
		expect(await receipts()).toEqual([]);
	});

	it("that comes again is taken and moves nothing", async () => {
		const body = await signed();
		await send(body);
		const later = Date.now() + 60 * MINUTE;
		await db.update(divisions).set({ pollDueAt: later }).where(eq(divisions.id, divisionId));
		expect((await send(body)).status).toBe(202);
		expect(await receipts()).toHaveLength(1);
		expect((await readDivision(divisionId))?.pollDueAt).toBe(later);
	});
});

describe("a webhook that is not genuine", () => {
	it.each<[why: string, status: number, code: string, body: () => Promise<string> | string]>([
		["is no JSON", 400, "request.malformed", () => '{"Content":'],
		["is a text", 400, "request.malformed", () => "hello"],
		["has no hash", 401, "webhook.not_genuine", () => `{"Content":${content()}}`],
		["is an empty object", 401, "webhook.not_genuine", () => "{}"],
		["is a list", 401, "webhook.not_genuine", () => "[]"],
		["has another secret's hash", 401, "webhook.not_genuine", () => signed({}, "other")],
		[
			"was changed on the way",
			401,
			"webhook.not_genuine",
			async () => (await signed()).replace('"Update"', '"Delete"'),
		],
		["is another app's", 401, "webhook.not_genuine", () => signed({ ClientId: "another" })],
		["is another division's", 401, "webhook.not_genuine", () => signed({ Division: 999_999 })],
		["is signed, yet says nothing", 400, "request.malformed", () => signedBody("{}", SECRET)],
	])("because it %s is answered %s %s and moves nothing", async (_why, status, code, body) => {
		const before = await readDivision(divisionId);
		const response = await send(await body());
		expect(response.status).toBe(status);
		const problem = (await response.json()) as ProblemBody;
		expect(problem).toMatchObject({ code, status });
		expect(await receipts()).toEqual([]);
		expect(await readDivision(divisionId)).toEqual(before);
		expect(twins.exactLog.calls()).toEqual([]);
	});

	it("for it is the division of another connection is answered 401", async () => {
		const { id } = await call<{ id: string }>("POST", "/exact-connections", 201, {
			body: { name: "Other", ...app },
		});
		expect((await send(await signed(), id)).status).toBe(401);
		expect(await receipts()).toEqual([]);
	});

	it("for a connection that there is none of is answered 404, empty or signed", async () => {
		for (const body of ["", await signed()]) {
			const response = await send(body, "con_none");
			expect(response.status).toBe(404);
			expect(await response.json()).toMatchObject({ code: "connection.not_found" });
		}
	});

	it("for its bytes are no text is answered 400", async () => {
		const response = await exports.default.fetch(`${ORIGIN}/webhooks/exact/${connectionId}`, {
			method: "POST",
			body: new Uint8Array([0x7b, 0xff, 0xfe]),
		});
		expect(response.status).toBe(400);
	});

	it("over 64 KB is answered 413 before it is read, with or without its length", async () => {
		const padded = await signed({ Padding: "x".repeat(64 * 1_024) });
		const refused = await send(padded, connectionId, { "Content-Length": String(padded.length) });
		expect(refused.status).toBe(413);
		expect(await refused.json()).toMatchObject({ code: "request.too_large" });
		expect((await send(padded)).status).toBe(413);
		const least = await signed({ Padding: "" });
		const exact = await signed({ Padding: "x".repeat(65_536 - least.length) });
		expect(exact).toHaveLength(65_536);
		expect((await send(exact)).status).toBe(202);
	});

	it("is not logged with what it says", async () => {
		const logged = vi.spyOn(console, "log").mockReturnValue();
		await send(await signed({ Key: "secret-key" }));
		await send(await signed({ Key: "secret-key" }, "other"));
		const lines = JSON.stringify(logged.mock.calls);
		expect(lines).toContain("/webhooks/exact/:connection");
		expect(lines).not.toContain("secret-key");
	});

	it("is not read by another method", async () => {
		for (const method of ["GET", "PUT", "DELETE"]) {
			const response = await request(method, `/webhooks/exact/${connectionId}`, { token: null });
			expect(response.status).toBe(404);
		}
	});
});

describe("hints", () => {
	async function hint() {
		expect((await send(await signed())).status).toBe(202);
	}

	it("by the hundred bring one poll forward once", async () => {
		await hint();
		const due = (await readDivision(divisionId))?.pollDueAt;
		for (let count = 0; count < 50; count += 1) {
			await hint();
		}
		expect(await readDivision(divisionId)).toMatchObject({ pollDueAt: due, hintPolls: 1 });
	});

	it.each<[why: string, change: Partial<typeof divisions.$inferInsert>]>([
		["is off", { mode: "off" }],
		["has no settings", { settings: null }],
		["is due within the minute", { pollDueAt: Date.now() + 20_000 }],
		[
			"had sixty polls by hint this hour",
			{ hintHourStartedAt: Date.now() - 30 * MINUTE, hintPolls: 60 },
		],
	])("leave a division as it is that %s", async (_why, change) => {
		await db.update(divisions).set(change).where(eq(divisions.id, divisionId));
		const before = await readDivision(divisionId);
		await hint();
		expect(await readDivision(divisionId)).toEqual(before);
		expect(await receipts()).toHaveLength(1);
	});

	it("are counted anew when the hour is over", async () => {
		await db
			.update(divisions)
			.set({ hintHourStartedAt: Date.now() - 61 * MINUTE, hintPolls: 60 })
			.where(eq(divisions.id, divisionId));
		await hint();
		expect(await readDivision(divisionId)).toMatchObject({ hintPolls: 1 });
		expect(await pollDueIn()).toBeLessThanOrEqual(60_000);
	});

	it("have a division read at last that has no next poll", async () => {
		await db.update(divisions).set({ pollDueAt: null }).where(eq(divisions.id, divisionId));
		await hint();
		expect(await pollDueIn()).toBeLessThanOrEqual(60_000);
	});

	it("while a poll is under way have another one follow it, once", async () => {
		const started = Date.now() - 2_000;
		await db
			.update(divisions)
			.set({ pollId: "pol_1", pollStartedAt: started, pollDueAt: started })
			.where(eq(divisions.id, divisionId));
		await hint();
		const first = await readDivision(divisionId);
		expect(first?.pollDueAt).toBe(started);
		expect(first?.pollAgainAt).toBeGreaterThan(started);
		expect(first?.pollAgainAt).toBeLessThanOrEqual(Date.now());
		await hint();
		expect(await readDivision(divisionId)).toEqual(first);
	});

	it("leave a poll that failed the wait it was given, and have another one follow it", async () => {
		const due = Date.now() + 10 * MINUTE;
		await db
			.update(divisions)
			.set({ pollId: "pol_1", pollStartedAt: Date.now() - MINUTE, pollDueAt: due })
			.where(eq(divisions.id, divisionId));
		await hint();
		expect(await readDivision(divisionId)).toMatchObject({ pollDueAt: due, hintPolls: 1 });
		expect((await readDivision(divisionId))?.pollAgainAt).not.toBeNull();
	});

	it.each(["tracking-number", "goods-delivery"] as const)(
		"about the delivery of a %s that we wrote ask for no poll, and of any other do",
		async (kind) => {
			const ours = crypto.randomUUID();
			const seeded = { ...(await seedLiveDivision(Date.now())), divisionId };
			await seedWriteBack(seeded, Date.now(), {
				kind,
				state: "written",
				dueAt: null,
				exactDocumentId: ours,
			});
			const due = (await readDivision(divisionId))?.pollDueAt;
			const about = (change: Record<string, string>) =>
				signed({ Topic: "GoodsDeliveries", Action: "Create", ...change });
			await send(await about({ Key: ours.toUpperCase() }));
			expect((await readDivision(divisionId))?.pollDueAt).toBe(due);
			await send(await about({ Key: ours, Action: "Delete" }));
			expect(await pollDueIn()).toBeLessThanOrEqual(60_000);
		},
	);
});
