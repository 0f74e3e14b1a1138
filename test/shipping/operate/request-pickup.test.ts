import { describe, expect, it } from "vitest";

import { createDivisionSetupStore } from "../../../src/db/division-setup.ts";
import { createAccountSetupStore } from "../../../src/db/fedex-accounts.ts";
import { createPickupStore } from "../../../src/db/pickups.ts";
import type { KeyRing } from "../../../src/lib/key-ring.ts";
import { type PickupWish, requestPickup } from "../../../src/shipping/operate/request-pickup.ts";
import type { PickupDesk } from "../../../src/shipping/ports/carrier.ts";
import { aDivision, failure, START } from "../book/shipping-division.ts";

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
				...desk,
			}),
	};
	const ask = (change: Partial<PickupWish> = {}) =>
		requestPickup(division.divisionId, { ...WISH, ...change }, CHANGE, deps);
	return { ask, asked };
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
