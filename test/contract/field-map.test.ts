import { readFileSync } from "node:fs";

import { beforeAll, describe, expect, it } from "vitest";

import {
	accountSchema,
	addressSchema,
	contactSchema,
	deliveryLineSchema,
	deliverySchema,
	itemSchema,
	orderHeaderSchema,
	orderLineSchema,
	selectOf,
	supplierItemSchema,
} from "../../src/exact/schemas.ts";
import type { Exchange } from "./exchanges.ts";
import { callWithEverything } from "./fedex-everything.ts";

const HEADING = "## Which field of Exact becomes which field of FedEx\n";
const README = readFileSync(new URL("../../README.md", import.meta.url).pathname, "utf8");
const PAGE = README.split(HEADING)[1]?.split("\n## ")[0] ?? "";

const READ = {
	SalesOrder: orderHeaderSchema,
	SalesOrderLine: orderLineSchema,
	GoodsDelivery: deliverySchema,
	GoodsDeliveryLine: deliveryLineSchema,
	Address: addressSchema,
	Account: accountSchema,
	Contact: contactSchema,
	Item: itemSchema,
	SupplierItem: supplierItemSchema,
};

describe("the README's page of fields", () => {
	let calls: Exchange[];
	beforeAll(async () => {
		calls = await callWithEverything();
	});

	it("is held against calls that succeed", () => {
		expect(calls.filter(({ status }) => status > 299)).toEqual([]);
	});

	it("names every property that FedEx is told, and each call", () => {
		const named = new Set(codeOf(PAGE).flatMap((code) => code.split(/[^\w-]/)));
		expect([...toldIn(calls).properties].filter((property) => !named.has(property))).toEqual([]);
		const asked = calls.map(({ method, url }) => `${method} ${url.pathname}`);
		expect(asked.filter((call) => !codeOf(PAGE).includes(call))).toEqual([]);
	});

	it("names nothing that FedEx is not told", () => {
		const { properties, values } = toldIn(calls);
		const column = cellsOf("FedEx");
		const named = column.flatMap(codeOf).flatMap((code) => code.split("."));
		expect(named.filter((property) => !properties.has(property))).toEqual([]);
		const words = column.flatMap((cell) => cell.match(/\b[A-Z]+(?:_[A-Z]+)+\b/g) ?? []);
		expect(words.filter((word) => !values.has(word))).toEqual([]);
	});

	it("names every field that is read of an order and what it points to, and no other", () => {
		const read = Object.entries(READ).flatMap(([entity, schema]) =>
			selectOf(schema).map((field) => `${entity}.${field}`),
		);
		const fields = codeOf(PAGE).filter((code) => /^[A-Z]\w+\.[A-Z]\w+$/.test(code));
		expect([...new Set(fields)].toSorted()).toEqual(read.toSorted());
	});
});

function codeOf(markdown: string): string[] {
	return [...markdown.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

/** The cells below that heading, in every table of the page that has it. */
function cellsOf(heading: string): string[] {
	const rows = PAGE.split("\n").map((line) => line.split("|").map((cell) => cell.trim()));
	let at = -1;
	return rows.flatMap((cells) => {
		if (cells.length < 3) {
			at = -1;
		} else if (at === -1) {
			at = cells.indexOf(heading);
			return [];
		}
		return at === -1 ? [] : (cells[at] ?? []);
	});
}

function toldIn(calls: readonly Exchange[]): { properties: Set<string>; values: Set<string> } {
	const properties = new Set<string>();
	const values = new Set<string>();
	for (const { body, headers } of calls) {
		for (const name of headers.keys()) {
			if (name.startsWith("x-customer")) {
				properties.add(name);
			}
		}
		JSON.parse(body, (name: string, value: unknown) => {
			if (!/^\d*$/.test(name)) {
				properties.add(name);
			}
			if (typeof value === "string") {
				values.add(value);
			}
			return value;
		});
	}
	return { properties, values };
}
