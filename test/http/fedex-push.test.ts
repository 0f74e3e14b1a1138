import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { fedexAccounts, packages, trackingEvents, trackingGroups } from "../../src/db/schema.ts";
import { toHex } from "../../src/lib/encoding.ts";
import { pushOf, signPush } from "../fedex/signed-push.ts";
import { call, makeFedexAccount, problemOf, request, startOutside } from "./client.ts";
import { readShipment, seedShipment } from "./seeds.ts";

const TOKEN = "Secret-of-26-characters-42";
const NUMBER = "794611112222";
const db = openDatabase(env.DB);

let accountId = "";
let shipmentId = "";
beforeEach(async () => {
	startOutside();
	accountId = await makeFedexAccount();
	const today = new Date().toISOString().slice(0, 10);
	({ shipmentId } = await aParcel(today));
});

async function aParcel(shipDate: string) {
	await db.delete(packages).where(eq(packages.trackingNumber, NUMBER));
	const { id } = await seedShipment({
		status: "labelled",
		trackingState: "label_made",
		fedexAccountId: accountId,
		shipDate,
		labelledAt: Date.now(),
	});
	const group = `trg_${crypto.randomUUID()}`;
	await db.delete(packages).where(eq(packages.shipmentId, id));
	await db.insert(packages).values({
		shipmentId: id,
		sequence: 1,
		weightGrams: 500,
		trackingNumber: NUMBER,
		trackingGroupId: group,
		trackingState: "label_made",
	});
	await db.insert(trackingGroups).values({
		id: group,
		fedexAccountId: accountId,
		pace: "label_made",
		members: 1,
		dueAt: Date.now() + 3_600_000,
		createdAt: 1,
		updatedAt: 1,
	});
	return { shipmentId: id };
}

const hear = () =>
	call("PUT", `/fedex-accounts/${accountId}/push`, 200, { body: { securityToken: TOKEN } });

function push(body: string, signature: string | undefined, to = accountId) {
	return request("POST", `/webhooks/fedex/${to}`, {
		token: null,
		body,
		headers: signature === undefined ? {} : { "fdx-signature": signature },
	});
}

const body = () => pushOf(NUMBER, "PU", new Date().toISOString());
const events = () =>
	db.select().from(trackingEvents).where(eq(trackingEvents.shipmentId, shipmentId));

describe("a push of FedEx", () => {
	it("is stored before it is answered", async () => {
		await hear();
		const text = body();
		expect((await push(text, await signPush(text, TOKEN))).status).toBe(200);
		expect(await readShipment(shipmentId)).toMatchObject({ trackingState: "in_transit" });
		expect((await push(text, await signPush(text, TOKEN))).status).toBe(200);
		expect(await events()).toHaveLength(1);
	});

	it("may be signed in hex as well", async () => {
		await hear();
		const text = body();
		const bytes = Uint8Array.from(atob(await signPush(text, TOKEN)), (one) => one.charCodeAt(0));
		expect((await push(text, toHex(bytes))).status).toBe(200);
	});

	it.each([
		["no signature", () => Promise.resolve(undefined)],
		["a foreign one", () => signPush("{}", TOKEN)],
		["one under another token", () => signPush("{}", "Another-secret-of-ours-0123")],
		["one of no form", () => Promise.resolve("let me in")],
	])("with %s is refused before anything is read of it", async (_what, sign) => {
		await hear();
		expect((await push(body(), await sign())).status).toBe(401);
		expect((await push("no JSON", await sign())).status).toBe(401);
		expect(await events()).toEqual([]);
	});

	it("to an account without push, or to none, is refused alike", async () => {
		const text = body();
		const signature = await signPush(text, TOKEN);
		expect((await push(text, signature)).status).toBe(401);
		expect((await push(text, signature, "fac_none")).status).toBe(401);
	});

	it("that is too large is refused before it is read", async () => {
		await hear();
		const text = " ".repeat(300_000);
		expect((await push(text, await signPush(text, TOKEN))).status).toBe(413);
	});

	it("that is none of FedEx's is told so", async () => {
		await hear();
		const text = JSON.stringify({ output: "nothing" });
		expect((await push(text, await signPush(text, TOKEN))).status).toBe(400);
	});
});

describe("an account's push", () => {
	it("is set, never told again, kept sealed, and ended", async () => {
		const before = await call<{ push: unknown }>("GET", `/fedex-accounts/${accountId}`, 200);
		expect(before.push).toBeNull();
		const set = await hear();
		expect(set).toMatchObject({ push: { heardAt: null } });
		expect(JSON.stringify(set)).not.toContain(TOKEN);
		const [row] = await db.select().from(fedexAccounts).where(eq(fedexAccounts.id, accountId));
		expect(row?.pushTokenSealed).toBeTruthy();
		expect(row?.pushTokenSealed).not.toContain(TOKEN);
		const ended = await call("DELETE", `/fedex-accounts/${accountId}/push`, 200);
		expect(ended).toMatchObject({ push: null });
		const text = body();
		expect((await push(text, await signPush(text, TOKEN))).status).toBe(401);
	});

	it.each(["short-A1", "without-a-capital-letter-1234", `A1${"a".repeat(99)}`])(
		"takes no token that FedEx would not: %s",
		async (securityToken) => {
			const { errors } = await problemOf("PUT", `/fedex-accounts/${accountId}/push`, 422, {
				body: { securityToken },
			});
			expect(errors[0]?.field).toBe("securityToken");
		},
	);
});
