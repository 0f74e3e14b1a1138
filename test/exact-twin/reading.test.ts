import { expect, it } from "vitest";

import { errorText, startTwin, truths } from "./twin-under-test.ts";

type Order = { OrderID: string; OrderNumber: number; Timestamp: string };
type Page = { d: { results: Order[]; __next?: string } };

it("wants a $select on lists", async () => {
	const twin = startTwin();
	const response = await twin.call(await twin.connect(), "sales/ShippingMethods");
	expect(response.status).toBe(400);
	expect(await errorText(response)).toBe(
		"Please add a $select or a $top=1 statement to the query string.",
	);
	expect(twin.broken()).toEqual({ "missing-select": 1 });
});

it.each([
	["sales/ShippingMethods?$select=ID,Colour", "Colour"],
	["salesorder/SalesOrders?$select=OrderID", "$filter parameter"],
	["salesorder/SalesOrders?$select=OrderID&$filter=Currency eq 'EUR'", "$filter parameter"],
	["sync/SalesOrder/SalesOrderHeaders?$select=ID&$filter=OrderNumber gt 1", "OrderNumber"],
	["crm/Accounts?$select=ID&$filter=Code eq 12", "eq"],
	["crm/Accounts?$select=ID&$filter=ID eq 'not-a-guid'", "eq"],
	["crm/Accounts?$select=ID&$filter=length(Name) gt 3", "length"],
	["crm/Accounts?$select=ID&$filter=(Name eq 'a'", "end of the filter"],
	["crm/Accounts?$select=ID&$filter=Name eq 'a'&$skip=60", "$skip"],
])("refuses %s", async (path, text) => {
	const twin = startTwin();
	const response = await twin.call(await twin.connect(), path);
	expect(response.status).toBe(400);
	expect(await errorText(response)).toContain(text);
});

it("pages by 60, each page naming the next", async () => {
	const twin = startTwin({ orders: 560 });
	const tokens = await twin.connect();
	const path = "salesorder/SalesOrders?$select=OrderID,OrderNumber&$filter=OrderNumber gt 0";
	const seen = new Set<string>();
	const sizes: number[] = [];
	for (let next: string | undefined = path; next !== undefined;) {
		const { d } = (await (await twin.call(tokens, next)).json()) as Page;
		sizes.push(d.results.length);
		d.results.forEach((order) => seen.add(order.OrderID));
		next = d.__next;
	}
	expect(sizes).toEqual([60, 60, 20]);
	expect(seen.size).toBe(140);
});

it("gives a feed in pages of 1000, row versions ascending and quoted", async () => {
	const twin = startTwin({ orders: 4004 });
	const tokens = await twin.connect();
	const path =
		"sync/SalesOrder/SalesOrderHeaders?$select=Timestamp,OrderID&$filter=Timestamp gt 1L";
	const first = (await (await twin.call(tokens, path)).json()) as Page;
	expect(first.d.results).toHaveLength(1000);
	const last = first.d.results.at(-1)?.Timestamp ?? "";
	expect(last).toMatch(/^\d+$/);
	const second = (await (await twin.call(tokens, first.d.__next ?? "")).json()) as Page;
	expect(second.d.results).toHaveLength(1);
	expect(Number(second.d.results[0]?.Timestamp)).toBeGreaterThan(Number(last));
	expect(second.d.__next).toBeUndefined();
});

it("answers a small $top as a bare array, a large one with results", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	const path = "logistics/Items?$select=Code&$filter=IsSalesItem eq true";
	const small = (await (await twin.call(tokens, `${path}&$top=5`)).json()) as { d: unknown[] };
	expect(small.d).toHaveLength(5);
	const large = (await (await twin.call(tokens, `${path}&$top=100`)).json()) as Page;
	expect(large.d.results).toHaveLength(44);
});

it.each([
	["trim(Code) eq '1005'", 1],
	["Code eq '1005'", 0],
	["Code eq '              1005'", 1],
	["startswith(Name, 'Ga') eq true and Country eq 'FR' and Country eq 'NL'", 0],
	["substringof('@', Email) eq false", 0],
	["tolower(Name) eq 'nobody''s firm' or trim(Code) eq '1007' or (trim(Code) eq '1008')", 2],
	["Created lt datetime'2020-01-01T00:00:00'", 0],
	["DeliveryAdvice ge 0 and DeliveryAdvice le 2 and trim(Code) eq '1009'", 1],
	["Phone eq null and trim(Code) eq '1009'", 0],
])("filters accounts by %s", async (filter, count) => {
	const twin = startTwin();
	const path = `crm/Accounts?$select=ID&$filter=${encodeURIComponent(filter)}`;
	expect(await twin.rows(await twin.connect(), path)).toHaveLength(count);
});

it("finds a batch by a chain of ids, and refuses an endless URL", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	const ids = (await truths(twin)).map((order) => `OrderID eq guid'${order.orderId}'`);
	const path = "salesorder/SalesOrders?$select=OrderID&$filter=";
	expect(await twin.rows(tokens, path + ids.slice(0, 20).join(" or "))).toHaveLength(20);
	const endless = await twin.call(tokens, path + [...ids, ...ids, ...ids].join(" or "));
	expect(endless.status).toBe(414);
});

it("writes dates as the wall clock, and codes at full length", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	const [division] = await twin.rows<{ Code: number }>(tokens, "system/Divisions?$select=Code");
	expect(division?.Code).toBe(102673);
	const me = await twin.call(tokens, "http://twin/nl/api/v1/current/Me");
	expect(await me.json()).toMatchObject({
		d: { results: [{ ServerTime: "2026-06-25T14:28:09", ServerUtcOffset: 7200 }] },
	});
	const [account] = await twin.rows<{ Code: string }>(
		tokens,
		"crm/Accounts?$select=Code&$filter=trim(Code) eq '1001'",
	);
	expect(account?.Code).toBe("1001".padStart(18));
});

it("answers in XML where JSON was not asked for", async () => {
	const twin = startTwin();
	const response = await twin.call(await twin.connect(), "sales/ShippingMethods?$select=ID", {
		headers: { Accept: "*/*" },
	});
	expect(response.headers.get("Content-Type")).toBe("application/atom+xml");
});

it("leaves lines deferred", async () => {
	const twin = startTwin();
	const [order] = await truths(twin);
	const path = `salesorder/SalesOrders(guid'${order?.orderId}')?$select=SalesOrderLines`;
	const body = await (await twin.call(await twin.connect(), path)).json();
	expect(body).toMatchObject({ d: { SalesOrderLines: { __deferred: {} } } });
});

it("finds a row version for a date", async () => {
	const twin = startTwin();
	const tokens = await twin.connect();
	const path =
		"read/sync/Sync/SyncTimestamp?modified=datetime'2026-06-20'&endPoint='SalesOrderHeaders'";
	const [found] = await twin.rows<{ TimeStampAsBigInt: string }>(tokens, path);
	const after = await twin.rows<{ Modified: string }>(
		tokens,
		`sync/SalesOrder/SalesOrderHeaders?$select=Modified&$filter=Timestamp gt ${found?.TimeStampAsBigInt}L`,
	);
	expect(after.length).toBeGreaterThan(10);
	const firstDay = Date.UTC(2026, 5, 20);
	expect(after.every((row) => Number(/\d+/.exec(row.Modified)?.[0]) >= firstDay)).toBe(true);
});
