import { beforeEach, describe, expect, it, vi } from "vitest";

import { connect, DEMO, forgetEarlier, readDivision, startConnected } from "../demo-division.ts";
import type { Twins } from "../twins.ts";
import { visit } from "../visit.ts";
import { api, until } from "../worker.ts";
import { BOTH, deployRing, NEW } from "./rings.ts";

/** The whole Worker with its queues: orders ship, tokens are refreshed and links are opened while the keys rotate. */

const MINUTE = 60_000;

type Status = {
	shipments: Record<string, number>;
	writeBacks: { written: number; pending: number; failed: number };
};
type Keys = {
	keys: { id: string; uses: number | null; mayBeRemoved: boolean }[];
	rotation: { state: string; rewrapped: number } | null;
	problems: { code: string }[];
};

let twins: Twins;
let lines: string[];

beforeEach(async () => {
	await forgetEarlier();
	lines = [];
	for (const method of ["log", "warn", "error"] as const) {
		vi.spyOn(console, method).mockImplementation((line) => void lines.push(JSON.stringify(line)));
	}
	twins = startConnected({ orders: 24 });
});

const status = () => api<Status>("GET", "/status");

async function newOrders(count: number): Promise<void> {
	const body = { region: DEMO.connection.region, division: DEMO.code, count };
	await twins.control("exact", "orders", { method: "POST", body });
}

async function labelLink(): Promise<string> {
	const { items } = await api<{ items: { id: string }[] }>("GET", "/shipments?status=labelled");
	const { documents } = await api<{ documents: { id: string }[] }>(
		"GET",
		`/shipments/${items[0]?.id}`,
	);
	const { url } = await api<{ url: string }>("POST", `/documents/${documents[0]?.id}/link`, {
		expiresInSeconds: 86_400,
	});
	return url;
}

describe("keys that rotate while orders ship", () => {
	it("fail no work, and the old key can be taken out afterwards", async () => {
		const { divisionId } = await connect(twins, "*/15 * * * *");
		await until(async () => (await readDivision(divisionId)).lastPollAt !== null);
		await api("POST", `/divisions/${divisionId}/release`, { mode: "live", orders: "all" });
		await until(async () => ((await status()).shipments["labelled"] ?? 0) >= 2);
		const link = await labelLink();
		await until(async () => (await status()).writeBacks.pending === 0);

		await newOrders(40);
		deployRing(BOTH);
		const [begun] = await Promise.all([
			api<Keys>("POST", "/keys/rotate"),
			api("POST", `/divisions/${divisionId}/poll`),
		]);
		expect(begun.rotation?.state).toBe("rewrapping");
		const { labelled: had = 0 } = (await status()).shipments;
		await until(async () => {
			const { shipments, writeBacks } = await status();
			const open = (shipments["planned"] ?? 0) + (shipments["creating"] ?? 0) + writeBacks.pending;
			return open === 0 && (shipments["labelled"] ?? 0) > had + 10;
		});
		expect((await visit(link)).status).toBe(200);
		// Tokens of both vendors end, and are asked for anew, while it goes on.
		twins.clock.advance(11 * MINUTE);
		await until(async () => (await api<Keys>("GET", "/keys")).rotation?.state === "done");
		const { keys, rotation, problems } = await api<Keys>("GET", "/keys");
		expect(keys.map(({ id, uses }) => ({ id, uses: (uses ?? 0) > 0 }))).toEqual([
			{ id: "k1", uses: false },
			{ id: "k2", uses: true },
		]);
		expect(rotation?.rewrapped).toBeGreaterThan(5);
		expect(problems).toEqual([]);
		expect((await visit(link)).status).toBe(200);

		deployRing(NEW);
		await newOrders(10);
		const shipped = (await status()).shipments["labelled"] ?? 0;
		await until(async () => {
			twins.clock.advance(MINUTE);
			return ((await status()).shipments["labelled"] ?? 0) > shipped;
		});

		const after = await status();
		expect({ failed: after.shipments["failed"], unknown: after.shipments["unknown"] }).toEqual({
			failed: 0,
			unknown: 0,
		});
		expect(
			lines.filter((line) => /secrets\.|drain\.failed|postponed|"level":"error"/.test(line)),
		).toEqual([]);
		expect(twins.exactLog.summary().broken).toEqual({});
		expect(twins.fedexLog.summary().broken).toEqual({});
	}, 120_000);
});
