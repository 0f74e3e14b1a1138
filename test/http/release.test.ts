import { beforeEach, describe, expect, it } from "vitest";

import { seedOrder } from "../db/seed.ts";
import {
	call,
	makeFedexAccount,
	type Page,
	problemOf,
	request,
	startOutside,
	wokenUp,
} from "./client.ts";
import { readDivision, readOrder, seedDivision, seedHeldDivision } from "./seeds.ts";

type Previewed = {
	orderId: string;
	orderNumber: number;
	customer: string | null;
	ready: boolean;
	reasons: { code: string; remedy: string }[];
};

let fedexAccountId: string;
beforeEach(async () => {
	startOutside();
	fedexAccountId = await makeFedexAccount();
});

const REASON = {
	code: "order.not_approved",
	field: "Sales order › Approval status",
	message: "The order is not approved.",
	remedy: "Approve the order in Exact.",
};

async function seedPreview() {
	const divisionId = await seedHeldDivision(fedexAccountId);
	const now = Date.now();
	const seed = (change: Parameters<typeof seedOrder>[2]) => seedOrder(divisionId, now, change);
	const first = await seed({ state: "ready", orderNumber: 1 });
	const second = await seed({ state: "ready", orderNumber: 2 });
	const blocked = await seed({ state: "blocked", orderNumber: 3, reasons: [REASON] });
	const notReady = await seed({ state: "not_ready", orderNumber: 4, reasons: [REASON] });
	await seed({ state: "new", orderNumber: 5 });
	return {
		divisionId,
		first: first.id,
		second: second.id,
		blocked: blocked.id,
		notReady: notReady.id,
	};
}

function release(divisionId: string, orders: unknown, mode = "live") {
	return request("POST", `/api/v1/divisions/${divisionId}/release`, { body: { mode, orders } });
}

describe("the preview", () => {
	it("shows what would ship and why the rest would not", async () => {
		const { divisionId } = await seedPreview();
		const { items } = await call<Page<Previewed>>("GET", `/divisions/${divisionId}/preview`, 200);
		const shown = items
			.map(({ orderNumber, customer, ready, reasons }) => ({
				orderNumber,
				customer,
				ready,
				reasons,
			}))
			.sort((a, b) => a.orderNumber - b.orderNumber);
		expect(shown).toEqual([
			{ orderNumber: 1, customer: "Jansen", ready: true, reasons: [] },
			{ orderNumber: 2, customer: "Jansen", ready: true, reasons: [] },
			{ orderNumber: 3, customer: "Jansen", ready: false, reasons: [REASON] },
			{ orderNumber: 4, customer: "Jansen", ready: false, reasons: [REASON] },
		]);
	});
});

describe("a release", () => {
	it("of all opens the division and lets every ready order go", async () => {
		const { divisionId, first, second, blocked, notReady } = await seedPreview();
		const response = await release(divisionId, "all");
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ id: divisionId, mode: "live" });
		const division = await readDivision(divisionId);
		expect(division?.releasedAt).not.toBeNull();
		expect(division?.pollDueAt).toBe(division?.releasedAt);
		expect(wokenUp).toEqual([{ kind: "poll", scope: divisionId }]);
		for (const id of [first, second]) {
			expect(await readOrder(id)).toMatchObject({
				state: "ready",
				releasedAt: division?.releasedAt,
				judgeDueAt: division?.releasedAt,
				heldBackAt: null,
			});
		}
		expect((await readOrder(blocked))?.judgeDueAt).toBe(division?.releasedAt);
		expect(await readOrder(notReady)).toMatchObject({ releasedAt: null, judgeDueAt: null });
	});

	it("of ticked orders holds the other ready ones back", async () => {
		const { divisionId, first, second } = await seedPreview();
		expect((await release(divisionId, [first])).status).toBe(200);
		expect(await readOrder(first)).toMatchObject({ state: "ready", heldBackAt: null });
		const held = await readOrder(second);
		expect(held).toMatchObject({ state: "held_back", releasedAt: null, judgeDueAt: null });
		expect(held?.heldBackAt).not.toBeNull();
	});

	it("of no order opens the division for what comes after", async () => {
		const { divisionId, first } = await seedPreview();
		expect((await release(divisionId, [], "shadow")).status).toBe(200);
		expect(await readDivision(divisionId)).toMatchObject({ mode: "shadow" });
		expect(await readOrder(first)).toMatchObject({ state: "held_back" });
	});

	it("names the orders that are unknown or not ready, and changes nothing", async () => {
		const { divisionId, first, blocked, notReady } = await seedPreview();
		const elsewhere = await seedOrder(await seedHeldDivision(fedexAccountId), Date.now(), {
			state: "ready",
		});
		const orders = [blocked, first, "ord_none", notReady, elsewhere.id];
		const { errors } = await problemOf("POST", `/divisions/${divisionId}/release`, 422, {
			body: { mode: "live", orders },
		});
		expect(errors.map((error) => error.field)).toEqual([
			"orders.0",
			"orders.2",
			"orders.3",
			"orders.4",
		]);
		expect(errors[1]?.message).toContain("ord_none");
		expect(await readDivision(divisionId)).toMatchObject({ mode: "hold", version: 1 });
		expect(await readOrder(first)).toMatchObject({ releasedAt: null });
	});

	it("is done once when two people press at the same time", async () => {
		const { divisionId, first, second } = await seedPreview();
		const answers = await Promise.all([
			release(divisionId, [first]),
			release(divisionId, [second]),
			release(divisionId, "all"),
		]);
		expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
		expect((await readDivision(divisionId))?.version).toBe(2);
		const { items } = await call<Page<object>>("GET", `/audit?subject=division:${divisionId}`, 200);
		expect(items.length).toBe(1);
	});

	it("needs a division that was read to its end", async () => {
		const id = await seedHeldDivision(fedexAccountId, { lastPollAt: null });
		const response = await release(id, "all");
		expect(response.status).toBe(409);
		expect(await response.json()).toMatchObject({ code: "division.not_read" });
	});

	it("needs a division in hold", async () => {
		const off = await release(await seedDivision(), "all");
		expect(await off.json()).toMatchObject({ status: 409, code: "division.not_mapped" });
		const live = await release(await seedHeldDivision(fedexAccountId, { mode: "live" }), "all");
		expect(await live.json()).toMatchObject({ status: 409, code: "division.not_in_hold" });
	});

	it("is refused where its body is none", async () => {
		const { divisionId } = await seedPreview();
		const { errors } = await problemOf("POST", `/divisions/${divisionId}/release`, 422, {
			body: { mode: "fast", orders: "some" },
		});
		expect(errors.map((error) => error.field)).toEqual(["mode", "orders"]);
	});

	it("after another hold ships a held-back order only when it is named", async () => {
		const { divisionId, first, second } = await seedPreview();
		await release(divisionId, [first]);
		const held = await call("POST", `/divisions/${divisionId}/hold`, 200);
		expect(held).toMatchObject({ mode: "hold" });
		const { items } = await call<Page<Previewed>>("GET", `/divisions/${divisionId}/preview`, 200);
		expect(items.find((item) => item.orderId === second)).toMatchObject({
			ready: false,
			reasons: [{ code: "order.held_back" }],
		});
		expect((await release(divisionId, "all")).status).toBe(200);
		expect(await readOrder(second)).toMatchObject({ state: "held_back" });

		await call("POST", `/divisions/${divisionId}/hold`, 200);
		expect((await release(divisionId, [second])).status).toBe(200);
		expect(await readOrder(second)).toMatchObject({ state: "ready", heldBackAt: null });
	});
});

describe("a hold", () => {
	it("closes a live division, and is no error twice", async () => {
		const id = await seedHeldDivision(fedexAccountId, { mode: "live", releasedAt: 1 });
		await call("POST", `/divisions/${id}/hold`, 200);
		const again = await call("POST", `/divisions/${id}/hold`, 200);
		expect(again).toMatchObject({ mode: "hold" });
		expect((await readDivision(id))?.version).toBe(2);
	});
});
