import { beforeEach, describe, expect, it, vi } from "vitest";

import { DEMO, connect, forgetEarlier, readDivision, startConnected } from "./demo-division.ts";
import type { Twins } from "./twins.ts";
import { api, consent, tick, until } from "./worker.ts";

const MINUTE = 60_000;

let twins: Twins;
const warned: { event?: string; connectionId?: string }[] = [];
beforeEach(async () => {
	await forgetEarlier();
	warned.length = 0;
	for (const method of ["log", "error"] as const) {
		vi.spyOn(console, method).mockReturnValue();
	}
	vi.spyOn(console, "warn").mockImplementation(
		(line: { event?: string; connectionId?: string }) => {
			warned.push(line);
		},
	);
	twins = startConnected({ orders: 8 });
});

type Status = {
	writeBacks: { due: number; written: number };
	shipments: { labelled: number };
};

async function newOrders(count: number): Promise<void> {
	await twins.control("exact", "orders", {
		method: "POST",
		body: { region: DEMO.connection.region, division: DEMO.code, count },
	});
}

function status(): Promise<Status> {
	return api<Status>("GET", "/status");
}

function notices(of: string): number {
	return warned.filter(
		({ event, connectionId }) =>
			event === "connection.needs_reauthorization" && connectionId === of,
	).length;
}

async function audited(connectionId: string): Promise<string[]> {
	const { items } = await api<{ items: { action: string }[] }>(
		"GET",
		`/audit?subject=connection:${connectionId}`,
	);
	return items.map(({ action }) => action);
}

describe("a consent that was withdrawn at Exact", () => {
	it("is noticed once, loses nothing, costs Exact no calls, and is over with the next consent", async () => {
		const { connectionId, divisionId } = await connect(twins, "*/15 * * * *");
		await until(async () => (await readDivision(divisionId)).lastPollAt !== null);
		await api("POST", `/divisions/${divisionId}/release`, { mode: "live", orders: "all" });
		await until(async () => {
			const { writeBacks, shipments } = await status();
			return shipments.labelled > 0 && writeBacks.written === shipments.labelled;
		});
		const before = await status();

		const { region, clientId } = DEMO.connection;
		await twins.control("exact", "consent", { method: "POST", body: { region, clientId } });
		await newOrders(3);
		twins.clock.advance(16 * MINUTE);
		await until(async () => {
			const connection = await api<{ status: string }>("GET", `/exact-connections/${connectionId}`);
			return connection.status === "needs_reauthorization";
		});
		const calls = twins.exactLog.calls().length;
		for (let looks = 0; looks < 4; looks += 1) {
			twins.clock.advance(16 * MINUTE);
			const dueBefore = (await readDivision(divisionId)).nextPollAt;
			await until(async () => (await readDivision(divisionId)).nextPollAt !== dueBefore);
		}
		expect(twins.exactLog.calls().length).toBe(calls);
		expect(notices(connectionId)).toBe(1);
		expect(await audited(connectionId)).toEqual([
			"connection.needs_reauthorization",
			"connection.connected",
			"connection.created",
		]);
		expect(await readDivision(divisionId)).toMatchObject({
			pollProblem: {
				code: "exact.needs_reauthorization",
				remedy: expect.stringContaining("consent"),
			},
		});

		expect((await consent(twins, connectionId)).status).toBe(302);
		await until(async () => {
			const { writeBacks, shipments } = await status();
			const wanted = before.shipments.labelled + 3;
			return shipments.labelled === wanted && writeBacks.written === wanted;
		});
		await tick();
		expect((await readDivision(divisionId)).pollProblem).toBe(null);
		expect(notices(connectionId)).toBe(1);
	}, 60_000);
});
