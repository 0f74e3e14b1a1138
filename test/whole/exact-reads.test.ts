import { describe, expect, it } from "vitest";

import { countReads } from "./exact-reads.ts";
import type { LoggedCall } from "./twins.ts";

const SCOPE = "nl/102673";
const RELEASED_AT = 1_000_000;
const DAY_MS = 86_400_000;

function read(at: number, operation: string, path = ""): LoggedCall {
	return {
		at: RELEASED_AT + at,
		method: "GET",
		path,
		operation: `read.${operation}`,
		scope: SCOPE,
	};
}

/** One poll that begins at each feed after the row version `from`. */
function poll(at: number, from: number, ...lookUps: string[]): LoggedCall[] {
	return [
		read(at, "Divisions"),
		...["SalesOrderHeaders", "SyncSalesOrderLines", "Deleted"].map((feed) =>
			read(at, feed, `?after=${from}`),
		),
		...lookUps.map((name) => read(at, name)),
	];
}

describe("what reading cost", () => {
	it("is caused by orders where the next poll begins further on", () => {
		const calls = [...poll(0, 1), ...poll(1, 1, "Addresses"), ...poll(2, 5)];

		expect(countReads(calls, SCOPE, RELEASED_AT)).toMatchObject({ caused: 9, empty: 0, again: 0 });
	});

	it("is the schedule's where a poll found nothing, and apart from it what is looked at again", () => {
		const calls = [
			...poll(0, 1),
			...poll(1, 5, "Addresses"),
			...poll(2, 5, "Items"),
			...poll(3, 5),
		];

		expect(countReads(calls, SCOPE, RELEASED_AT)).toMatchObject({
			caused: 4,
			emptyPolls: 2,
			empty: 8,
			again: 2,
		});
	});

	it("is caused by orders in the first poll after the release, which judges what was read before", () => {
		const calls = [...poll(-5, 1), ...poll(0, 1, "Addresses", "Items"), ...poll(1, 1)];

		expect(countReads(calls, SCOPE, RELEASED_AT)).toMatchObject({ caused: 6, emptyPolls: 0 });
	});

	it("counts the check of the subscriptions apart, and the first day as it ran", () => {
		const calls = [
			...poll(0, 1),
			...poll(DAY_MS - 1, 2),
			read(DAY_MS, "WebhookSubscriptions"),
			...poll(DAY_MS + 1, 2),
			...poll(DAY_MS + 2, 2),
		];

		expect(countReads(calls, SCOPE, RELEASED_AT)).toMatchObject({ subscriptions: 1, firstDay: 8 });
	});

	it("leaves out other divisions and what was written", () => {
		const calls = [
			...poll(0, 1),
			{ ...read(0, "Addresses"), scope: "de/204417" },
			{ ...read(0, "Documents"), method: "PUT", operation: "update.Documents" },
			...poll(1, 2),
		];

		expect(countReads(calls, SCOPE, RELEASED_AT).caused).toBe(4);
	});
});
