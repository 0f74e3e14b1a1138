import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { seedOrder } from "../../../db/seed.ts";
import { sampleSettings } from "../../../shipping/samples.ts";
import { startOutside, wokenUp } from "../../client.ts";
import { readOrder, readShipment, seedDivision, seedShipment } from "../../seeds.ts";
import { Browser } from "../browser.ts";

let browser: Browser;
beforeEach(async () => {
	startOutside();
	browser = await Browser.loggedIn();
});

function problem(code: string) {
	return {
		code,
		field: "Delivery address › Street",
		message: "The delivery address has no street.",
		remedy: "Fill in the street.",
	};
}

/** A cause of this test's own, so that other tests' rows are in other groups. */
function ownCode(): string {
	return `address.${crypto.randomUUID().slice(0, 8)}`;
}

function seedLive() {
	return seedDivision({ mode: "live", settings: sampleSettings(), fedexAccountId: "fac_1" });
}

async function blockedOrder(divisionId: string, code: string, change = {}) {
	return seedOrder(divisionId, Date.now(), {
		state: "blocked",
		reasons: [problem(code)],
		judgeDueAt: Date.now() + 86_400_000,
		...change,
	});
}

async function auditOf(subject: string): Promise<string[]> {
	const { results } = await env.DB.prepare(
		"select action || ' by ' || actor as line from audit_events where subject = ? order by version",
	)
		.bind(subject)
		.all<{ line: string }>();
	return results.map(({ line }) => line);
}

describe("the inbox", () => {
	it("groups what waits by its cause, with the way to the order in Exact", async () => {
		const code = ownCode();
		const divisionId = await seedLive();
		const order = await blockedOrder(divisionId, code, { orderNumber: 41_001 });
		await blockedOrder(divisionId, code, { orderNumber: 41_002 });
		const shipment = await seedShipment({
			divisionId,
			orderNumber: 41_003,
			status: "blocked",
			reason: problem(code),
		});

		const html = await browser.page(`/console/inbox?code=${code}`);

		expect(html).toContain("The delivery address has no street.");
		expect(html).toContain("Delivery address › Street");
		expect(html).toContain("Fixed, try again: all 2");
		expect(html).toContain(`/console/shipments/${shipment.id}`);
		expect(html).toContain(`/nl/docs/SlsSalesOrderEntry.aspx?ID=%7B${order.exactOrderId}%7D`);
	});

	it("shows the first of a long group, and all of it on a page of its own", async () => {
		const code = ownCode();
		const divisionId = await seedLive();
		for (let at = 0; at < 12; at += 1) {
			await blockedOrder(divisionId, code, { orderNumber: 42_000 + at });
		}

		expect(await browser.page("/console/inbox")).toContain(`Show all 12 with ${code}`);
		const all = await browser.page(`/console/inbox?kind=order&code=${code}`);
		expect(all.match(/>42\d\d\d<\/a>/g)).toHaveLength(12);
	});

	it("counts what waits in the navigation of every page", async () => {
		const countOf = async () =>
			Number(/data-live="inbox-count"[^>]*>(\d+)</.exec(await browser.page("/console/audit"))?.[1]);
		const before = await countOf();
		const divisionId = await seedLive();
		await blockedOrder(divisionId, ownCode());
		await seedShipment({ divisionId, status: "failed", reason: problem(ownCode()) });

		expect(await countOf()).toBe(before + 2);
	});

	it("tells a connection without consent, a refused account and an unread division as wholes", async () => {
		const now = Date.now();
		await env.DB.prepare(
			`insert into connections (id, name, region, client_id, webhook_secret_sealed, status, created_at, updated_at)
				values (?, 'Zwolle ends', 'nl', 'x', '', 'needs_reauthorization', ?, ?)`,
		)
			.bind(`con_${crypto.randomUUID()}`, now, now)
			.run();
		await seedDivision({
			name: "Waddenzee",
			mode: "live",
			settings: sampleSettings(),
			pollProblem: { ...problem("exact.forbidden"), message: "Exact refuses the division." },
		});

		await seedDivision({
			name: "Geduld",
			mode: "live",
			settings: sampleSettings(),
			pollProblem: problem("exact.no_room"),
		});

		const html = await browser.page("/console/inbox");

		expect(html).not.toContain("Division Geduld");
		expect(html).toContain("Connection Zwolle ends");
		expect(html).toContain("Division Waddenzee can&#39;t be read");
		expect(html).toContain("Exact refuses the division.");
	});
});

describe("fixed, try again", () => {
	it("has every order and shipment of the cause read again, and nothing else", async () => {
		const code = ownCode();
		const divisionId = await seedLive();
		const order = await blockedOrder(divisionId, code);
		const other = await blockedOrder(divisionId, ownCode());
		const shipment = await seedShipment({ divisionId, status: "blocked", reason: problem(code) });

		const { location, page } = await browser.send("/console/inbox/again", { kind: "order", code });
		await browser.send("/console/inbox/again", { kind: "shipment", code });

		expect(location).toBe("/console/inbox");
		expect(page).toContain("1 order is read again with the next poll");
		expect((await readOrder(order.id))?.judgeDueAt).toBeLessThanOrEqual(Date.now());
		expect((await readOrder(other.id))?.judgeDueAt).toBeGreaterThan(Date.now());
		expect(await readShipment(shipment.id)).toMatchObject({ status: "blocked", plan: null });
		expect((await readOrder(shipment.orderId))?.judgeDueAt).toBeLessThanOrEqual(Date.now());
		expect(wokenUp).toContainEqual({ kind: "poll", scope: divisionId });
		expect(await auditOf(`order:${order.id}`)).toEqual(["order.replay_asked by operator:admin"]);
		expect(await auditOf(`shipment:${shipment.id}`)).toEqual([
			"shipment.replay_asked by operator:admin",
		]);
	});

	it("has one order read again, and a second click does no harm", async () => {
		const divisionId = await seedLive();
		const order = await blockedOrder(divisionId, ownCode());

		await browser.send("/console/inbox/again", { kind: "order", id: order.id });
		const { page } = await browser.send("/console/inbox/again", { kind: "order", id: order.id });

		expect(page).toContain("1 order is read again");
		expect(await readOrder(order.id)).toMatchObject({ state: "blocked" });
	});

	it("says so where nothing is blocked any more", async () => {
		const divisionId = await seedLive();
		const order = await seedOrder(divisionId, Date.now(), { state: "ready" });

		const { page } = await browser.send("/console/inbox/again", { kind: "order", id: order.id });

		expect(page).toContain("Nothing of it is blocked any more.");
		expect(await auditOf(`order:${order.id}`)).toEqual([]);
	});

	it("buys for no whole group what is over its price limit, nor what may have a label", async () => {
		const divisionId = await seedLive();
		for (const code of ["charge.over_limit", "shipment.attempts_lost"]) {
			const { id } = await seedShipment({ divisionId, status: "blocked", reason: problem(code) });

			const html = await browser.page(`/console/inbox?kind=shipment&code=${code}`);
			await browser.send("/console/inbox/again", { kind: "shipment", code });

			expect(html).not.toContain(": all ");
			expect(await auditOf(`shipment:${id}`)).toEqual([]);
			expect((await readShipment(id))?.plan).not.toBeNull();
		}
	});

	it("does failed work of a cause again", async () => {
		const code = ownCode();
		const divisionId = await seedLive();
		const failed = await seedShipment({ divisionId, status: "failed", reason: problem(code) });

		const { page } = await browser.send("/console/inbox/again", { kind: "failed", code });

		expect(page).toContain("1 piece of work is due again.");
		expect(await readShipment(failed.id)).toMatchObject({ status: "planned", reason: null });
	});

	it("takes a decision where it stands, and refuses one about something else by now", async () => {
		const decision = {
			code: "order.cancelled_after_label",
			message: "The order was cancelled.",
			remedy: "Void the label or let it go.",
			choices: ["keep" as const],
			cause: "cancelled",
			at: Date.now(),
		};
		const { id } = await seedShipment({
			divisionId: await seedLive(),
			status: "labelled",
			decision,
		});
		const answer = { kind: "decision", id, choice: "keep" };

		const refused = await browser.send("/console/inbox/again", { ...answer, cause: "another" });
		expect(refused.page).toContain("It is about something else by now");
		const { page } = await browser.send("/console/inbox/again", { ...answer, cause: "cancelled" });

		expect(page).toContain("Decided: it stays as it is.");
		expect((await readShipment(id))?.decision).toBeNull();
	});

	it("refuses what names no kind", async () => {
		const { page } = await browser.send("/console/inbox/again", { kind: "everything" });
		expect(page).toContain("It does not say what is to be tried again.");
	});
});
