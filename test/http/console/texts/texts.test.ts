import { describe, expect, it } from "vitest";

import { en } from "../../../../src/http/console/texts/en.ts";
import { nl } from "../../../../src/http/console/texts/nl.ts";
import { DUTCH_FIELDS } from "../../../../src/http/console/texts/nl/fields.ts";
import { DUTCH_PROBLEMS } from "../../../../src/http/console/texts/nl/problems.ts";
import { ORDER_STATES } from "../../../../src/shipping/model/order-states.ts";
import { ROLES } from "../../../../src/shipping/model/roles.ts";
import {
	ATTEMPT_STATES,
	SHIPMENT_STATUSES,
} from "../../../../src/shipping/model/shipment-states.ts";
import { TRACKING_STATES } from "../../../../src/shipping/model/tracking-states.ts";
import { WRITE_BACK_STATES } from "../../../../src/shipping/model/write-back-states.ts";

type Said = string | ((...values: string[]) => string);

const sources = import.meta.glob(
	[
		"/src/{shipping,exact,fedex,db}/**/*.ts",
		"/src/http/api/*.ts",
		"/src/http/console/texts/en/orders.ts",
	],
	{ query: "?raw", import: "default", eager: true },
);
const said = Object.values(sources).join("\n");

/** A sentence with each place to fill in named, whichever kind of text it is. */
function sentence(text: Said): string {
	return typeof text === "string"
		? text
		: text(...Array.from({ length: text.length }, (_, at) => `{${at}}`));
}

function placesOf(text: string): string[] {
	return Array.from(text.matchAll(/\{\w+\}/g), ([place]) => place).toSorted();
}

describe.each(Object.keys(en) as (keyof typeof en)[])("the texts of %s", (area) => {
	const english: Readonly<Record<string, Said>> = en[area];
	const dutch: Readonly<Record<string, Said>> = nl[area];

	it("are there in both languages", () => {
		expect(Object.keys(dutch).toSorted()).toEqual(Object.keys(english).toSorted());
	});

	it("have the same places to fill in, and say something", () => {
		for (const [key, text] of Object.entries(english)) {
			const other = sentence(dutch[key] ?? "");
			expect(other.trim(), key).not.toBe("");
			expect(placesOf(other), key).toEqual(placesOf(sentence(text)));
		}
	});

	it("are translated where they are sentences", () => {
		const same = Object.entries(english)
			.filter(([key, text]) => sentence(text) === sentence(dutch[key] ?? ""))
			.map(([, text]) => sentence(text))
			.filter((text) => text.split(" ").length > 3);
		expect(same).toEqual([]);
	});
});

it("has a word for every state and role", () => {
	const values = [
		...ORDER_STATES,
		...SHIPMENT_STATUSES,
		...ATTEMPT_STATES,
		...TRACKING_STATES,
		...WRITE_BACK_STATES,
		...ROLES,
	];
	expect(values.filter((value) => !Object.hasOwn(nl.words, value))).toEqual([]);
});

describe("the Dutch problems", () => {
	const pairs = Object.entries(DUTCH_PROBLEMS).flatMap(([code, { says }]) =>
		Object.entries(says).map(([english, dutch]) => ({ code, english, dutch })),
	);

	it.each(pairs)("fill in what $code tells of: $english", ({ english, dutch }) => {
		expect(placesOf(english)).toEqual(expect.arrayContaining(placesOf(dutch)));
	});

	it("stand for English sentences that the program still says", () => {
		const gone = pairs.filter(({ english }) =>
			english
				.replace(" (FedEx: {code}).", "")
				.split(/\{\w+\}/)
				.flatMap((part) => part.split(/(?<=has no )|(?=has no )/))
				.some(
					(part) =>
						part.length > 14 && !said.includes(part) && !said.includes(part.replaceAll('"', '\\"')),
				),
		);
		expect(gone).toEqual([]);
	});

	it("name Exact's fields as the problems do", () => {
		const gone = Object.keys(DUTCH_FIELDS).filter((field) => !said.includes(field));
		expect(gone).toEqual([]);
	});
});
