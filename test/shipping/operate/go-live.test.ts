import { describe, expect, it } from "vitest";

import { planOrders } from "../../../src/shipping/judge/plan-orders.ts";
import { anAdministration, START } from "../administration.ts";

const MINUTE = 60_000;

const inHold = () => anAdministration({ mode: "hold", releasedAt: null });

type Administration = Awaited<ReturnType<typeof inHold>>;

async function idOf(admin: Administration, exactOrderId: string) {
	return (await admin.orderOf(exactOrderId)).id;
}

describe("a division in hold", () => {
	it("shows what it would ship, what it would not, and why, and reserves nothing", async () => {
		const admin = await inHold();
		const ready = admin.enter();
		const blocked = admin.enter({ address: { city: null } });
		const unready = admin.enter({ header: { approvalStatus: 0 } });
		await admin.run();
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(ready.exactOrderId)).toMatchObject({ state: "ready", reasons: [] });
		expect(await admin.orderOf(blocked.exactOrderId)).toMatchObject({
			state: "blocked",
			reasons: [{ code: "address.city_missing" }],
		});
		expect(await admin.orderOf(unready.exactOrderId)).toMatchObject({ state: "not_ready" });
		for (const { exactOrderId } of [ready, blocked, unready]) {
			expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		}
	});

	it("knows since when an order is ready, also across a time when it was not", async () => {
		const admin = await inHold();
		const { exactOrderId, header } = admin.enter();
		await admin.run();
		admin.erp.putHeader({ ...header, approvalStatus: 0 });
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({
			state: "not_ready",
			firstReadyAt: START,
			readySince: null,
		});
		admin.erp.putHeader(header);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({
			state: "ready",
			firstReadyAt: START,
			readySince: START + 30 * MINUTE,
		});
	});
});

describe("a release", () => {
	it("ships the ticked orders and holds the others back, also when they change", async () => {
		const admin = await inHold();
		const [ticked, left] = [admin.enter(), admin.enter()];
		await admin.run();
		admin.time.now += MINUTE;
		expect(await admin.release([await idOf(admin, ticked.exactOrderId)])).toBe("done");
		await admin.pollAfter(MINUTE);
		expect(await admin.shipmentsOf(ticked.exactOrderId)).toMatchObject([{ status: "planned" }]);
		admin.erp.putHeader(left.header);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(left.exactOrderId)).toMatchObject({ state: "held_back" });
		expect(await admin.shipmentsOf(left.exactOrderId)).toEqual([]);
	});

	it("of all ships every order that was shown as ready", async () => {
		const admin = await inHold();
		const entered = [admin.enter(), admin.enter(), admin.enter()];
		await admin.run();
		await admin.release("all");
		await admin.pollAfter(MINUTE);
		for (const { exactOrderId } of entered) {
			expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([{ status: "planned" }]);
		}
	});

	it("lets an order ship by itself that is first ready after it", async () => {
		const admin = await inHold();
		const unready = admin.enter({ header: { approvalStatus: 0 } });
		await admin.run();
		await admin.release("all");
		await admin.pollAfter(MINUTE);
		const fresh = admin.enter();
		admin.erp.putHeader({ ...unready.header, approvalStatus: 1 });
		await admin.pollAfter(15 * MINUTE);
		for (const { exactOrderId } of [fresh, unready]) {
			expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([{ status: "planned" }]);
		}
	});

	it("does not ship an order outside of the preview that was ready before it", async () => {
		const admin = await inHold();
		const { exactOrderId, header } = admin.enter();
		await admin.run();
		admin.erp.putHeader({ ...header, approvalStatus: 0 });
		await admin.pollAfter(15 * MINUTE);
		await admin.release("all");
		admin.erp.putHeader(header);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "held_back" });
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
	});

	it("that leaves an order out holds it back, though an earlier release ticked it", async () => {
		const admin = await inHold();
		const { exactOrderId, header } = admin.enter();
		await admin.run();
		await admin.release([await idOf(admin, exactOrderId)]);
		admin.erp.putHeader({ ...header, approvalStatus: 0 });
		await admin.pollAfter(15 * MINUTE);
		await admin.hold();
		admin.erp.putHeader(header);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "ready" });
		await admin.release([]);
		admin.erp.putHeader(header);
		await admin.pollAfter(15 * MINUTE);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "held_back" });
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
	});

	it("gives blocked orders their shipment, so that a person sees them", async () => {
		const admin = await inHold();
		const { exactOrderId } = admin.enter({ address: { city: null } });
		await admin.run();
		await admin.release("all");
		await admin.pollAfter(MINUTE);
		expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([
			{ status: "blocked", reason: { code: "address.city_missing" } },
		]);
	});

	it("into shadow reserves nothing", async () => {
		const admin = await inHold();
		const { exactOrderId } = admin.enter();
		await admin.run();
		await admin.release("all", "shadow");
		await admin.pollAfter(MINUTE);
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "ready" });
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
	});

	it("goes from shadow to live: what was ready needs a tick, what becomes ready ships by itself", async () => {
		const admin = await inHold();
		const [ticked, left] = [admin.enter(), admin.enter()];
		await admin.run();
		await admin.release("all", "shadow");
		await admin.pollAfter(MINUTE);
		const inShadow = admin.enter();
		await admin.pollAfter(15 * MINUTE);
		const ids = await Promise.all(
			[ticked, left, inShadow].map(({ exactOrderId }) => idOf(admin, exactOrderId)),
		);
		const outlooks = await planOrders(await admin.division(), ids, admin.deps);
		expect([...outlooks.values()].map(({ plans }) => plans[0]?.service)).toEqual([
			"FEDEX_PRIORITY",
			"FEDEX_PRIORITY",
			"FEDEX_PRIORITY",
		]);
		for (const { exactOrderId } of [ticked, left, inShadow]) {
			expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		}
		admin.time.now += MINUTE;
		expect(await admin.release([ids[0] ?? "", ids[2] ?? ""])).toBe("done");
		await admin.pollAfter(MINUTE);
		const later = admin.enter();
		await admin.pollAfter(15 * MINUTE);
		for (const { exactOrderId } of [ticked, inShadow, later]) {
			expect(await admin.shipmentsOf(exactOrderId)).toMatchObject([{ status: "planned" }]);
		}
		expect(await admin.orderOf(left.exactOrderId)).toMatchObject({ state: "held_back" });
		expect(await admin.shipmentsOf(left.exactOrderId)).toEqual([]);
	});

	it("ships each order once, however often it is polled", async () => {
		const admin = await inHold();
		const { exactOrderId, header } = admin.enter();
		await admin.run();
		await admin.release("all");
		for (let round = 0; round < 3; round += 1) {
			admin.erp.putHeader(header);
			await admin.pollAfter(15 * MINUTE);
		}
		expect(await admin.shipmentsOf(exactOrderId)).toHaveLength(1);
	});
});
