import { expect, it } from "vitest";

import { ConnectionCut } from "../simulators/twin/faults.ts";
import { startTwin, type Tokens, type TwinUnderTest } from "./twin-under-test.ts";

const BODY = { Subject: "26000001 shipped", Type: 55 };

async function post(twin: TwinUnderTest, tokens: Tokens): Promise<Response> {
	return twin.write(tokens, "documents/Documents", { body: BODY });
}

async function withFault(kind: string): Promise<{ twin: TwinUnderTest; tokens: Tokens }> {
	const twin = startTwin();
	const faults = [{ operation: "write.Documents", kind, times: 1 }];
	await twin.control("faults", "PUT", { faults });
	return { twin, tokens: await twin.connect() };
}

async function countOf(twin: TwinUnderTest, tokens: Tokens): Promise<number> {
	return (await twin.rows(tokens, "sync/Documents/Documents?$select=ID")).length;
}

it.each([
	["cut-before", 0],
	["cut-after", 1],
])("cuts the connection by %s", async (kind, documents) => {
	const { twin, tokens } = await withFault(kind);
	await expect(post(twin, tokens)).rejects.toThrow(ConnectionCut);
	expect(await countOf(twin, tokens)).toBe(documents);
});

it.each([
	["status-before", 503, 0],
	["status-after", 503, 1],
	["html", 200, 1],
	["half", 201, 1],
])("answers no document by %s", async (kind, status, documents) => {
	const { twin, tokens } = await withFault(kind);
	const response = await post(twin, tokens);
	expect(response.status).toBe(status);
	await expect(response.json()).rejects.toThrow();
	expect(await countOf(twin, tokens)).toBe(documents);
	expect((await post(twin, tokens)).status).toBe(201);
});

it("moves the clock forward only", async () => {
	const twin = startTwin();
	const ahead = await twin.control("clock", "POST", { to: "2026-06-26T00:00:00Z" });
	expect(await ahead.json()).toMatchObject({ now: "2026-06-26T00:00:00.000Z" });
	expect((await twin.control("clock", "POST", { to: "2026-06-25T00:00:00Z" })).status).toBe(400);
	expect((await twin.control("clock", "POST", { advanceMs: -1 })).status).toBe(400);
});

it("keeps a log that can be summed up and emptied", async () => {
	const twin = startTwin();
	await twin.call(await twin.connect(), "sales/ShippingMethods?$select=ID");
	const summary = await (await twin.control("log?summary=1")).json();
	expect(summary).toMatchObject({ counts: { "nl/102673 read.ShippingMethods": 1 }, broken: {} });
	await twin.control("log", "DELETE");
	expect(await (await twin.control("log?summary=1")).json()).toEqual({ counts: {}, broken: {} });
});
