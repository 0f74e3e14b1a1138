import { describe, expect, it } from "vitest";

import { entityOf, parseExactJson, rowsOf } from "../../src/exact/envelope.ts";
import { orderHeaderSchema } from "../../src/exact/schemas.ts";

describe("the forms of an answer", () => {
	it.each([
		[{ d: { results: [1, 2], __next: "https://next" } }, { rows: [1, 2], next: "https://next" }],
		[{ d: { results: [] } }, { rows: [], next: undefined }],
		[{ d: [1] }, { rows: [1], next: undefined }],
		[{ d: { ID: 1 } }, { rows: [{ ID: 1 }], next: undefined }],
		[{ d: null }, undefined],
		[{ value: [] }, undefined],
		[null, undefined],
	])("%j holds %j", (json, expected) => {
		expect(rowsOf(json)).toEqual(expected);
	});

	it("give the entity that a write answers with", () => {
		expect(entityOf({ d: { ID: "x" } })).toEqual({ ID: "x" });
	});
});

describe("row versions", () => {
	const rest = {
		OrderID: "00000000-0000-4000-8000-000000000001",
		OrderNumber: 1,
		Status: 12,
		DeliveryStatus: 12,
		ApprovalStatus: 1,
	};

	it.each([
		["quoted", `"9007199254740993"`, "00009007199254740993"],
		["bare, beyond what a number holds", "9007199254740993", "00009007199254740993"],
		["small", "7", "00000000000000000007"],
	])("keep every digit when %s", (_, wire, padded) => {
		const row = parseExactJson(`{"Timestamp":${wire},"x":1.5}`);
		const parsed = orderHeaderSchema.parse({ ...(row as object), ...rest });
		expect(parsed.Timestamp).toBe(padded);
	});

	it("leave other numbers numbers", () => {
		expect(parseExactJson('{"Timestamp":5,"Quantity":1.5}')).toEqual({
			Timestamp: "5",
			Quantity: 1.5,
		});
	});

	it("are refused when they are no whole number", () => {
		expect(orderHeaderSchema.safeParse({ Timestamp: "1.5", ...rest }).success).toBe(false);
	});
});

it("half an answer is not read", () => {
	expect(parseExactJson('{"d":{"results":[')).toBeUndefined();
});
