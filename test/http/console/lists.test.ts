import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { seedOrder } from "../../db/seed.ts";
import { sampleSettings } from "../../shipping/samples.ts";
import { startOutside } from "../client.ts";
import { readShipment, seedDivision, seedShipment } from "../seeds.ts";
import { Browser } from "./browser.ts";

let browser: Browser;
beforeEach(async () => {
	startOutside();
	browser = await Browser.loggedIn();
});

const DAY = 86_400_000;
const START = Date.parse("2026-10-05T09:00:00Z");

function seedLive() {
	return seedDivision({ mode: "live", settings: sampleSettings(), fedexAccountId: "fac_1" });
}

async function seedThree() {
	const divisionId = await seedLive();
	const seed = (orderNumber: number, change: object) =>
		seedShipment({ divisionId, orderNumber, status: "labelled", ...change });
	await seed(51_001, { createdAt: START, costCentre: "SALES" });
	await seed(51_002, { createdAt: START + DAY, service: "FEDEX_GROUND" });
	await seed(51_003, { createdAt: START + 2 * DAY });
	return divisionId;
}

async function numbersOf(query: string): Promise<string[]> {
	const html = await browser.page(`/console/shipments?${query}`);
	return [...html.matchAll(/>(51\d{3})<\/a>/g)].map(([, number]) => number ?? "").toSorted();
}

describe("the list of shipments", () => {
	it("is filtered by service, cost centre and days, and the address keeps it", async () => {
		const divisionId = await seedThree();
		const own = `divisionId=${divisionId}`;

		expect(await numbersOf(own)).toEqual(["51001", "51002", "51003"]);
		expect(await numbersOf(`${own}&service=FEDEX_GROUND`)).toEqual(["51002"]);
		expect(await numbersOf(`${own}&costCentre=SALES`)).toEqual(["51001"]);
		expect(await numbersOf(`${own}&from=2026-10-06`)).toEqual(["51002", "51003"]);
		expect(await numbersOf(`${own}&from=2026-10-05&to=2026-10-06`)).toEqual(["51001", "51002"]);
		const html = await browser.page(`/console/shipments?${own}&to=2026-10-06`);
		expect(html).toContain(`/console/shipments.csv?${own}&amp;to=2026-10-06`);
		expect(html).toContain('type="date" value="2026-10-06"');
	});

	it("does the ticked ones again that are blocked or failed, and leaves the others alone", async () => {
		const divisionId = await seedLive();
		const reason = { code: "address.street_missing", field: "", message: "", remedy: "" };
		const failed = await seedShipment({ divisionId, status: "failed", reason });
		const blocked = await seedShipment({ divisionId, status: "blocked", reason });
		const labelled = await seedShipment({ divisionId, status: "labelled" });

		const { location, page } = await browser.send("/console/shipments/replay", {
			shipment: [failed.id, blocked.id, labelled.id],
			filters: `divisionId=${divisionId}`,
		});

		expect(location).toBe(`/console/shipments?divisionId=${divisionId}`);
		expect(page).toContain("2 of 3 are due again.");
		expect((await readShipment(failed.id))?.status).toBe("planned");
		expect((await readShipment(blocked.id))?.plan).toBeNull();
		expect(await readShipment(labelled.id)).toMatchObject({ status: "labelled", version: 1 });
	});

	it("says so where nothing was ticked", async () => {
		const { page } = await browser.send("/console/shipments/replay");
		expect(page).toContain("Nothing was ticked.");
	});
});

describe("a list as a file", () => {
	it("has what the filters show, and no text that a spreadsheet takes for a formula", async () => {
		const divisionId = await seedThree();
		await env.DB.prepare("update shipments set cost_centre = '=1+2' where division_id = ?")
			.bind(divisionId)
			.run();

		const response = await browser.get(
			`/console/shipments.csv?divisionId=${divisionId}&service=FEDEX_GROUND`,
		);

		expect(response.headers.get("Content-Type")).toMatch(/^text\/csv/);
		expect(response.headers.get("Content-Disposition")).toMatch(
			/^attachment; filename="shipments-/,
		);
		const lines = (await response.text()).trim().split("\r\n");
		expect(lines).toHaveLength(2);
		expect(lines[0]).toMatch(/^order,kind,division,status,/);
		expect(lines[1]).toMatch(/^51002,outbound,/);
		expect(lines[1]).toContain(`"'=1+2"`);
	});

	it("is read to its end, page after page", async () => {
		const divisionId = await seedLive();
		await seedOrder(divisionId, START, { orderNumber: 60_000, state: "ready" });
		await env.DB.prepare(
			`insert into orders (id, division_id, exact_order_id, order_number, timestamp, status,
					delivery_status, approval_status, state, reasons, settled_decisions, version,
					first_seen_at, correlation_id, updated_at)
				select printf('%s_%04d', o.id, n.value), o.division_id, o.exact_order_id || n.value,
					60000 + n.value, o.timestamp, o.status, o.delivery_status, o.approval_status, o.state,
					o.reasons, '[]', 0, o.first_seen_at, '', 0
				from orders o, json_each(?) n where o.division_id = ?`,
		)
			.bind(JSON.stringify(Array.from({ length: 1_100 }, (_, at) => at + 1)), divisionId)
			.run();

		const response = await browser.get(`/console/orders.csv?divisionId=${divisionId}`);

		const lines = (await response.text()).trim().split("\r\n");
		expect(lines).toHaveLength(1 + 1_101);
		expect(new Set(lines).size).toBe(lines.length);
	});

	it("is nobody's without a session", async () => {
		const response = await new Browser().get("/console/orders.csv");
		expect(response.status).toBe(303);
	});
});

it.each([
	["service", "shipments_service"],
	["cost_centre", "shipments_cost_centre"],
])("finds shipments of a %s by an index, newest first", async (column, index) => {
	const { results } = await env.DB.prepare(
		`explain query plan select id from shipments where ${column} = ? order by id desc limit 51`,
	)
		.bind("x")
		.all<{ detail: string }>();
	expect(results.map(({ detail }) => detail)).toEqual([expect.stringContaining(index)]);
});
