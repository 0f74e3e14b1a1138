import { eq, inArray } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createOrderStore } from "../../src/db/orders.ts";
import {
	auditEvents,
	packages,
	shipmentLines,
	shipmentOrders,
	shipments,
} from "../../src/db/schema.ts";
import type { PlannedLine } from "../../src/shipping/model/shipment-plan.ts";
import type { Reservation } from "../../src/shipping/ports/orders.ts";
import { sampleId, samplePlan } from "../shipping/samples.ts";
import { seedLiveDivision, seedOrder } from "./seed.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const REASON = { code: "item.weight_missing", field: "Item", message: "none", remedy: "enter it" };

async function aDivision() {
	const seeded = await seedLiveDivision(START);
	return { ...seeded, store: createOrderStore(seeded.db) };
}

type SeededDivision = Awaited<ReturnType<typeof aDivision>>;

async function aReservation(
	{ divisionId, accountId }: SeededDivision,
	change: Partial<Reservation> = {},
): Promise<Reservation> {
	const order = await seedOrder(divisionId, START, { state: "ready" });
	return {
		shipmentId: sampleId("shp"),
		orderId: order.id,
		exactOrderId: order.exactOrderId,
		orderNumber: order.orderNumber,
		sequence: 1,
		exactDeliveryId: null,
		firstSequence: 1,
		costCentre: null,
		fedexAccountId: accountId,
		correlationId: "pol_9",
		outcome: { plan: samplePlan() },
		...change,
	};
}

/** Everything that stands below shipments. */
async function below({ db }: SeededDivision, ids: string[]) {
	return {
		shipments: await db.select().from(shipments).where(inArray(shipments.id, ids)),
		reserved: await db.select().from(shipmentOrders).where(inArray(shipmentOrders.shipmentId, ids)),
		lines: await db.select().from(shipmentLines).where(inArray(shipmentLines.shipmentId, ids)),
		packages: await db.select().from(packages).where(inArray(packages.shipmentId, ids)),
		audit: await db
			.select()
			.from(auditEvents)
			.where(
				inArray(
					auditEvents.subject,
					ids.map((id) => `shipment:${id}`),
				),
			),
	};
}

describe("a reservation", () => {
	it("makes the shipment with its lines, its packages and its audit row, due now", async () => {
		const division = await aDivision();
		const reservation = await aReservation(division);
		await division.store.reserve({ id: division.divisionId, version: 1 }, [reservation], START);
		const made = await below(division, [reservation.shipmentId]);
		const plan = "plan" in reservation.outcome ? reservation.outcome.plan : undefined;
		expect(made.shipments).toMatchObject([
			{
				status: "planned",
				plan,
				service: "FEDEX_PRIORITY",
				dueAt: START,
				reason: null,
				orderId: reservation.orderId,
				fedexAccountId: division.accountId,
				version: 1,
			},
		]);
		expect(made.reserved).toMatchObject([{ exactOrderId: reservation.exactOrderId, sequence: 1 }]);
		expect(made.lines).toMatchObject([
			{ exactLineId: plan?.lines[0]?.exactLineId, quantity: 2, deliveredBefore: 0 },
		]);
		expect(made.packages).toMatchObject([{ sequence: 1, weightGrams: 2_700 }]);
		expect(made.audit).toMatchObject([
			{ action: "shipment.reserved", actor: "system", version: 1, correlationId: "pol_9" },
		]);
	});

	it("of an order that can't be planned makes a blocked shipment that rests", async () => {
		const division = await aDivision();
		const reservation = await aReservation(division, { outcome: { reason: REASON } });
		await division.store.reserve({ id: division.divisionId, version: 1 }, [reservation], START);
		const made = await below(division, [reservation.shipmentId]);
		expect(made.shipments).toMatchObject([
			{ status: "blocked", reason: REASON, plan: null, dueAt: null },
		]);
		expect(made.lines).toEqual([]);
		expect(made.audit).toMatchObject([{ details: { status: "blocked", code: REASON.code } }]);
	});

	it("finds the first one and creates nothing, not even an audit row", async () => {
		const division = await aDivision();
		const first = await aReservation(division);
		const second = { ...first, shipmentId: sampleId("shp") };
		await division.store.reserve({ id: division.divisionId, version: 1 }, [first], START);
		await division.store.reserve({ id: division.divisionId, version: 1 }, [second], START);
		expect(await below(division, [second.shipmentId])).toEqual({
			shipments: [],
			reserved: [],
			lines: [],
			packages: [],
			audit: [],
		});
		expect((await below(division, [first.shipmentId])).shipments).toHaveLength(1);
	});

	it("that comes twice at once makes one shipment", async () => {
		const division = await aDivision();
		const first = await aReservation(division);
		const both = [first, { ...first, shipmentId: sampleId("shp") }];
		await Promise.all(
			both.map((one) =>
				division.store.reserve({ id: division.divisionId, version: 1 }, [one], START),
			),
		);
		const made = await below(
			division,
			both.map((one) => one.shipmentId),
		);
		expect(made.shipments).toHaveLength(1);
		expect(made.lines).toHaveLength(1);
		expect(made.audit).toHaveLength(1);
	});

	it("of an order that is reserved already does not keep the others of its batch from theirs", async () => {
		const division = await aDivision();
		const taken = await aReservation(division);
		await division.store.reserve({ id: division.divisionId, version: 1 }, [taken], START);
		const fresh = await aReservation(division);
		await division.store.reserve(
			{ id: division.divisionId, version: 1 },
			[{ ...taken, shipmentId: sampleId("shp") }, fresh],
			START,
		);
		expect((await below(division, [fresh.shipmentId])).shipments).toHaveLength(1);
	});

	it("of another run of the order is another shipment", async () => {
		const division = await aDivision();
		const first = await aReservation(division);
		const second = { ...first, shipmentId: sampleId("shp"), sequence: 2 };
		await division.store.reserve({ id: division.divisionId, version: 1 }, [first, second], START);
		const made = await division.db
			.select()
			.from(shipments)
			.where(eq(shipments.orderId, first.orderId));
		expect(made.map((shipment) => shipment.sequence).toSorted()).toEqual([1, 2]);
	});

	it("of nothing asks the database nothing", async () => {
		const division = await aDivision();
		await expect(
			division.store.reserve({ id: division.divisionId, version: 1 }, [], START),
		).resolves.toBeUndefined();
	});
});

describe("the shipments of an order that is split", () => {
	it("are reserved together, each with its cost centre", async () => {
		const division = await aDivision();
		const sales = await aReservation(division, { costCentre: "SALES" });
		const rent = { ...sales, shipmentId: sampleId("shp"), sequence: 2, costCentre: "RENT" };
		await division.store.reserve(
			{ id: division.divisionId, version: 1 },
			[sales, { ...rent, outcome: { plan: samplePlan({ fedexAccountId: "fda_2" }) } }],
			START,
		);
		const made = await below(division, [sales.shipmentId, rent.shipmentId]);
		const bySequence = made.shipments.toSorted((one, other) => one.sequence - other.sequence);
		expect(bySequence.map(({ sequence, costCentre }) => [sequence, costCentre])).toEqual([
			[1, "SALES"],
			[2, "RENT"],
		]);
	});

	it("are not reserved at all where another run reserved one: it may have shared the lines otherwise", async () => {
		const division = await aDivision();
		const first = await aReservation(division);
		await division.store.reserve({ id: division.divisionId, version: 1 }, [first], START);
		const late = [1, 2].map((sequence) => ({
			...first,
			shipmentId: sampleId("shp"),
			sequence,
		}));
		await division.store.reserve({ id: division.divisionId, version: 1 }, late, START);
		const made = await below(
			division,
			late.map(({ shipmentId }) => shipmentId),
		);
		expect(made).toMatchObject({ shipments: [], reserved: [], lines: [] });
	});
});

describe("a batch of reservations", () => {
	it("takes as many large orders as are judged at once", { timeout: 60_000 }, async () => {
		const division = await aDivision();
		const plan = samplePlan();
		const [line] = plan.lines;
		const lines: PlannedLine[] = Array.from({ length: 60 }, (_, at) => ({
			...(line as PlannedLine),
			exactLineId: crypto.randomUUID(),
			lineNumber: at + 1,
			description: "Stainless steel hose clamp with a rather long description".repeat(2),
		}));
		const reservations: Reservation[] = Array.from({ length: 240 }, () => ({
			shipmentId: sampleId("shp"),
			orderId: sampleId("ord"),
			exactOrderId: crypto.randomUUID(),
			orderNumber: 20_001,
			sequence: 1,
			exactDeliveryId: null,
			firstSequence: 1,
			costCentre: null,
			fedexAccountId: division.accountId,
			correlationId: "pol_9",
			outcome: { plan: { ...plan, lines } },
		}));
		await division.store.reserve({ id: division.divisionId, version: 1 }, reservations, START);
		expect(await division.db.$count(shipments, eq(shipments.divisionId, division.divisionId))).toBe(
			240,
		);
		const [last] = reservations.slice(-1);
		const made = await below(division, [last?.shipmentId ?? ""]);
		expect(made.lines).toHaveLength(60);
		expect(made.audit).toHaveLength(1);
	});
});
