import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";

import { createReplayStore } from "../../../src/db/replays.ts";
import { auditEvents, divisions, shipments } from "../../../src/db/schema.ts";
import { replanUnsent } from "../../../src/shipping/judge/replan-unsent.ts";
import { CHEAPEST, type Rate } from "../../../src/shipping/model/quote.ts";
import { asPlanned } from "../../../src/shipping/model/quoted-plan.ts";
import { replayShipment } from "../../../src/shipping/operate/replay-shipment.ts";
import { samplePlan, sampleSettings } from "../samples.ts";
import { fine } from "../scripted-carrier.ts";
import { scriptedQuoter } from "../scripted-quoter.ts";
import { aDivision, failure, HOUR, START, type ShippingDivision } from "./shipping-division.ts";

const RATES: Rate[] = [
	{ service: "FEDEX_FIRST", charge: { amount: "31.50", currency: "EUR" }, arrivesOn: "2026-11-24" },
	{
		service: "FEDEX_PRIORITY",
		charge: { amount: "10.00", currency: "EUR" },
		arrivesOn: "2026-11-24",
	},
];

const CHEAPEST_TOMORROW = samplePlan({
	service: CHEAPEST,
	choice: { rule: 1, because: ["method FDX-PRIO"], arriveWithinDays: 1 },
});

async function quoted(
	answer: () => Rate[] | Error,
	settings: Record<string, unknown> = {},
	carrier: Parameters<typeof aDivision>[1] = {},
) {
	const { quoter, asked } = scriptedQuoter(answer);
	return { ...(await aDivision(fine, { ...carrier, quoter, settings })), asked };
}

const limit = (maxCharge: string | null, maxOverQuotePercent: number | null = null) => ({
	billing: { maxCharge, maxOverQuotePercent },
});

async function only(division: ShippingDivision) {
	const [row, ...others] = await division.rows();
	expect(others).toEqual([]);
	return row;
}

/** As a poll does: the order says the same as before. */
async function judgeAgain(division: ShippingDivision) {
	const row = await only(division);
	const found = await division.deps.divisions.find(division.divisionId);
	if (row?.plan === undefined || row.plan === null || found === undefined) {
		throw new Error("there is nothing to judge");
	}
	const { deps } = division;
	await replanUnsent({ ...row, plan: row.plan }, { plan: asPlanned(row.plan) }, found, deps);
}

describe("a rule that asks for the cheapest service", () => {
	it("is decided by one quote before the label, and kept with the plan", async () => {
		const division = await quoted(() => RATES);
		await division.ship({ plan: CHEAPEST_TOMORROW, service: CHEAPEST });
		await division.drain();
		expect(division.asked).toMatchObject([{ plan: { service: CHEAPEST }, shipDate: "2026-11-23" }]);
		expect(await only(division)).toMatchObject({
			status: "labelled",
			service: "FEDEX_PRIORITY",
			plan: {
				service: "FEDEX_PRIORITY",
				quote: { asked: CHEAPEST, charge: { amount: "10.00" }, arrivesOn: "2026-11-24" },
			},
		});
		const events = await division.db
			.select()
			.from(auditEvents)
			.where(eq(auditEvents.action, "shipment.quoted"));
		expect(events).toMatchObject([{ details: { service: "FEDEX_PRIORITY" } }]);
	});

	it("decides the same after a run that died behind the quote, without another", async () => {
		let dies = true;
		const division = await quoted(
			() => RATES,
			{},
			{
				carrier: {
					writeBooking: (request) => {
						if (dies) {
							throw new TypeError("x is undefined");
						}
						return JSON.stringify(request.plan.service);
					},
				},
			},
		);
		await division.ship({ plan: CHEAPEST_TOMORROW, service: CHEAPEST });
		await division.drain();
		expect(await only(division)).toMatchObject({ status: "planned", failures: 1 });
		dies = false;
		division.time.now += 2 * 60_000;
		await judgeAgain(division);
		await division.drain();
		expect(division.asked).toHaveLength(1);
		expect(await only(division)).toMatchObject({ status: "labelled", service: "FEDEX_PRIORITY" });
	});

	it("asks again on another day", async () => {
		const division = await quoted(() => RATES);
		const quote = {
			asked: CHEAPEST,
			service: "FEDEX_FIRST",
			charge: null,
			arrivesOn: null,
			because: [],
			shipDate: "2026-11-20",
			at: START - 72 * HOUR,
			isAccepted: false,
		};
		await division.ship({ plan: { ...CHEAPEST_TOMORROW, service: "FEDEX_FIRST", quote } });
		await division.drain();
		expect(division.asked).toMatchObject([{ plan: { service: CHEAPEST } }]);
		expect(await only(division)).toMatchObject({ status: "labelled", service: "FEDEX_PRIORITY" });
	});

	it("is blocked where none arrives in time, and not asked for at every poll", async () => {
		const division = await quoted(() => []);
		await division.ship({ plan: CHEAPEST_TOMORROW, service: CHEAPEST });
		await division.drain();
		expect(division.sent).toEqual([]);
		expect(await only(division)).toMatchObject({
			status: "blocked",
			reason: { code: "service.none_in_time" },
			dueAt: null,
		});
		division.time.now += HOUR;
		await judgeAgain(division);
		expect(await only(division)).toMatchObject({ status: "blocked" });
		division.time.now += 24 * HOUR;
		await judgeAgain(division);
		expect(await only(division)).toMatchObject({ status: "planned" });
	});

	it("is blocked with FedEx's own reason where it quotes nothing at all", async () => {
		const division = await quoted(() => failure("refuse"));
		await division.ship({ plan: CHEAPEST_TOMORROW, service: CHEAPEST });
		await division.drain();
		expect(await only(division)).toMatchObject({
			status: "blocked",
			reason: { code: "fedex.test" },
		});
	});

	it("waits while FedEx takes no question", async () => {
		const division = await quoted(() => failure("wait", 12));
		await division.ship({ plan: CHEAPEST_TOMORROW, service: CHEAPEST });
		await division.drain();
		expect(await only(division)).toMatchObject({
			status: "planned",
			dueAt: START + 12_000,
			failures: 0,
		});
		expect(division.sent).toEqual([]);
	});
});

describe("a limit of what a shipment costs", () => {
	it("is not asked about where there is none", async () => {
		const division = await quoted(() => RATES);
		await division.ship();
		await division.drain();
		expect(division.asked).toEqual([]);
	});

	it("stops a dearer one before it is bought, until the limit is raised", async () => {
		const division = await quoted(() => RATES, limit("9.99"));
		await division.ship();
		await division.drain();
		expect(division.sent).toEqual([]);
		expect(await only(division)).toMatchObject({
			status: "blocked",
			reason: {
				code: "charge.over_limit",
				message: "FedEx asks 10.00 EUR for FEDEX_PRIORITY, and a shipment may cost 9.99.",
			},
		});
		await judgeAgain(division);
		expect(await only(division)).toMatchObject({ status: "blocked" });
		await division.db
			.update(divisions)
			.set({ settings: sampleSettings(limit("20")) })
			.where(eq(divisions.id, division.divisionId));
		await judgeAgain(division);
		await division.drain();
		expect(await only(division)).toMatchObject({ status: "labelled" });
	});

	it("lets a dearer one through once a person has replayed it, and keeps to that", async () => {
		const division = await quoted(() => RATES, limit("9.99"));
		const { id } = await division.ship();
		await division.drain();
		const change = { now: START + 1, actor: "anna", correlationId: "c-1" };
		await replayShipment(id, change, {
			replays: createReplayStore(division.db),
			divisions: division.deps.divisions,
			wakeUps: division.deps.wakeUps,
		});
		expect(division.wakeUps).toContain("ship");
		await judgeAgain(division);
		division.time.now += 1;
		await division.drain();
		expect(division.asked).toHaveLength(1);
		expect(await only(division)).toMatchObject({ status: "labelled", decision: null });
	});

	it("holds nothing back where FedEx refuses to quote: the booking tells what is wrong", async () => {
		const division = await quoted(() => failure("refuse"), limit("20"));
		await division.ship();
		await division.drain();
		expect(await only(division)).toMatchObject({ status: "labelled", decision: null });
	});

	it("shows a person a label that cost more than its quote allows", async () => {
		const division = await quoted(() => RATES, limit(null, 10));
		await division.ship();
		await division.drain();
		expect(await only(division)).toMatchObject({
			status: "labelled",
			chargeAmount: "11.40",
			decision: {
				code: "charge.over_quote",
				message: "The label cost 11.40 EUR, and 10.00 EUR were quoted.",
				choices: ["keep"],
			},
		});
	});

	it("says nothing of a label within the share", async () => {
		const division = await quoted(() => RATES, limit(null, 14));
		await division.ship();
		await division.drain();
		expect(await only(division)).toMatchObject({ status: "labelled", decision: null });
	});

	it("shows a person a label that nobody could quote and that cost too much", async () => {
		const division = await quoted(() => [], limit("11.39"));
		await division.ship();
		await division.drain();
		expect(await only(division)).toMatchObject({
			status: "labelled",
			decision: { code: "charge.over_limit" },
		});
	});

	it("is not kept where the order was planned anew while FedEx was asked", async () => {
		const division = await quoted(() => RATES, limit("20"));
		const { id } = await division.ship();
		const { quoter } = division.deps;
		division.deps.quoter = async (account) => {
			await division.db.update(shipments).set({ version: 7 }).where(eq(shipments.id, id));
			return quoter(account);
		};
		await division.drain();
		expect(division.sent).toEqual([]);
		expect((await only(division))?.plan?.quote).toBeUndefined();
	});
});
