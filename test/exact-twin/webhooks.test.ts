import { expect, it } from "vitest";

import { firstTruth, startTwin } from "./twin-under-test.ts";

const CALLBACK = "http://127.0.0.1:8787/webhooks/exact/c1";
const PATH = "webhooks/WebhookSubscriptions";

async function start(status: () => number) {
	const bodies: string[] = [];
	const twin = startTwin({
		webhookDelayMs: 0,
		fetch: async (_, init) => {
			bodies.push(String(init?.body));
			return new Response(null, { status: status() });
		},
	});
	return { twin, tokens: await twin.connect(), bodies };
}

it("validates a subscription with an empty body, then signs what it sends", async () => {
	const { twin, tokens, bodies } = await start(() => 200);
	const body = { CallbackURL: CALLBACK, Topic: "SalesOrders" };
	expect((await twin.write(tokens, PATH, { body })).status).toBe(201);
	expect(bodies).toEqual([""]);
	const order = await firstTruth(twin, "ready", "plain");
	await twin.control(`orders/${order.orderId}`, "PATCH", { address: { phone: "+31 6" } });
	expect(bodies).toHaveLength(1);
	await twin.control(`orders/${order.orderId}`, "PATCH", { status: 45 });
	const message = JSON.parse(bodies[1] ?? "") as { Content: unknown; HashCode: string };
	expect(message.Content).toMatchObject({ Topic: "SalesOrders", Key: order.orderId });
	expect(message.HashCode).toMatch(/^[0-9A-F]{64}$/);
});

it("refuses a topic twice, and a callback on another domain", async () => {
	const { twin, tokens } = await start(() => 200);
	const body = { CallbackURL: CALLBACK, Topic: "SalesOrders" };
	await twin.write(tokens, PATH, { body });
	expect((await twin.write(tokens, PATH, { body })).status).toBe(500);
	const elsewhere = { CallbackURL: "https://elsewhere.example/", Topic: "Documents" };
	expect((await twin.write(tokens, PATH, { body: elsewhere })).status).toBe(400);
});

it("drops a subscription whose address does not answer", async () => {
	const { twin, tokens } = await start(() => 404);
	const body = { CallbackURL: CALLBACK, Topic: "SalesOrders" };
	expect((await twin.write(tokens, PATH, { body })).status).toBe(500);
	expect(await twin.rows(tokens, `${PATH}?$select=ID`)).toEqual([]);
});

it("tries again later when a message is not taken", async () => {
	let status = 200;
	const { twin, tokens, bodies } = await start(() => status);
	await twin.write(tokens, PATH, { body: { CallbackURL: CALLBACK, Topic: "SalesOrders" } });
	status = 503;
	const order = await firstTruth(twin, "ready", "plain");
	await twin.control(`orders/${order.orderId}`, "PATCH", { status: 45 });
	await twin.control("clock", "POST", { advanceMs: 60_000 });
	expect(bodies).toHaveLength(2);
	status = 200;
	await twin.control("clock", "POST", { advanceMs: 60_000 });
	await twin.control("clock", "POST", { advanceMs: 600_000 });
	expect(bodies).toHaveLength(3);
});
