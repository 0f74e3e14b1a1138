import { expect, it } from "vitest";

import { firstTruth, startTwin, truths, type Truth } from "./twin-under-test.ts";

const HEADERS = "sync/SalesOrder/SalesOrderHeaders?$select=OrderID,Timestamp&$filter=Timestamp gt ";
const LINES = "sync/SalesOrder/SalesOrderLines?$select=ID,OrderID,Timestamp&$filter=Timestamp gt ";
const DELETED =
	"sync/Deleted?$select=EntityKey,EntityType&$filter=Timestamp gt 1L and EntityType eq ";

async function start() {
	const twin = startTwin();
	const tokens = await twin.connect();
	const all = await twin.rows<{ Timestamp: string }>(tokens, `${HEADERS}1`);
	const lines = await twin.rows<{ Timestamp: string }>(tokens, `${LINES}1`);
	const last = Math.max(...[...all, ...lines].map((row) => Number(row.Timestamp)));
	const order = (await truths(twin)).find(({ expected }) => expected.why === "plain");
	if (order === undefined) {
		throw new Error("no ready order");
	}
	return { twin, tokens, last, order };
}

async function patch({ twin }: Awaited<ReturnType<typeof start>>, order: Truth, change: unknown) {
	return twin.control(`orders/${order.orderId}`, "PATCH", change);
}

it("moves the header's row version when the header changes", async () => {
	const started = await start();
	const { twin, tokens, last, order } = started;
	const answer = await patch(started, order, { shippingMethod: "PICKUP" });
	expect(await answer.json()).toMatchObject({ expected: { kind: "not-ready" } });
	expect(await twin.rows(tokens, HEADERS + last)).toMatchObject([{ OrderID: order.orderId }]);
	expect(await twin.rows(tokens, LINES + last)).toEqual([]);
});

it("leaves the header's row version when a line changes", async () => {
	const started = await start();
	const { twin, tokens, last, order } = started;
	await patch(started, order, { lines: [{ lineNumber: 1, quantity: 9 }] });
	expect(await twin.rows(tokens, HEADERS + last)).toEqual([]);
	expect(await twin.rows(tokens, LINES + last)).toMatchObject([{ OrderID: order.orderId }]);
});

it("moves no order when an address changes", async () => {
	const started = await start();
	const { twin, tokens, last, order } = started;
	const answer = await patch(started, order, { address: { street: null } });
	expect(await answer.json()).toMatchObject({ expected: { kind: "blocked", why: "no-street" } });
	expect(await twin.rows(tokens, HEADERS + last)).toEqual([]);
	expect(await twin.rows(tokens, LINES + last)).toEqual([]);
});

it("lists deleted orders and lines for two months", async () => {
	const started = await start();
	const { twin, tokens, order } = started;
	expect((await patch(started, order, { delete: true })).status).toBe(204);
	expect(await twin.rows(tokens, `${DELETED}32`)).toMatchObject([{ EntityKey: order.orderId }]);
	expect(await twin.rows(tokens, `${DELETED}33`)).toHaveLength(order.lines.length);
	twin.clock.advance(62 * 86_400_000);
	expect(await twin.rows(await twin.connect(), `${DELETED}32`)).toEqual([]);
});

it("gives every row a lower row version when the division moves", async () => {
	const { twin, tokens, last } = await start();
	await twin.control("divisions/102673/move", "POST");
	expect(await twin.rows(tokens, HEADERS + last)).toEqual([]);
	expect(await twin.rows(tokens, `${HEADERS}1`)).toHaveLength(50);
	const path = "system/Divisions?$select=DivisionMoveDate";
	const moved = `/Date(${Date.parse("2026-06-25T14:28:09.500Z")})/`;
	expect(await twin.rows(tokens, path)).toMatchObject([{ DivisionMoveDate: moved }]);
});

it("adds orders that are ready, behind all others", async () => {
	const { twin, tokens, last } = await start();
	const body = { region: "nl", division: 102673, count: 3 };
	const answer = await twin.control("orders", "POST", body);
	const { orders } = (await answer.json()) as { orders: Truth[] };
	expect(orders.map(({ expected }) => expected.kind)).toEqual(["ready", "ready", "ready"]);
	expect(await twin.rows(tokens, HEADERS + last)).toHaveLength(3);
});

it("shows an order only when it is committed, under the row version of before", async () => {
	const { twin, tokens, last } = await start();
	const add = async (isUncommitted: boolean) => {
		const body = { region: "nl", division: 102673, count: 1, isUncommitted };
		const answer = await twin.control("orders", "POST", body);
		return ((await answer.json()) as { orders: Truth[] }).orders[0]?.orderId ?? "";
	};
	const late = await add(true);
	const next = await add(false);
	const path = `salesorder/SalesOrders(guid'${late}')?$select=OrderID`;
	expect(await twin.rows(tokens, HEADERS + last)).toMatchObject([{ OrderID: next }]);
	expect((await twin.rows<{ OrderID: string }>(tokens, LINES + last)).map(orderOf)).not.toContain(
		late,
	);
	expect((await twin.call(tokens, path)).status).toBe(404);
	const [{ Timestamp: read } = { Timestamp: "" }] = await twin.rows<{ Timestamp: string }>(
		tokens,
		HEADERS + last,
	);
	expect((await twin.control(`orders/${late}/commit`, "POST")).status).toBe(200);
	expect(await twin.rows(tokens, HEADERS + read)).toEqual([]);
	expect((await twin.rows<{ OrderID: string }>(tokens, HEADERS + last)).map(orderOf)).toEqual([
		late,
		next,
	]);
	expect((await twin.rows<{ OrderID: string }>(tokens, LINES + last)).map(orderOf)).toContain(late);
	expect((await twin.control(`orders/${late}/commit`, "POST")).status).toBe(404);
});

function orderOf({ OrderID }: { OrderID: string }): string {
	return OrderID;
}

it("notes a change of an order through the API as a broken rule, and makes it", async () => {
	const { twin, tokens, last, order } = await start();
	const path = `salesorder/SalesOrders(guid'${order.orderId}')`;
	const answer = await twin.write(tokens, path, { method: "PUT", body: { Remarks: "shipped" } });
	expect(answer.status).toBe(204);
	expect(twin.broken()).toEqual({ "order-modified": 1 });
	expect(await twin.rows(tokens, HEADERS + last)).toHaveLength(1);
});

it("heals a blocked order by what it lacks", async () => {
	const twin = startTwin();
	const noPhone = await firstTruth(twin, "blocked", "no-phone");
	const contact = { contact: { phone: "+31 38 1234567" } };
	const answer = await twin.control(`orders/${noPhone.orderId}`, "PATCH", contact);
	expect(await answer.json()).toMatchObject({ expected: { kind: "ready" } });
	const unweighed = await firstTruth(twin, "blocked", "no-weight");
	const lines = unweighed.lines.map(({ lineNumber }) => ({ lineNumber, weightKg: 1 }));
	const weighed = await twin.control(`orders/${unweighed.orderId}`, "PATCH", { lines });
	expect(await weighed.json()).toMatchObject({ expected: { kind: "ready" } });
});

it("books a delivery of part of a line, and refuses more than is left", async () => {
	const { twin, tokens, order } = await start();
	const line = order.lines[0];
	const path = "salesorder/GoodsDeliveries";
	function delivery(quantity: number) {
		const lines = [{ SalesOrderLineID: line?.lineId, QuantityDelivered: quantity }];
		return { DeliveryDate: "2026-06-25", GoodsDeliveryLines: lines };
	}
	const made = await twin.write(tokens, path, { body: delivery(line?.quantity ?? 0) });
	expect(made.status).toBe(201);
	const { d } = (await made.json()) as { d: { EntryID: string; ShippingMethod: string | null } };
	expect(d.ShippingMethod).toBeNull();
	expect((await twin.write(tokens, path, { body: delivery(1) })).status).toBe(500);
	const key = `${path}(guid'${d.EntryID}')`;
	const update = { method: "PUT", body: { TrackingNumber: "794600000000" } };
	expect((await twin.write(tokens, key, update)).status).toBe(204);
	const readOnly = { method: "PUT", body: { DeliveryDate: "2026-07-01" } };
	expect((await twin.write(tokens, key, readOnly)).status).toBe(400);
	const rows = await twin.rows(
		tokens,
		`salesorder/GoodsDeliveryLines?$select=SalesOrderNumber,QuantityDelivered&$filter=EntryID eq guid'${d.EntryID}'`,
	);
	expect(rows).toMatchObject([
		{ SalesOrderNumber: order.orderNumber, QuantityDelivered: line?.quantity },
	]);
});
