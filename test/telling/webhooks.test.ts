import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";

import { eventBody, nameFor } from "../../src/shipping/model/told-events.ts";
import { CHANGE, SECRET, tellingWorld } from "./telling-world.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const HOUR = 3_600_000;

type Body = { type: string; timestamp: string; data: Record<string, unknown> };

const typesOf = (received: readonly { body: string }[]) =>
	received.map(({ body }) => (JSON.parse(body) as Body).type);

describe("what others are told", () => {
	it("is written with the change itself, and only while anybody listens", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision();
		await world.addShipments(division, 1);
		await world.label(division.divisionId);
		expect(await world.deps.telling.listUnspread(10)).toEqual([]);

		const id = await world.addEndpoint(["tracking.changed", "tracking.delivered"]);
		await world.scan(division.divisionId, "in_transit");
		world.advance(1_000);
		await world.scan(division.divisionId, "delivered");
		await world.settle(id);

		expect(typesOf(world.received)).toEqual(["tracking.changed", "tracking.delivered"]);
		const { data, timestamp } = JSON.parse(world.received[1]?.body ?? "") as Body;
		expect(timestamp).toBe("2026-11-23T09:00:01.000Z");
		expect(data).toMatchObject({
			eventId: world.received[1]?.id,
			divisionId: division.divisionId,
			orderNumber: 20_001,
			kind: "outbound",
			status: "labelled",
			trackingState: "delivered",
			trackingNumber: "790000020001",
		});
	});

	it("that a label is void, also where another one is made at once", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision();
		const id = await world.addEndpoint(["shipment.voided"]);
		await world.addShipments(division, 1);
		await world.label(division.divisionId);
		for (const status of ["voiding", "planned"]) {
			await world.deps.db.run(
				sql`update shipments set status = ${status} where division_id = ${division.divisionId}`,
			);
		}
		await world.settle(id);
		expect(typesOf(world.received)).toEqual(["shipment.voided"]);
	});

	it("names no person and no place", () => {
		const facts = {
			kind: "outbound" as const,
			status: "labelled",
			trackingState: null,
			trackingNumber: "794600000001",
			service: null,
			code: null,
		};
		const event = {
			id: "evt_1",
			at: START,
			kind: "shipment.labelled" as const,
			divisionId: "div_1",
			orderId: "ord_1",
			orderNumber: 1,
			shipmentId: "shp_1",
			facts,
		};
		expect(Object.keys((JSON.parse(eventBody(event, event.kind)) as Body).data)).toEqual([
			"eventId",
			"divisionId",
			"orderId",
			"orderNumber",
			"shipmentId",
			...Object.keys(facts),
		]);
		expect(nameFor("tracking.delivered", ["tracking.changed"])).toBe("tracking.changed");
		expect(nameFor("order.blocked", ["tracking.changed"])).toBeUndefined();
	});
});

describe("a request", () => {
	it("is signed as the specification's own example", () => {
		const at = new Date(1_614_265_330_000);
		expect(
			new Webhook(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}'),
		).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
	});

	it("can be verified by whoever has the secret, and keeps its id when it is sent again", async () => {
		let fails = true;
		const now = Date.now();
		const world = await tellingWorld(now, {
			receive: () => new Response(null, { status: fails ? 500 : 200 }),
		});
		const division = await world.addDivision();
		const id = await world.addEndpoint(["shipment.labelled"]);
		await world.addShipments(division, 1);
		await world.label(division.divisionId);
		await world.spread();
		await world.deliver(id);
		fails = false;
		await world.settle(id);

		expect(world.received).toHaveLength(2);
		const [first, second] = world.received;
		expect(second?.id).toBe(first?.id);
		expect(second?.body).toBe(first?.body);
		const headers = Object.fromEntries(first?.headers ?? []) as Record<string, string>;
		expect(new Webhook(SECRET).verify(first?.body ?? "", headers)).toMatchObject({
			type: "shipment.labelled",
		});
	});

	it("that a run died over goes out again after its lease, under the same id", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision();
		const id = await world.addEndpoint(["shipment.labelled"]);
		await world.addShipments(division, 1);
		await world.label(division.divisionId);
		await world.spread();
		const claim = { now: START, until: START + 120_000, limit: 10 };
		const [claimed] = await world.deps.telling.claimDeliveries(id, claim);
		await world.deliver(id);
		expect(world.received).toEqual([]);
		world.advance(120_000);
		await world.deliver(id);
		expect(world.received.map((request) => request.id)).toEqual([claimed?.event.id]);
	});
});

describe("an endpoint that takes nothing", () => {
	it("is tried ever more rarely, disabled after a day, and gets what it missed when it is enabled", async () => {
		let isMended = false;
		const world = await tellingWorld(START, {
			receive: () => new Response(null, { status: isMended ? 200 : 502 }),
		});
		const division = await world.addDivision();
		const id = await world.addEndpoint(["shipment.labelled", "tracking.delivered"]);
		await world.addShipments(division, 60);
		await world.label(division.divisionId);
		await world.settle(id);

		const hours = (world.now() - START) / HOUR;
		expect(hours).toBeGreaterThanOrEqual(24);
		expect(hours).toBeLessThan(26);
		// The first fifty, and then one at a time.
		expect(world.received.length).toBeLessThan(50 + 120);
		const [endpoint] = await world.deps.db.all<{ state: string; failing_since: number }>(
			sql`select state, failing_since from webhook_endpoints where id = ${id}`,
		);
		expect(endpoint).toEqual({ state: "disabled", failing_since: START });
		expect(world.wakeUps).toContainEqual({ kind: "alerts", scope: "all" });

		// What happens while it is disabled goes out too.
		await world.scan(division.divisionId, "delivered");
		await world.spread();
		isMended = true;
		const before = world.received.length;
		world.advance(HOUR);
		await world.deps.setup.endpoints.enable(id, { ...CHANGE, now: world.now() });
		await world.settle(id);
		const after = world.received.slice(before);
		expect(after).toHaveLength(120);
		expect(new Set(after.map((request) => request.id)).size).toBe(120);
	});

	it("of some events is told the others all the same, the next time that it is tried", async () => {
		const world = await tellingWorld(START, {
			receive: ({ body }) =>
				new Response(null, { status: body.includes("shipment.labelled") ? 500 : 200 }),
		});
		const division = await world.addDivision();
		const id = await world.addEndpoint(["shipment.labelled", "tracking.delivered"]);
		await world.addShipments(division, 40);
		await world.label(division.divisionId);
		await world.spread();
		await world.deliver(id);
		expect(world.received).toHaveLength(40);

		world.advance(2 * HOUR);
		await world.scan(division.divisionId, "delivered");
		await world.spread();
		await world.deliver(id);
		const types = typesOf(world.received.slice(40));
		expect(types[0]).toBe("tracking.delivered");
		expect(types.filter((type) => type === "tracking.delivered")).toHaveLength(40);
	});

	it("gets what it missed since it was disabled first, however often it was", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision();
		const id = await world.addEndpoint(["shipment.labelled"]);
		await world.addShipments(division, 1);
		const { endpoints } = world.deps.setup;
		await endpoints.disable(id, { ...CHANGE, now: world.now() });
		world.advance(HOUR);
		await world.label(division.divisionId);
		await world.spread();
		world.advance(HOUR);
		await endpoints.disable(id, { ...CHANGE, now: world.now() });
		await endpoints.enable(id, { ...CHANGE, now: world.now() });
		await world.settle(id);
		expect(world.received).toHaveLength(1);
	});

	it("is asked again no sooner than it wants to be", async () => {
		const world = await tellingWorld(START, {
			receive: () => new Response(null, { status: 503, headers: { "Retry-After": "7200" } }),
		});
		const division = await world.addDivision();
		const id = await world.addEndpoint(["shipment.labelled"]);
		await world.addShipments(division, 1);
		await world.label(division.divisionId);
		await world.spread();
		await world.deliver(id);
		world.advance(2 * HOUR - 1);
		await world.deliver(id);
		expect(world.received).toHaveLength(1);
		world.advance(1);
		await world.deliver(id);
		expect(world.received).toHaveLength(2);
	});
});

describe("a replay", () => {
	it("sends one event again, or all since an instant, under their ids", async () => {
		const world = await tellingWorld(START);
		const division = await world.addDivision();
		const id = await world.addEndpoint(["shipment.labelled", "tracking.in_transit"]);
		await world.addShipments(division, 3);
		await world.label(division.divisionId);
		world.advance(HOUR);
		const later = world.now();
		await world.scan(division.divisionId, "in_transit");
		await world.settle(id);
		expect(world.received).toHaveLength(6);
		const change = { ...CHANGE, now: world.now() };

		const first = world.received[0]?.id ?? "";
		expect(await world.deps.setup.endpoints.replay(id, { eventId: first }, change)).toBe(1);
		await world.settle(id);
		expect(world.received.slice(6).map((request) => request.id)).toEqual([first]);

		expect(await world.deps.setup.endpoints.replay(id, { since: later }, change)).toBe(3);
		await world.settle(id);
		expect(typesOf(world.received.slice(7))).toEqual(Array(3).fill("tracking.in_transit"));
	});
});

it("an endpoint's secret is kept encrypted", async () => {
	const world = await tellingWorld(START);
	const id = await world.addEndpoint(["order.blocked"]);
	const [row] = await world.deps.db.all<{ secret_sealed: string }>(
		sql`select secret_sealed from webhook_endpoints where id = ${id}`,
	);
	expect(row?.secret_sealed).not.toContain(SECRET.slice(6));
	expect((await world.deps.telling.findEndpoint(id))?.secret).toBe(SECRET);
});

it("what an endpoint was told, and what is due for it, is read by an index", async () => {
	for (const text of [
		`select d.event_id from webhook_deliveries d join told_events e on e.id = d.event_id
			where d.endpoint_id = 'w' and d.event_id < 'e' order by d.event_id desc limit 51`,
		`update webhook_deliveries set leased_until = 1 where endpoint_id = 'w' and event_id in (
			select event_id from webhook_deliveries where endpoint_id = 'w' and due_at <= 1 and attempts = 0
				and (leased_until is null or leased_until <= 1) order by due_at limit 50)`,
		"select id from told_events where spread_at is null order by id limit 500",
	]) {
		const { results } = await env.DB.prepare(`explain query plan ${text}`).all<{
			detail: string;
		}>();
		const scans = results.filter(
			({ detail }) => detail.startsWith("SCAN ") && !detail.includes("told_events_unspread"),
		);
		expect(scans, text).toEqual([]);
	}
});
