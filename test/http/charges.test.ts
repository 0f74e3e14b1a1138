import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { call, problemOf, request, startOutside } from "./client.ts";
import { Browser } from "./console/browser.ts";
import { seedDivision, seedShipment } from "./seeds.ts";

const NOVEMBER = "from=2026-11-01&to=2026-12-01";
const AT = Date.parse("2026-11-23T10:00:00Z");

type Row = Record<string, string | number | null>;

let divisionId: string;
beforeEach(async () => {
	startOutside();
	divisionId = await seedDivision({ name: "Noordzee" });
});

function labelled(change: Partial<Parameters<typeof seedShipment>[0]> = {}) {
	return seedShipment({
		divisionId,
		status: "labelled",
		labelledAt: AT,
		fedexAccountId: "fda_1",
		costCentre: "SALES",
		billedTo: "sender",
		chargeAmount: "10.10",
		chargeCurrency: "EUR",
		...change,
	});
}

async function charges(query = NOVEMBER): Promise<Row[]> {
	const path = `/reports/charges?${query}&divisionId=${divisionId}`;
	return (await call<{ items: Row[] }>("GET", path, 200)).items;
}

describe("the charges of a time", () => {
	it("are added up to the cent by month, cost centre, payer and currency", async () => {
		await labelled();
		await labelled({ chargeAmount: "0.20" });
		await labelled({ costCentre: "RENT", chargeAmount: "7", chargeCurrency: "USD" });
		await labelled({ billedTo: "third-party", chargeAmount: null, chargeCurrency: null });
		const shared = { month: "2026-11", divisionId, fedexAccountId: "fda_1", voided: 0 };
		expect(await charges()).toEqual([
			{
				...shared,
				costCentre: "RENT",
				billedTo: "sender",
				currency: "USD",
				shipments: 1,
				charges: "7.00",
				withoutCharge: 0,
			},
			{
				...shared,
				costCentre: "SALES",
				billedTo: "sender",
				currency: "EUR",
				shipments: 2,
				charges: "10.30",
				withoutCharge: 0,
			},
			{
				...shared,
				costCentre: "SALES",
				billedTo: "third-party",
				currency: null,
				shipments: 1,
				charges: "0.00",
				withoutCharge: 1,
			},
		]);
	});

	it("leave out what a voided shipment would have cost, and say that there is one", async () => {
		await labelled();
		await labelled({ status: "voided", chargeAmount: "99" });
		expect(await charges()).toMatchObject([{ shipments: 1, voided: 1, charges: "10.10" }]);
	});

	it("leave out a label that was taken back while the next one is not made yet", async () => {
		await labelled();
		await labelled({ status: "planned", chargeAmount: "99" });
		await labelled({ status: "blocked", chargeAmount: "99" });
		await labelled({ status: "voiding", chargeAmount: "1" });
		expect(await charges()).toMatchObject([{ shipments: 2, voided: 2, charges: "11.10" }]);
	});

	it("begin with `from` and end before `to`", async () => {
		await labelled({ labelledAt: Date.parse("2026-12-01T00:00:00Z") });
		await labelled({ labelledAt: Date.parse("2026-11-01T00:00:00Z") });
		expect(await charges()).toMatchObject([{ month: "2026-11", shipments: 1 }]);
	});

	it("are refused for a time that ends before it begins", async () => {
		const path = "/reports/charges?from=2026-12-01&to=2026-11-01";
		const problem = await problemOf("GET", path, 422);
		expect(problem.errors[0]?.field).toBe("to");
	});

	it("are read from an index alone", async () => {
		const plan = await env.DB.prepare(
			`explain query plan select division_id, sum(charge_amount) from shipments
				indexed by shipments_charges where labelled_at >= 1 and labelled_at < 2 group by 1`,
		).all<{ detail: string }>();
		expect(plan.results.map(({ detail }) => detail).join()).toContain("COVERING INDEX");
	});
});

describe("the charges as CSV", () => {
	it.each([
		["/api/v1/reports/charges.csv", {}],
		["/api/v1/reports/charges", { headers: { Accept: "text/csv" } }],
	])("come from %s, and no cost centre of theirs is a formula", async (path, options) => {
		await labelled({ costCentre: '=HYPERLINK("x")' });
		const response = await request("GET", `${path}?${NOVEMBER}&divisionId=${divisionId}`, options);
		expect(response.headers.get("content-type")).toContain("text/csv");
		expect(response.headers.get("content-disposition")).toBe(
			'attachment; filename="charges-2026-11-01-2026-12-01.csv"',
		);
		expect(await response.text()).toBe(
			[
				"month,divisionId,costCentre,fedexAccountId,billedTo,currency,shipments,voided,charges,withoutCharge",
				`2026-11,${divisionId},"'=HYPERLINK(""x"")",fda_1,sender,EUR,1,0,10.10,0`,
				"",
			].join("\r\n"),
		);
	});

	it("can be downloaded from the console's page, which shows the same", async () => {
		await labelled();
		const browser = await Browser.loggedIn();
		const days = "from=2026-11-01&to=2026-11-23";
		const page = await browser.page(`/console/charges?${days}&division=${divisionId}`);
		expect(page).toContain("10.10 EUR");
		const [, link] = /href="(\/console\/charges\.csv\?[^"]*)"/.exec(page) ?? [];
		const file = await browser.get((link ?? "").replaceAll("&amp;", "&"));
		expect(await file.text()).toContain(",SALES,");
	});
});
