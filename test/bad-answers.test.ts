import { beforeEach, describe, expect, it, vi } from "vitest";

import {
	DEMO,
	connect,
	forgetEarlier,
	readDivision,
	startConnected,
	type DivisionView,
} from "./demo-division.ts";
import type { Twins } from "./twins.ts";
import { api, until } from "./worker.ts";

/**
 * What Exact may answer a poll instead of what was asked for, through the whole Worker. What FedEx may answer stands
 * in test/shipping/book/ship-due.test.ts and ship-due-limits.test.ts.
 */

const QUARTERLY = "*/15 * * * *";
const MINUTE = 60_000;

let twins: Twins;
beforeEach(async () => {
	await forgetEarlier();
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
	twins = startConnected({ orders: 8 });
});

async function readOnce() {
	const connected = await connect(twins, QUARTERLY);
	await until(async () => (await readDivision(connected.divisionId)).lastPollAt !== null);
	return connected;
}

async function fault(faults: object[]): Promise<void> {
	await twins.control("exact", "faults", { method: "PUT", body: { faults } });
}

async function newOrders(count: number): Promise<number[]> {
	const { orders } = await twins.control<{ orders: { orderNumber: number }[] }>("exact", "orders", {
		method: "POST",
		body: { region: DEMO.connection.region, division: DEMO.code, count },
	});
	return orders.map(({ orderNumber }) => orderNumber);
}

async function knownOrders(divisionId: string): Promise<number[]> {
	const { items } = await api<{ items: { orderNumber: number }[] }>(
		"GET",
		`/orders?limit=200&divisionId=${divisionId}`,
	);
	return items.map(({ orderNumber }) => orderNumber);
}

/** Polls until it was postponed; what the division shows then. */
async function postponed(divisionId: string): Promise<DivisionView> {
	let division = await readDivision(divisionId);
	await until(async () => {
		division = await readDivision(divisionId);
		return division.pollProblem !== null;
	});
	return division;
}

describe("a poll that Exact answers", () => {
	it.each(["html", "half"])(
		"with %s is postponed and says so, loses nothing, and goes on",
		async (kind) => {
			const { divisionId } = await readOnce();
			const made = await newOrders(2);
			await fault([{ operation: "read.SalesOrderHeaders", kind, times: 1 }]);
			twins.clock.advance(15 * MINUTE);
			const division = await postponed(divisionId);
			expect(division.pollProblem).toEqual({
				code: "exact.unreadable_answer",
				message: "Exact's answer to read-order-headers can't be read.",
				remedy: "It is tried again by itself.",
			});
			const dueIn = Date.parse(division.nextPollAt ?? "") - twins.clock.now();
			expect(dueIn).toBeLessThanOrEqual(30_000);
			twins.clock.advance(30_000);
			await until(async () => {
				const known = await knownOrders(divisionId);
				return made.every((orderNumber) => known.includes(orderNumber));
			});
			expect((await readDivision(divisionId)).pollProblem).toBe(null);
		},
	);

	it("without the division, for the user lost it, is postponed with what to do; no order is lost", async () => {
		const { divisionId } = await readOnce();
		const known = await knownOrders(divisionId);
		expect(known.length).toBeGreaterThan(0);
		const { users } = await twins.control<{ users: { region: string; divisions: number[] }[] }>(
			"exact",
			"users",
		);
		const user = users.find(({ region }) => region === DEMO.connection.region);
		const allow = (divisions: number[]) =>
			twins.control("exact", "users", {
				method: "PUT",
				body: { region: DEMO.connection.region, divisions },
			});
		await allow([]);
		twins.clock.advance(15 * MINUTE);
		const division = await postponed(divisionId);
		expect(division.pollProblem?.code).toMatch(/^exact\.(division_)?forbidden$/);
		expect(division.pollProblem?.remedy).toMatch(/^Give the connected user/);
		expect(Date.parse(division.nextPollAt ?? "")).toBeGreaterThan(twins.clock.now() + 14 * MINUTE);
		expect(await knownOrders(divisionId)).toEqual(known);
		await allow(user?.divisions ?? []);
		twins.clock.advance(15 * MINUTE);
		await until(async () => (await readDivision(divisionId)).pollProblem === null);
		expect(await knownOrders(divisionId)).toEqual(known);
	});

	it("with a missing scope is postponed and names the scope", async () => {
		const { divisionId } = await readOnce();
		const { clientId, region } = DEMO.connection;
		const { apps } = await twins.control<{
			apps: { clientId: string; scopes: Record<string, string> }[];
		}>("exact", "apps");
		const scopes = apps.find((one) => one.clientId === clientId)?.scopes ?? {};
		const { "sales.orders": _dropped, ...others } = scopes;
		const set = (given: object) =>
			twins.control("exact", "apps", { method: "PUT", body: { region, clientId, scopes: given } });
		await set(others);
		const made = await newOrders(1);
		twins.clock.advance(15 * MINUTE);
		expect((await postponed(divisionId)).pollProblem).toEqual({
			code: "exact.scope_missing",
			message: expect.stringContaining("sales.orders"),
			remedy: expect.stringContaining("Add the scope in the App Center"),
		});
		await set(scopes);
		twins.clock.advance(15 * MINUTE);
		await until(async () => (await knownOrders(divisionId)).includes(made[0] ?? 0));
	});
});
