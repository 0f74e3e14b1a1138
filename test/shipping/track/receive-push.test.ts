import { eq, sql } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";

import { createPushStore } from "../../../src/db/pushes.ts";
import { divisions, fedexAccounts, packages, shipments } from "../../../src/db/schema.ts";
import type { TrackingState } from "../../../src/shipping/model/tracking-states.ts";
import { receivePush } from "../../../src/shipping/track/receive-push.ts";
import { DAY, HOUR, MINUTE, parcelsOnTheirWay, START } from "../parcels-on-their-way.ts";
import { sampleSettings } from "../samples.ts";

async function aPushed(parcels = 1) {
	const way = await parcelsOnTheirWay();
	const { db, deps, accountId, time } = way;
	const shipment = await way.label(parcels);
	const [number = ""] = shipment.numbers;
	const pushes = createPushStore(db);
	/** What FedEx tells of a parcel by itself; the same as a look would find then. */
	const push = (states: readonly [TrackingState, number][], of = number, account = accountId) =>
		receivePush(
			account,
			[of],
			(asked) =>
				asked.map(({ trackingNumber }) => ({
					kind: "seen" as const,
					trackingNumber,
					uniqueId: null,
					state: states.at(-1)?.[0] ?? null,
					expectedDeliveryAt: null,
					expectedDayAt: null,
					events: states.map(([state, at]) => ({
						at,
						code: state.slice(0, 2).toUpperCase(),
						exceptionCode: null,
						state,
						description: state,
						location: "ZWOLLE, NL",
					})),
				})),
			{ ...deps, pushes },
		);
	return { ...way, shipment, number, pushes, push, at: (ms: number) => START + ms, time };
}

describe("what FedEx pushes", () => {
	it("moves the shipment and has its Document told, without a call to FedEx", async () => {
		const one = await aPushed();
		await one.push([["in_transit", one.at(MINUTE)]]);
		expect(await one.shipmentOf(one.shipment.id)).toMatchObject({ trackingState: "in_transit" });
		expect(await one.eventsOf(one.shipment.id)).toHaveLength(1);
		expect(await one.documentOf(one.shipment.id)).toMatchObject({ state: "due" });
		expect(one.calls).toEqual([]);
		expect(one.wakeUps).toContain("write-back");
	});

	it("changes nothing when it comes again", async () => {
		const one = await aPushed();
		await one.push([["in_transit", one.at(MINUTE)]]);
		const before = await one.shipmentOf(one.shipment.id);
		await one.push([["in_transit", one.at(MINUTE)]]);
		expect(await one.shipmentOf(one.shipment.id)).toEqual(before);
		expect(await one.eventsOf(one.shipment.id)).toHaveLength(1);
	});

	it("takes nothing back when it comes in the wrong order", async () => {
		const one = await aPushed();
		await one.push([["out_for_delivery", one.at(2 * HOUR)]]);
		await one.push([["in_transit", one.at(HOUR)]]);
		expect(await one.shipmentOf(one.shipment.id)).toMatchObject({
			trackingState: "out_for_delivery",
		});
		expect(await one.packagesOf(one.shipment.id)).toMatchObject([
			{ trackingState: "out_for_delivery", lastEventAt: one.at(2 * HOUR) },
		]);
		expect(await one.eventsOf(one.shipment.id)).toHaveLength(2);
	});

	it("is merged with what a look finds: each event once", async () => {
		const one = await aPushed();
		await one.push([["in_transit", one.at(MINUTE)]]);
		one.time.now = one.at(2 * MINUTE);
		one.scans.set(one.number, [
			{
				at: one.at(MINUTE),
				code: "IN",
				exceptionCode: null,
				state: "in_transit",
				description: "worded otherwise",
				location: "ZWOLLE, NL",
			},
		]);
		await one.drain();
		expect(await one.eventsOf(one.shipment.id)).toHaveLength(1);
	});

	it("is not undone by a look that was read before it", async () => {
		const one = await aPushed();
		await one.push([["in_transit", one.at(MINUTE)]]);
		const listed = one.deps.tracking.listShipments;
		vi.spyOn(one.deps.tracking, "listShipments").mockImplementationOnce(async (groups) => {
			const read = await listed(groups);
			await one.push([
				["in_transit", one.at(MINUTE)],
				["out_for_delivery", one.at(3 * HOUR)],
			]);
			return read;
		});
		one.time.now = one.at(3 * HOUR);
		one.scan(one.number, "in_transit", one.at(2 * HOUR));
		await one.drain();
		expect(await one.packagesOf(one.shipment.id)).toMatchObject([
			{ trackingState: "out_for_delivery" },
		]);
		expect(await one.shipmentOf(one.shipment.id)).toMatchObject({
			trackingState: "out_for_delivery",
		});
	});

	it("is laid over what a look stored in the meantime", async () => {
		const one = await aPushed();
		const saveMove = one.deps.tracking.saveMove;
		vi.spyOn(one.deps.tracking, "saveMove").mockImplementationOnce(async (shipment, ...rest) => {
			await saveMove({ ...shipment }, "in_transit", rest[1], rest[2]);
			return "lost";
		});
		await one.push([["out_for_delivery", one.at(MINUTE)]]);
		expect(await one.shipmentOf(one.shipment.id)).toMatchObject({
			trackingState: "out_for_delivery",
		});
	});

	it("is not taken as long as it can't be stored", async () => {
		const one = await aPushed();
		vi.spyOn(one.deps.tracking, "saveMove").mockResolvedValue("lost");
		await expect(one.push([["in_transit", one.at(MINUTE)]])).rejects.toMatchObject({
			code: "tracking.push_not_stored",
			disposition: "retry",
		});
	});

	/** What another run does after the parcels were read and before what was told of them is stored. */
	function meanwhile(one: Awaited<ReturnType<typeof aPushed>>, act: () => Promise<unknown>) {
		const listEvents = one.deps.tracking.listEvents;
		vi.spyOn(one.deps.tracking, "listEvents").mockImplementationOnce(async (ids) => {
			const read = await listEvents(ids);
			await act();
			return read;
		});
	}

	const voided = { status: "voided", version: sql`version + 1` } as const;
	const relabelled = { attemptNumber: sql`attempt_number + 1`, version: sql`version + 1` } as const;

	it.each([
		["was voided", voided],
		["got another label", relabelled],
	])("tells nothing of a shipment that %s while it was read", async (_what, change) => {
		const one = await aPushed(2);
		meanwhile(one, async () => {
			await one.db.update(shipments).set(change).where(eq(shipments.id, one.shipment.id));
			await one.db
				.update(packages)
				.set({ trackingNumber: sql`'9' || tracking_number` })
				.where(eq(packages.shipmentId, one.shipment.id));
		});
		const before = await one.documentOf(one.shipment.id);
		await one.push([["in_transit", one.at(MINUTE)]]);
		expect(await one.eventsOf(one.shipment.id)).toEqual([]);
		expect(await one.documentOf(one.shipment.id)).toEqual(before);
	});

	it.each([
		["was voided", voided],
		["got another label", relabelled],
	])("is like a look, which tells nothing either of one that %s", async (_what, change) => {
		const one = await aPushed(2);
		meanwhile(one, () =>
			one.db.update(shipments).set(change).where(eq(shipments.id, one.shipment.id)),
		);
		const before = await one.documentOf(one.shipment.id);
		one.scan(one.number, "in_transit");
		await one.drain();
		expect(await one.eventsOf(one.shipment.id)).toEqual([]);
		expect(await one.packagesOf(one.shipment.id)).toMatchObject([
			{ trackingState: "label_made", lastEventAt: null },
			{ trackingState: "label_made" },
		]);
		expect(await one.documentOf(one.shipment.id)).toEqual(before);
	});

	it("tells in the Document also what another push stored while it was read", async () => {
		const one = await aPushed(2);
		await one.db
			.update(divisions)
			.set({ settings: sampleSettings({ writeBack: { policy: "every-scan" } }) })
			.where(eq(divisions.id, one.divisionId));
		meanwhile(one, () => one.push([["in_transit", one.at(MINUTE)]]));
		await one.push([["out_for_delivery", one.at(2 * HOUR)]]);
		const document = await one.documentOf(one.shipment.id);
		expect(document?.body).toContain("in_transit");
		expect(document?.body).toContain("out_for_delivery");
	});

	it("of one parcel of several leaves the shipment where the others are", async () => {
		const one = await aPushed(2);
		await one.push([["delivered", one.at(MINUTE)]]);
		expect(await one.shipmentOf(one.shipment.id)).toMatchObject({ trackingState: "label_made" });
		expect(await one.packagesOf(one.shipment.id)).toMatchObject([
			{ trackingState: "delivered" },
			{ trackingState: "label_made" },
		]);
	});

	it("of a number that is not the account's, or that nobody follows, is passed over", async () => {
		const one = await aPushed();
		await one.push([["delivered", one.at(MINUTE)]], one.number, "fac_other");
		await one.push([["delivered", one.at(MINUTE)]], "000000000000");
		await one.db
			.update(packages)
			.set({ trackingGroupId: null })
			.where(eq(packages.shipmentId, one.shipment.id));
		await one.push([["delivered", one.at(MINUTE)]]);
		expect(await one.shipmentOf(one.shipment.id)).toMatchObject({ trackingState: "label_made" });
		expect(await one.eventsOf(one.shipment.id)).toEqual([]);
	});
});

describe("looking while FedEx pushes", () => {
	async function nextLook(heardAt: number | null) {
		const one = await aPushed();
		await one.db
			.update(fedexAccounts)
			.set({ pushHeardAt: heardAt })
			.where(eq(fedexAccounts.id, one.accountId));
		await one.drain();
		const [group] = await one.groups();
		return (group?.dueAt ?? 0) - START;
	}

	it("is four times as slow, and at its usual pace once nothing was heard for a day", async () => {
		const usual = await nextLook(null);
		expect(await nextLook(START - HOUR)).toBe(4 * usual);
		expect(await nextLook(START - 2 * DAY)).toBe(usual);
	});

	it("counts a push as heard to the hour", async () => {
		const one = await aPushed();
		await one.push([["in_transit", one.at(MINUTE)]]);
		const heard = async () => (await one.deps.accounts.find(one.accountId))?.pushHeardAt;
		expect(await heard()).toBe(START);
		one.time.now = START + MINUTE;
		await one.push([["in_transit", one.at(MINUTE)]]);
		expect(await heard()).toBe(START);
	});
});
