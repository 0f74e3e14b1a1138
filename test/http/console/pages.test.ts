import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { openDatabase } from "../../../src/db/database.ts";
import type { CallBudget } from "../../../src/durable-objects/call-budget.ts";
import { seedOrder } from "../../db/seed.ts";
import { demoCredentials } from "../../simulators/demo/credentials.ts";
import { ADMIN_TOKEN, call, makeFedexAccount, startOutside } from "../client.ts";
import { seedDivision, seedHeldDivision, seedShipment } from "../seeds.ts";
import { Browser } from "./browser.ts";

let browser: Browser;
beforeEach(async () => {
	startOutside();
	browser = await Browser.loggedIn();
});

const EVIL = `<script>alert("x")</script>`;
const ESCAPED = "&lt;script&gt;alert(";
const { division: _code, ...app } = demoCredentials.nl;

/** What a reader sees of a page. */
function text(html: string): string {
	return html
		.replaceAll(/<[^>]*>/g, "")
		.replaceAll("&#39;", "'")
		.replaceAll(/\s+/g, " ");
}

async function seedEverything() {
	const accountId = await makeFedexAccount();
	const { id: connectionId } = await call<{ id: string }>("POST", "/exact-connections", 201, {
		body: { name: `Zwolle ${EVIL}`, ...app },
	});
	const divisionId = await seedHeldDivision(accountId, {
		connectionId,
		name: `Noordzee ${EVIL}`,
	});
	const reason = {
		code: "address.street_missing",
		field: "Delivery address › Street",
		message: `No street ${EVIL}.`,
		remedy: "Fill in the street.",
	};
	await seedOrder(divisionId, Date.now(), {
		orderNumber: 31_001,
		deliverToName: `Jansen ${EVIL}`,
		state: "blocked",
		reasons: [reason],
	});
	await seedOrder(divisionId, Date.now(), { orderNumber: 31_002, state: "held_back" });
	const blocked = await seedShipment({
		divisionId,
		orderNumber: 31_003,
		status: "blocked",
		reason,
	});
	const labelled = await seedShipment({
		divisionId,
		orderNumber: 31_004,
		status: "labelled",
		masterTrackingNumber: "794600000001",
		pieces: ["794600000001"],
		decision: {
			code: "order.cancelled_after_label",
			message: `Cancelled ${EVIL}.`,
			remedy: "Void the label or let it go.",
			choices: ["keep"],
			cause: "cancelled",
			at: Date.now(),
		},
	});
	const failed = await seedShipment({ divisionId, orderNumber: 31_005, status: "failed", reason });
	return { accountId, connectionId, divisionId, blocked, labelled, failed };
}

describe("each page", () => {
	it("renders what is there, escapes names, and holds no secret", async () => {
		const { accountId, connectionId, divisionId, blocked, labelled } = await seedEverything();
		const pages: [string, string[]][] = [
			["/", ["Needs a hand", "shipment is blocked", "order is held back", "piece of work failed"]],
			["/console/inbox", ["31001", "Fill in the street.", "Fixed, try again", "Do it again"]],
			["/console/set-up", ["Noordzee", "Check now", "Preview and go live"]],
			["/console/pack", ["Scan or type an order"]],
			[`/console/pack/${blocked.orderId}`, ["31003", "Fill in the street."]],
			["/console/connections", ["Zwolle", "pending"]],
			["/console/connections/new", ["https://connector.test/oauth/exact/callback"]],
			[`/console/connections/${connectionId}`, ["Connect to Exact", "Noordzee"]],
			["/console/fedex-accounts", ["FedEx NL", "510088001"]],
			["/console/fedex-accounts/new", ["Track credentials"]],
			[`/console/fedex-accounts/${accountId}`, ["Check the credentials"]],
			["/console/divisions", ["Noordzee", "hold"]],
			[`/console/divisions/${divisionId}`, ["Read now", "Preview and release"]],
			[`/console/divisions/${divisionId}/settings`, ["Ceintuurbaan 42", "FDX-PRIO"]],
			[`/console/divisions/${divisionId}/preview`, ["31001", "Fill in the street."]],
			["/console/orders", ["31001", "31002", "Fill in the street."]],
			["/console/orders?state=held_back", ["31002"]],
			["/console/shipments", ["31003", "31004", "794600000001"]],
			["/console/shipments?decision=open", ["31004"]],
			[`/console/shipments/${blocked.id}`, ["Do it again", "Fill in the street."]],
			[`/console/shipments/${labelled.id}`, ["Open label", "Void the label", "confirmed"]],
			["/console/failed-work", ["address.street_missing", "again"]],
			["/console/audit", ["fedex_account.created", "session.opened"]],
		];
		for (const [path, texts] of pages) {
			const html = await browser.page(path);
			for (const text of texts) {
				expect(html, path).toContain(text);
			}
			expect(html, path).not.toContain("<script>");
			for (const secret of [app.clientSecret, app.webhookSecret, "-ship-secret", ADMIN_TOKEN]) {
				expect(html, path).not.toContain(secret);
			}
		}
		expect(await browser.page("/console/orders")).toContain(ESCAPED);
		expect(await browser.page("/console/orders?state=held_back")).not.toContain("31001");
		expect(await browser.page("/console/shipments?decision=open")).not.toContain("31003");
	});

	it("says what a short day means: when its calls end, what waits, and what rests", async () => {
		const { connectionId, divisionId } = await seedEverything();
		const row = await env.DB.prepare("select code from divisions where id = ?")
			.bind(divisionId)
			.first<{ code: number }>();
		const budgets = env.CALL_BUDGETS as unknown as DurableObjectNamespace<CallBudget>;
		const budget = budgets.getByName(`${connectionId}:${row?.code}`);
		expect(await browser.page("/")).not.toContain("At today's pace");
		vi.spyOn(Date, "now").mockReturnValue(Date.UTC(2026, 10, 23, 15));
		const resetAt = Date.UTC(2026, 10, 24);
		const day = { limit: 5_000, remaining: 900, resetAt };
		await budget.report({ status: 200, minute: null, day });
		for (let error = 0; error < 6; error += 1) {
			await budget.countError({ endpoint: "crm/Items", status: 403 });
		}
		const page = text(await (await Browser.loggedIn()).page("/"));
		expect(page).toContain("At today's pace the day's calls end at 2026-11-23 18:17 UTC.");
		expect(page).toContain(
			"Waits until 2026-11-24 00:00 UTC: other news in Documents; checking webhooks.",
		);
		expect(page).toContain(
			"Exact refused too many calls to crm/Items; they rest until 2026-11-23 16:00 UTC.",
		);
	});

	it.each([
		"/console/connections/con_none",
		"/console/fedex-accounts/fac_none",
		"/console/divisions/div_none",
		"/console/divisions/div_none/settings",
		"/console/divisions/div_none/preview",
		"/console/shipments/shp_none",
		"/console/documents/doc_none/open",
	])("%s of nothing is a page with the code", async (path) => {
		expect(await browser.page(path, 404)).toMatch(/_?[a-z]+\.not_found/);
	});

	it("keeps a list's filters while it is paged through", async () => {
		const divisionId = await seedDivision();
		for (let count = 0; count < 51; count += 1) {
			await seedOrder(divisionId, Date.now(), { orderNumber: 40_000 + count, state: "ready" });
		}
		const first = await browser.page(`/console/orders?divisionId=${divisionId}&state=ready`);
		const next = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
		expect(next).toContain(`divisionId=${divisionId}`);
		const second = await browser.page(next);
		expect(second.match(/>400\d\d</g)).toHaveLength(1);
		expect(second).toContain("First page");
	});
});

describe("a document", () => {
	it("opens by a signed link that is made on the way", async () => {
		const { documentId } = await seedShipment({ status: "labelled" });
		const response = await browser.get(`/console/documents/${documentId}/open`);
		expect(response.status).toBe(303);
		expect(response.headers.get("Location")).toMatch(
			new RegExp(`/labels/${documentId}\\?expires=\\d+&signature=`),
		);
	});

	it("of a voided shipment is told to be gone", async () => {
		const { documentId } = await seedShipment({ status: "labelled" });
		await env.DB.prepare("update documents set revoked_at = 1 where id = ?").bind(documentId).run();
		expect(await browser.page(`/console/documents/${documentId}/open`, 410)).toContain("revoked");
	});
});

describe("the page of a shipment", () => {
	it("shows what its customer was mailed, and why not where not", async () => {
		const { divisionId, labelled } = await seedEverything();
		const path = `/console/shipments/${labelled.id}`;
		expect(await browser.page(path)).not.toContain("Mails to the customer");
		await openDatabase(env.DB).run(sql`
			insert into customer_mails (shipment_id, kind, division_id, state, code, created_at, updated_at)
			values (${labelled.id}, 'label_made', ${divisionId}, 'sent', null, 1, 1),
				(${labelled.id}, 'problem', ${divisionId}, 'skipped', 'mail.no_address', 2, 2),
				(${labelled.id}, 'delivered', ${divisionId}, 'refused', 'mail.recipient_suppressed', 3, 3)`);
		const html = await browser.page(path);
		for (const text of [
			"Mails to the customer",
			"label made",
			"sent",
			"The shipment has no mail address.",
			"mail.recipient_suppressed",
			"refused",
		]) {
			expect(html).toContain(text);
		}
	});
});
