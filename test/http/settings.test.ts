import { beforeEach, describe, expect, it } from "vitest";

import { seedOrder } from "../db/seed.ts";
import { DEFAULT_RULE, DEFAULT_SECTIONS } from "../shipping/default-settings.ts";
import { sampleSettings } from "../shipping/samples.ts";
import { call, makeFedexAccount, problemOf, startOutside, wokenUp } from "./client.ts";
import { readDivision, readOrder, seedDivision, seedHeldDivision } from "./seeds.ts";

type Division = {
	mode: string;
	settings: Record<string, unknown>;
	nextPollAt: string | null;
	budget: { minuteLeft: number; dayLeft: number; dayForecastEndsAt: string | null };
};

let fedexAccountId: string;
beforeEach(async () => {
	startOutside();
	fedexAccountId = await makeFedexAccount();
});

/** The least that settings need. */
function least() {
	return {
		fedexAccountId,
		shipFrom: {
			companyName: "Noordzee Onderdelen",
			personName: "Magazijn",
			phone: "+31381234567",
			streetLines: ["Ceintuurbaan 42"],
			postalCode: "8024AA",
			city: "Zwolle",
			country: "NL",
		},
		timeZone: "Europe/Amsterdam",
		services: [{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY" }],
	};
}

function inOhio(change: Record<string, unknown>) {
	const { shipFrom } = least();
	return {
		...shipFrom,
		city: "Columbus",
		state: "OH",
		postalCode: "43215",
		country: "US",
		...change,
	};
}

/** A copy with another value at a dotted path; undefined takes the field away. */
function withValue(path: string, value: unknown): unknown {
	const copy = structuredClone({ ...least(), label: { format: "PDF", stock: "PAPER_4X6" } });
	const steps = path.split(".");
	const last = steps.pop() ?? "";
	const place = steps.reduce<Record<string, unknown>>(
		(at, step, index) =>
			(at[step] ??= /^\d+$/.test(steps[index + 1] ?? last) ? [] : {}) as Record<string, unknown>,
		copy as Record<string, unknown>,
	);
	place[last] = value;
	return copy;
}

describe("the settings of a division", () => {
	it("get every default that is left out", async () => {
		const id = await seedDivision();
		const division = await call<Division>("PUT", `/divisions/${id}/settings`, 200, {
			body: least(),
		});
		expect(division.settings).toEqual({
			...least(),
			shipFrom: { ...least().shipFrom, email: null, state: null },
			...DEFAULT_SECTIONS,
			services: [{ shippingMethod: "FDX-PRIO", service: "FEDEX_PRIORITY", ...DEFAULT_RULE }],
			workingDays: [1, 2, 3, 4, 5],
			holidays: [],
			cutOff: "16:00",
			schedule: "*/15 7-18 * * mon-fri",
			readFrom: null,
			trigger: "sales-order",
			readyRule: {
				approvalStatus: [1, 2],
				status: [12, 20],
				deliveryStatus: [12, 20],
				deliveryWithinDays: null,
				warehouses: null,
			},
			backorders: "person",
			weight: { unit: "kg", defaultGramsPerUnit: null },
			label: { format: "PDF", stock: "PAPER_4X6" },
			returnLabel: "on-request",
			pickupType: "USE_SCHEDULED_PICKUP",
			writeBack: { policy: "end-state", attachLabel: false, goodsDelivery: "none" },
			maxLabelsPerHour: 500,
			testDivision: false,
		});
	});

	it.each<[field: string, value: unknown]>([
		["fedexAccountId", undefined],
		["fedexAccountId", "fac_none"],
		["shipFrom", undefined],
		["shipFrom.companyName", ""],
		["shipFrom.companyName", "x".repeat(36)],
		["shipFrom.personName", undefined],
		["shipFrom.phone", "123"],
		["shipFrom.email", "nobody"],
		["shipFrom.streetLines", []],
		["shipFrom.streetLines", ["a", "b", "c", "d"]],
		["shipFrom.streetLines.0", "x".repeat(36)],
		["shipFrom.postalCode", ""],
		["shipFrom.city", undefined],
		["shipFrom.state", "Ohio"],
		["shipFrom.country", "Netherlands"],
		["timeZone", undefined],
		["timeZone", "Europe/Zwolle"],
		["workingDays", []],
		["workingDays.0", 8],
		["holidays.0", "25-12-2026"],
		["cutOff", "24:00"],
		["schedule", "every morning"],
		["readFrom", "yesterday"],
		["trigger", "invoice"],
		["readyRule.approvalStatus.0", 3],
		["readyRule.status", []],
		["readyRule.deliveryStatus.0", 13],
		["readyRule.deliveryWithinDays", -1],
		["readyRule.warehouses", []],
		["readyRule.more", true],
		["backorders", "never"],
		["services", []],
		["services.0.service", "fedex priority"],
		["services.0.shippingMethod", ""],
		["weight.unit", "stone"],
		["weight.defaultGramsPerUnit", 0],
		["label.format", "DOC"],
		["label.stock", "STOCK_4X6"],
		["pickupType", "DRONE"],
		["writeBack.policy", "often"],
		["writeBack.attachLabel", "yes"],
		["writeBack.goodsDelivery", "maybe"],
		["maxLabelsPerHour", 0],
		["testDivision", "no"],
		["colour", "red"],
	])("are refused for %s = %j, and the field is named with a remedy", async (field, value) => {
		const id = await seedDivision();
		const { code, errors } = await problemOf("PUT", `/divisions/${id}/settings`, 422, {
			body: withValue(field, value),
		});
		expect(code).toBe("request.invalid");
		expect(errors.map((error) => error.field)).toEqual([field]);
		expect(errors[0]?.message).toMatch(/^[A-Z].+\.$/);
		expect(errors[0]?.remedy).toMatch(/^[A-Z].+\.$/);
		expect((await readDivision(id))?.mode).toBe("off");
	});

	it("put a new division into hold and have it read now", async () => {
		const id = await seedDivision();
		const before = Date.now();
		const division = await call<Division>("PUT", `/divisions/${id}/settings`, 200, {
			body: least(),
		});
		expect(division.mode).toBe("hold");
		expect(Date.parse(division.nextPollAt ?? "")).toBeGreaterThanOrEqual(before);
		expect(Date.parse(division.nextPollAt ?? "")).toBeLessThanOrEqual(Date.now());
		expect(wokenUp).toEqual([
			{ kind: "poll", scope: id },
			{ kind: "subscribe", scope: id },
		]);
		const { items } = await call<{ items: object[] }>("GET", `/audit?subject=division:${id}`, 200);
		expect(items).toMatchObject([
			{ action: "division.settings_saved", actor: "operator:admin", version: 2 },
		]);
	});

	it("with a schedule that the calls of a day can't carry are refused with the arithmetic", async () => {
		const id = await seedDivision();
		const { errors } = await problemOf("PUT", `/divisions/${id}/settings`, 422, {
			body: withValue("schedule", "* * * * *"),
		});
		expect(errors).toMatchObject([
			{
				field: "schedule",
				message: expect.stringContaining("1440 times on its busiest day"),
				remedy: expect.stringContaining("at most 312 times a day"),
			},
		]);
	});

	it("are refused where they can't be written to Exact", async () => {
		const id = await seedDivision();
		const { errors } = await problemOf("PUT", `/divisions/${id}/settings`, 422, {
			body: {
				...least(),
				trigger: "goods-delivery",
				label: { format: "ZPLII", stock: "STOCK_4X6" },
				writeBack: { attachLabel: true, goodsDelivery: "post" },
			},
		});
		expect(errors.map(({ field }) => field)).toEqual([
			"writeBack.attachLabel",
			"writeBack.goodsDelivery",
		]);
		await call("PUT", `/divisions/${id}/settings`, 200, {
			body: { ...least(), writeBack: { attachLabel: true, goodsDelivery: "post" } },
		});
	});

	it("keep the mode of a division that has one, and follow the schedule", async () => {
		const id = await seedHeldDivision(fedexAccountId, { mode: "live", releasedAt: 1 });
		const division = await call<Division>("PUT", `/divisions/${id}/settings`, 200, {
			body: { ...least(), schedule: "0 6 1 1 *" },
		});
		expect(division.mode).toBe("live");
		expect(division.nextPollAt).toMatch(/-01-01T05:00:00.000Z$/);
	});

	it("leave a poll due that is due already", async () => {
		const due = Date.now() - 5_000;
		const id = await seedHeldDivision(fedexAccountId, { pollDueAt: due });
		await call("PUT", `/divisions/${id}/settings`, 200, { body: least() });
		expect((await readDivision(id))?.pollDueAt).toBe(due);
	});

	it("have open orders judged again, and leave closed ones alone", async () => {
		const id = await seedHeldDivision(fedexAccountId);
		const now = Date.now();
		const states = [
			{ state: "blocked" as const },
			{ state: "not_ready" as const, status: 12 },
			{ state: "not_ready" as const, status: 21 },
			{ state: "reserved" as const },
		];
		const orders = await Promise.all(states.map((change) => seedOrder(id, now, change)));
		await call("PUT", `/divisions/${id}/settings`, 200, { body: least() });
		const due = await Promise.all(
			orders.map(async (order) => (await readOrder(order.id))?.judgeDueAt !== null),
		);
		expect(due).toEqual([true, true, false, false]);
	});

	it("start the feeds anew for another date, as long as nothing was released", async () => {
		const settings = sampleSettings({ fedexAccountId });
		const held = await seedHeldDivision(fedexAccountId, { settings });
		const released = await seedHeldDivision(fedexAccountId, { settings, releasedAt: 1 });
		for (const id of [held, released]) {
			await call("PUT", `/divisions/${id}/settings`, 200, {
				body: { ...least(), readFrom: "2026-01-01" },
			});
		}
		expect((await readDivision(held))?.lastPollAt).toBeNull();
		expect((await readDivision(released))?.lastPollAt).not.toBeNull();
	});

	it("of a division that is not there are not found", async () => {
		const problem = await problemOf("PUT", "/divisions/div_none/settings", 404, {
			body: least(),
		});
		expect(problem.code).toBe("division.not_found");
	});
});

describe("a division", () => {
	it("shows what is left of Exact's calls", async () => {
		const id = await seedHeldDivision(fedexAccountId);
		const { budget } = await call<Division>("GET", `/divisions/${id}`, 200);
		expect(budget).toEqual({ minuteLeft: 60, dayLeft: 5_000, dayForecastEndsAt: null });
	});

	it("refuses a FedEx account of a cost centre that there is not, by its place", async () => {
		const id = await seedDivision();
		const costCentres = [
			{ costCentre: "SALES", fedexAccountId },
			{ costCentre: "RENT", fedexAccountId: "fda_none" },
		];
		const problem = await problemOf("PUT", `/divisions/${id}/settings`, 422, {
			body: { ...least(), billing: { costCentres } },
		});
		expect(problem.errors.map(({ field }) => field)).toEqual([
			"billing.costCentres.1.fedexAccountId",
		]);
	});

	it.each([
		[
			"billing.costCentre",
			{ trigger: "goods-delivery", billing: { costCentre: "split" } },
			"a goods delivery",
		],
		[
			"services.0.packageType",
			{ services: [{ shippingMethod: "F", service: "FEDEX_PRIORITY", packageType: "BOX-9" }] },
			"BOX-9",
		],
		["shipFrom.state", { shipFrom: inOhio({ state: null }) }, "in US"],
		["shipFrom.state", { shipFrom: inOhio({ state: "XX" }) }, "XX"],
		["shipFrom.postalCode", { shipFrom: inOhio({ postalCode: "8024AA" }) }, "8024AA"],
	])("refuses what means nothing together: %s", async (field, settings, says) => {
		const id = await seedDivision();
		const { errors } = await problemOf("PUT", `/divisions/${id}/settings`, 422, {
			body: { ...least(), ...settings },
		});
		expect(errors.map((error) => error.field)).toEqual([field]);
		expect(errors[0]?.message.toLowerCase()).toContain(says.toLowerCase());
	});

	it("is read on request, and while it is read the same poll is answered", async () => {
		const id = await seedHeldDivision(fedexAccountId);
		const first = await call<{ pollId: string }>("POST", `/divisions/${id}/poll`, 202);
		expect(first.pollId).toMatch(/^pol_/);
		expect(await call("POST", `/divisions/${id}/poll`, 202)).toEqual(first);
		expect((await readDivision(id))?.pollDueAt).toBeLessThanOrEqual(Date.now());
		expect(wokenUp).toContainEqual({ kind: "poll", scope: id });
	});

	it("is not read without settings, or while it is paused", async () => {
		const off = await seedDivision();
		expect((await problemOf("POST", `/divisions/${off}/poll`, 409)).code).toBe(
			"division.not_mapped",
		);
		const paused = await seedHeldDivision(fedexAccountId);
		await call("POST", `/divisions/${paused}/pause`, 200);
		expect((await problemOf("POST", `/divisions/${paused}/poll`, 409)).code).toBe(
			"division.paused",
		);
	});

	it("is paused and resumed, each as often as one likes", async () => {
		const id = await seedHeldDivision(fedexAccountId);
		const pausing = `/divisions/${id}/pause`;
		const first = await call<{ pausedAt: string }>("POST", pausing, 200);
		expect(Date.parse(first.pausedAt)).toBeGreaterThan(0);
		expect(await call("POST", pausing, 200)).toEqual(first);
		const resumed = await call("POST", `/divisions/${id}/resume`, 200);
		expect(resumed).toMatchObject({ pausedAt: null });
	});
});
