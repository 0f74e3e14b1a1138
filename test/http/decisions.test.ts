import { beforeEach, describe, expect, it } from "vitest";

import type { Decision } from "../../src/shipping/decision.ts";
import { seedOrder } from "../db/seed.ts";
import { call, request, startOutside, wokenUp } from "./client.ts";
import { Browser } from "./console/browser.ts";
import { readDivision, readOrder, seedHeldDivision, seedShipment } from "./seeds.ts";

beforeEach(() => {
	startOutside();
});

const RAISED: Decision = {
	code: "order.raised_after_label",
	message: "The order asks for 3 more of line 1 than its labels cover.",
	remedy: "Have the rest shipped in a parcel of its own, or leave it.",
	choices: ["ship-rest", "keep"],
	cause: "rest line-1 3",
	at: Date.parse("2026-11-23T09:00:00Z"),
};

const live = () => seedHeldDivision("fac_1", { mode: "live", pollDueAt: null });

async function anOpenDecision(decision = RAISED) {
	const divisionId = await live();
	const shipment = await seedShipment({
		divisionId,
		status: "labelled",
		order: { decision, state: "reserved" },
	});
	return { ...shipment, divisionId };
}

describe("a decision about an order", () => {
	it("is shown with the order and with its shipment, and found by the filter", async () => {
		const { id, orderId, divisionId } = await anOpenDecision();
		const decision = { ...RAISED, at: "2026-11-23T09:00:00.000Z" };
		expect(await call("GET", `/shipments/${id}`, 200)).toMatchObject({ decision });
		const orders = await call("GET", `/orders?divisionId=${divisionId}`, 200);
		expect(orders).toMatchObject({ items: [{ id: orderId, decision }] });
		expect(await call("GET", "/shipments?decision=open", 200)).toMatchObject({ items: [{ id }] });
		const browser = await Browser.loggedIn();
		const list = await browser.page("/console/shipments?decision=open");
		expect(list).toContain(`/console/shipments/${id}`);
	});

	it("is not shown with a shipment that has no label", async () => {
		const { orderId, divisionId } = await anOpenDecision();
		const unsent = await seedShipment({ divisionId, orderId, status: "blocked" });
		expect(await call("GET", `/shipments/${unsent.id}`, 200)).toMatchObject({ decision: null });
	});

	it("is taken by a program, and the division is read at once", async () => {
		const { id, orderId, divisionId } = await anOpenDecision();
		const answer = await call("POST", `/shipments/${id}/decision`, 202, {
			body: { choice: "ship-rest", cause: RAISED.cause },
		});
		expect(answer).toMatchObject({ id, decision: null });
		expect(await readOrder(orderId)).toMatchObject({
			decision: null,
			settledDecisions: [{ cause: RAISED.cause, choice: "ship-rest" }],
			version: 1,
		});
		expect((await readOrder(orderId))?.judgeDueAt).not.toBeNull();
		expect((await readDivision(divisionId))?.pollDueAt).toBeLessThanOrEqual(Date.now());
		expect(wokenUp).toEqual([{ kind: "poll", scope: divisionId }]);
		expect(await call("GET", `/audit?subject=order:${orderId}`, 200)).toMatchObject({
			items: [
				{
					action: "order.decision_settled",
					details: { code: RAISED.code, choice: "ship-rest" },
				},
			],
		});
	});

	it("is taken on the shipment's page", async () => {
		const { id, orderId } = await anOpenDecision();
		const browser = await Browser.loggedIn();
		const page = await browser.page(`/console/shipments/${id}`);
		expect(page).toContain("Ship the rest");
		expect(page).toContain("Leave it as it is");
		const { page: after } = await browser.send(`/console/shipments/${id}/decision`, {
			choice: "keep",
			cause: RAISED.cause,
		});
		expect(after).toContain("Decided: it stays as it is.");
		expect((await readOrder(orderId))?.decision).toBeNull();
	});

	it.each([
		[{ choice: "burn", cause: RAISED.cause }, 422, "request.invalid"],
		[{ choice: "keep" }, 422, "request.invalid"],
		[{ choice: "keep", cause: "rest line-1 200" }, 409, "shipment.decision_changed"],
		[{}, 422, "request.invalid"],
		["{", 400, "request.malformed"],
	])("refuses %j with the field", async (body, status, code) => {
		const { id, orderId } = await anOpenDecision();
		const response = await request("POST", `/api/v1/shipments/${id}/decision`, { body });
		expect(response.status).toBe(status);
		expect(await response.json()).toMatchObject({ code });
		expect((await readOrder(orderId))?.decision).toEqual(RAISED);
	});

	it("that is not there is a conflict, and a shipment that is not there is not found", async () => {
		const { id } = await seedShipment({ status: "labelled" });
		const body = { choice: "keep", cause: "any" };
		expect(await call("POST", `/shipments/${id}/decision`, 409, { body })).toMatchObject({
			code: "shipment.nothing_to_decide",
		});
		expect(await call("POST", `/shipments/shp_none/decision`, 404, { body })).toMatchObject({
			code: "shipment.not_found",
		});
	});
});

describe("an order that a release left out", () => {
	it("ships when a program asks for it", async () => {
		const divisionId = await live();
		const { id } = await seedOrder(divisionId, Date.now(), {
			state: "held_back",
			heldBackAt: 1,
			firstReadyAt: 1,
		});
		expect(await call("POST", `/orders/${id}/ship`, 202)).toMatchObject({ id, state: "ready" });
		expect(await readOrder(id)).toMatchObject({ heldBackAt: null, version: 1 });
		expect((await readOrder(id))?.releasedAt).not.toBeNull();
		expect(wokenUp).toEqual([{ kind: "poll", scope: divisionId }]);
		expect(await call("POST", `/orders/${id}/ship`, 409)).toMatchObject({
			code: "order.not_held_back",
		});
	});

	it("ships when a person presses the button in the list", async () => {
		const divisionId = await live();
		const { id } = await seedOrder(divisionId, Date.now(), { state: "held_back", heldBackAt: 1 });
		const browser = await Browser.loggedIn();
		expect(await browser.page("/console/orders?state=held_back")).toContain("Ship it");
		const { page } = await browser.send(`/console/orders/${id}/ship`);
		expect(page).toContain("It ships with the next poll");
		expect(await readOrder(id)).toMatchObject({ state: "ready" });
	});

	it("stays where the division is not live, with the remedy", async () => {
		const divisionId = await seedHeldDivision("fac_1");
		const { id } = await seedOrder(divisionId, Date.now(), { state: "held_back", heldBackAt: 1 });
		expect(await call("POST", `/orders/${id}/ship`, 409)).toMatchObject({
			code: "division.not_live",
		});
		expect(await readOrder(id)).toMatchObject({ state: "held_back" });
	});

	it("is not mixed up with one that is not ready: the answer names what stands in the way", async () => {
		const reason = { code: "order.not_approved", field: "Status", message: "No.", remedy: "Do." };
		const { id } = await seedOrder(await live(), Date.now(), {
			state: "not_ready",
			reasons: [reason],
		});
		expect(await call("POST", `/orders/${id}/ship`, 409)).toMatchObject({
			code: "order.not_held_back",
			errors: [{ field: "Status", message: "No.", remedy: "Do." }],
		});
	});
});
