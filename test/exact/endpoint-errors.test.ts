import { describe, expect, it } from "vitest";

import {
	type EndpointErrors,
	endpointOf,
	listResting,
	restsUntil,
	withError,
	withoutOld,
} from "../../src/exact/endpoint-errors.ts";

const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const ROOT = "https://start.exactonline.nl/api/v1";

function failing(...instants: number[]): EndpointErrors {
	return instants.reduce<EndpointErrors>(
		(errors, at) => withError(errors, { endpoint: "crm/Items", status: 404 }, at),
		{},
	);
}

describe("the endpoint of a request", () => {
	it.each([
		[`${ROOT}/102673/documents/Documents`, "documents/Documents"],
		[`${ROOT}/102673/documents/Documents(guid'00000000-0000')`, "documents/Documents"],
		[`${ROOT}/102673/sync/Documents/Documents?$filter=x`, "sync/Documents/Documents"],
		[`${ROOT}/102673/crm/Accounts?$skiptoken=guid'1'`, "crm/Accounts"],
		[`${ROOT}/current/Me?$select=UserID`, "current/Me"],
		["http://127.0.0.1:9101/nl/api/v1/102673/system/Divisions", "system/Divisions"],
	])("%s is %s", (url, endpoint) => {
		expect(endpointOf(url)).toBe(endpoint);
	});
});

describe("an endpoint", () => {
	it("goes on after five errors in an hour and rests after six", () => {
		const five = [1, 2, 3, 4, 5].map((minute) => NOW + minute * MINUTE);
		expect(restsUntil(failing(...five), "crm/Items", NOW + 6 * MINUTE)).toBeNull();
		const six = failing(...five, NOW + 6 * MINUTE);
		expect(restsUntil(six, "crm/Items", NOW + 6 * MINUTE)).toBe(NOW + MINUTE + HOUR);
		expect(restsUntil(six, "crm/Accounts", NOW + 6 * MINUTE)).toBeNull();
	});

	it("has never more than six errors in any hour, whenever it is tried again", () => {
		let errors: EndpointErrors = {};
		const instants: number[] = [];
		for (let now = NOW; now < NOW + 5 * HOUR; now += 20_000) {
			if (restsUntil(errors, "crm/Items", now) === null) {
				errors = withError(errors, { endpoint: "crm/Items", status: 400 }, now);
				instants.push(now);
			}
		}
		const most = Math.max(
			...instants.map((from) => instants.filter((at) => at >= from && at < from + HOUR).length),
		);
		expect(most).toBe(6);
	});

	it("goes on when the first of its six errors is an hour old", () => {
		const six = failing(NOW, NOW + MINUTE, NOW + MINUTE, NOW + MINUTE, NOW + MINUTE, NOW + MINUTE);
		expect(restsUntil(six, "crm/Items", NOW + HOUR - 1)).toBe(NOW + HOUR);
		expect(restsUntil(six, "crm/Items", NOW + HOUR)).toBeNull();
	});

	it("that Exact seems to have blocked rests for an hour", () => {
		const blocked = withError(failing(NOW), { endpoint: "crm/Items", status: 429 }, NOW + MINUTE);
		expect(listResting(blocked, NOW + MINUTE)).toEqual([
			{ endpoint: "crm/Items", until: NOW + MINUTE + HOUR },
		]);
		expect(withoutOld(blocked, NOW + MINUTE + HOUR)).toEqual({});
	});
});
