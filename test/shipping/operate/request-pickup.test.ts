import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createDivisionSetupStore } from "../../../src/db/division-setup.ts";
import { createAccountSetupStore } from "../../../src/db/fedex-accounts.ts";
import { createPickupStore } from "../../../src/db/pickups.ts";
import { divisions, pickups, shipments } from "../../../src/db/schema.ts";
import type { KeyRing } from "../../../src/lib/key-ring.ts";
import { cancelPickup } from "../../../src/shipping/operate/cancel-pickup.ts";
import { type PickupWish, requestPickup } from "../../../src/shipping/operate/request-pickup.ts";
import type { PickupDesk } from "../../../src/shipping/ports/carrier.ts";
import { aDivision, failure, START } from "../book/shipping-division.ts";
import { samplePlan, sampleSettings } from "../samples.ts";

const CHANGE = { now: START, actor: "operator:test", correlationId: "req_1" };
const WISH: PickupWish = {
	carrier: "express",
	fedexAccountId: null,
	day: null,
	readyTime: "15:00",
	closeTime: "17:00",
	isAgain: false,
};

/** A division with two labels of today, and a desk that counts who is asked for. */
async function aDay(desk: Partial<PickupDesk> = {}) {
	const division = await aDivision();
	await division.ship();
	await division.ship();
	await division.drain();
	const asked: unknown[] = [];
	const cancelled: unknown[] = [];
	const deps = {
		divisions: createDivisionSetupStore(division.db),
		accounts: createAccountSetupStore(division.db, {} as KeyRing),
		pickups: createPickupStore(division.db),
		desk: () =>
			Promise.resolve<PickupDesk>({
				isAvailable: () => Promise.resolve(true),
				request: (wanted) => {
					asked.push(wanted);
					return Promise.resolve({ confirmationCode: "3001", location: "TWNA" });
				},
				cancel: (planned) => {
					cancelled.push(planned);
					return Promise.resolve();
				},
				...desk,
			}),
	};
	const ask = (change: Partial<PickupWish> = {}) =>
		requestPickup(division.divisionId, { ...WISH, ...change }, CHANGE, deps);
	const cancel = (id: string) => cancelPickup(id, CHANGE, deps);
	const { db, divisionId, accountId } = division;
	return { ask, asked, cancel, cancelled, deps, db, divisionId, accountId };
}

describe("a courier", () => {
	it("is asked for with the parcels that wait, and confirmed", async () => {
		const { ask, asked } = await aDay();
		expect(await ask()).toMatchObject({ state: "confirmed", confirmationCode: "3001" });
		expect(asked).toMatchObject([{ packages: 2, isToday: true, day: "2026-11-23" }]);
	});

	it("comes once a day for an account, and again where a person asks again", async () => {
		const { ask, asked } = await aDay();
		await ask();
		await expect(ask()).rejects.toMatchObject({ code: "pickup.exists" });
		expect(asked).toHaveLength(1);
		expect(await ask({ isAgain: true })).toMatchObject({ number: 2, state: "confirmed" });
		expect(asked).toHaveLength(2);
	});

	it("is asked for once by two who ask together", async () => {
		const { ask, asked } = await aDay();
		const both = await Promise.allSettled([ask(), ask()]);
		expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
		expect(asked).toHaveLength(1);
	});

	it.each([
		["the first", false],
		["another one", true],
	])("is not asked for twice by a second click, as %s", async (_, isAgain) => {
		let asked = 0;
		const second: unknown[] = [];
		const day = await aDay({
			request: async () => {
				asked += 1;
				if (asked === 1) {
					second.push(await day.ask({ isAgain }).catch((error: unknown) => error));
				}
				return { confirmationCode: String(3_000 + asked), location: null };
			},
		});
		await day.ask({ isAgain });
		expect(second).toMatchObject([{ code: "pickup.in_progress" }]);
		expect(asked).toBe(1);
	});

	it("keeps FedEx's number although the database failed once", async () => {
		const { ask, deps, db, divisionId } = await aDay();
		const { end } = deps.pickups;
		let tries = 0;
		deps.pickups.end = (...given) => {
			tries += 1;
			return tries === 1 ? Promise.reject(new Error("D1_ERROR")) : end(...given);
		};
		expect(await ask()).toMatchObject({ state: "confirmed" });
		const [made] = await db.select().from(pickups).where(eq(pickups.divisionId, divisionId));
		expect(made).toMatchObject({ state: "confirmed", confirmationCode: "3001" });
	});

	it("whose answer was lost may come, so none is asked for again by itself", async () => {
		const { ask } = await aDay({ request: () => Promise.reject(failure("uncertain")) });
		await expect(ask()).rejects.toMatchObject({ code: "pickup.unknown" });
		await expect(ask()).rejects.toMatchObject({ code: "pickup.unknown" });
	});

	it("whom FedEx refused can be asked for anew", async () => {
		let tries = 0;
		const { ask } = await aDay({
			request: () => {
				tries += 1;
				return tries === 1
					? Promise.reject(failure("refuse"))
					: Promise.resolve({ confirmationCode: "3002", location: null });
			},
		});
		await expect(ask()).rejects.toMatchObject({ code: "fedex.test" });
		expect(await ask()).toMatchObject({ confirmationCode: "3002" });
	});

	it("is called off by the number that FedEx gave, once, and another may come", async () => {
		const { ask, cancel, cancelled } = await aDay();
		const { id } = await ask();
		expect(await cancel(id)).toMatchObject({ state: "cancelled" });
		expect(await cancel(id)).toMatchObject({ state: "cancelled" });
		expect(cancelled).toEqual([
			expect.objectContaining({
				carrier: "express",
				day: "2026-11-23",
				confirmationCode: "3001",
				location: "TWNA",
			}),
		]);
		expect(await ask()).toMatchObject({ number: 2, state: "confirmed" });
	});

	it("stays planned where the answer of calling off was lost, and is called off again", async () => {
		let tries = 0;
		const { ask, cancel } = await aDay({
			cancel: () => {
				tries += 1;
				return tries === 1 ? Promise.reject(failure("retry")) : Promise.resolve();
			},
		});
		const { id } = await ask();
		await expect(cancel(id)).rejects.toMatchObject({ disposition: "retry" });
		expect(await cancel(id)).toMatchObject({ state: "cancelled" });
	});

	it("can't be called off where FedEx gave no number", async () => {
		const { ask, cancel, db, divisionId } = await aDay({
			request: () => Promise.reject(failure("uncertain")),
		});
		await expect(ask()).rejects.toThrow();
		const [made] = await db.select().from(pickups).where(eq(pickups.divisionId, divisionId));
		await expect(cancel(made?.id ?? "")).rejects.toMatchObject({ code: "pickup.not_confirmed" });
		await expect(cancel("pku_none")).rejects.toMatchObject({ code: "pickup.not_found" });
	});

	it("of FedEx Freight is told each shipment of pallets, and none of the parcels", async () => {
		const freight = { accountNumber: "630000004", freightClass: "CLASS_070" };
		const settings = sampleSettings({ freight });
		const { ask, asked, cancel, cancelled, db, divisionId, accountId } = await aDay();
		await expect(ask({ carrier: "freight" })).rejects.toMatchObject({ code: "pickup.no_freight" });
		await db.update(divisions).set({ settings: { ...settings, fedexAccountId: accountId } });
		await expect(ask({ carrier: "freight" })).rejects.toMatchObject({
			code: "pickup.nothing_to_fetch",
		});
		const rows = await db.select().from(shipments).where(eq(shipments.divisionId, divisionId));
		const pallets = {
			...freight,
			freightClass: "CLASS_070" as const,
			handlingUnit: "PALLET",
			handlingUnits: 3,
			description: "Pumps",
		};
		await db
			.update(shipments)
			.set({
				service: "FEDEX_FREIGHT_ECONOMY",
				plan: samplePlan({ service: "FEDEX_FREIGHT_ECONOMY", freight: pallets }),
			})
			.where(eq(shipments.id, rows[0]?.id ?? ""));
		const { id } = await ask({ carrier: "freight" });
		expect(asked).toMatchObject([
			{
				carrier: "freight",
				packages: 3,
				freight: [{ service: "FEDEX_FREIGHT_ECONOMY", handlingUnits: 3, weightGrams: 2_700 }],
			},
		]);
		await cancel(id);
		expect(cancelled).toMatchObject([{ contactName: settings.shipFrom.personName }]);
	});

	it.each<[string, Partial<PickupWish>, Partial<PickupDesk>]>([
		["pickup.nothing_to_fetch", { carrier: "ground" }, {}],
		["pickup.nothing_to_fetch", { day: "2026-11-24" }, {}],
		["pickup.not_available", {}, { isAvailable: () => Promise.resolve(false) }],
		["request.invalid", { day: "2026-11-22" }, {}],
		["request.invalid", { closeTime: "15:00" }, {}],
		["request.invalid", { fedexAccountId: "fda_none" }, {}],
	])("is not asked for: %s with %j", async (code, wish, desk) => {
		const { ask, asked } = await aDay(desk);
		await expect(ask(wish)).rejects.toMatchObject({ code });
		expect(asked).toEqual([]);
	});
});
