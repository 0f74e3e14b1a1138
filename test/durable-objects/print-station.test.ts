import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import type { PrintStation } from "../../src/durable-objects/print-station.ts";
import { PRINT_LIMITS } from "../../src/shipping/model/printing/print-limits.ts";
import { Line } from "../http/printing/station.ts";
import { sampleId } from "../shipping/samples.ts";

const stations = env.PRINT_STATIONS as unknown as DurableObjectNamespace<PrintStation>;
const NOW = Date.UTC(2026, 10, 23, 9, 30, 20);
let offsetMs = 0;

beforeEach(() => {
	offsetMs = 0;
	vi.spyOn(Date, "now").mockReturnValue(NOW);
	vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ offsetMs }));
});

function aJob(number: number, change: { shipmentId?: string } = {}) {
	return {
		id: `prj_${number}`,
		once: `key_${number}`,
		documentId: `doc_${number}`,
		shipmentId: `shp_${number}`,
		attemptNumber: 1,
		title: `Order ${number}`,
		contentType: "application/pdf",
		expiresAt: NOW + PRINT_LIMITS.jobLifeMs,
		createdAt: NOW,
		...change,
	};
}

async function lineTo(station: DurableObjectStub<PrintStation>): Promise<Line> {
	const headers = { Upgrade: "websocket", "X-Station-Name": "Table%201" };
	const { webSocket } = await station.fetch("https://station/", { headers });
	if (webSocket === null) {
		throw new Error("no socket came back");
	}
	const line = new Line(webSocket);
	line.say({ type: "hello", journalId: "journal-1", kind: "agent" });
	return line;
}

async function states(station: DurableObjectStub<PrintStation>): Promise<string[]> {
	const jobs = await station.list({ states: null, before: null, limit: 50 });
	return jobs.map(({ state }) => state);
}

describe("the object of a station", () => {
	it("remembers after an eviction what waits and what is out", async () => {
		const station = stations.getByName(sampleId("prs"));
		await station.enqueue([aJob(1), aJob(2)]);
		await evictDurableObject(station);
		expect(await states(station)).toEqual(["queued", "queued"]);
		const line = await lineTo(station);
		expect(await line.prints(1)).toEqual(["prj_1.1"]);
		expect(await states(station)).toEqual(["queued", "sent"]);
	});

	it("lets what nobody printed in time expire, and never sends it", async () => {
		const station = stations.getByName(sampleId("prs"));
		await station.enqueue([aJob(1)]);
		offsetMs = PRINT_LIMITS.jobLifeMs;
		await runDurableObjectAlarm(station);
		expect(await states(station)).toEqual(["expired"]);
		const line = await lineTo(station);
		await station.decide({ jobId: "prj_1", run: 1, decision: "again", actor: "operator:test" });
		expect(await line.prints(1)).toEqual(["prj_1.2"]);
	});

	it("takes a connection that says nothing any more for cut", async () => {
		const station = stations.getByName(sampleId("prs"));
		const line = await lineTo(station);
		await station.enqueue([aJob(1)]);
		await line.prints(1);
		vi.spyOn(Date, "now").mockReturnValue(NOW + PRINT_LIMITS.silentMs + 1);
		await runDurableObjectAlarm(station);
		expect(await states(station)).toEqual(["doubtful"]);
		expect((await station.standing()).connectedSince).toBeNull();
	});

	it("takes nothing that is no message of a station", async () => {
		const station = stations.getByName(sampleId("prs"));
		const line = await lineTo(station);
		line.say({ type: "nonsense" } as never);
		await station.enqueue([aJob(1)]);
		expect(await line.prints(1)).toEqual(["prj_1.1"]);
	});

	it("is not closed while anything waits at it", async () => {
		const station = stations.getByName(sampleId("prs"));
		await station.enqueue([aJob(1)]);
		expect(await station.close()).toBe(1);
		expect(await station.enqueue([aJob(2)])).toEqual([]);
		expect(await states(station)).toEqual(["queued", "queued"]);
	});

	it("refuses what comes after it was closed, and knows what it had before", async () => {
		const station = stations.getByName(sampleId("prs"));
		await station.enqueue([aJob(1)]);
		await station.decide({ jobId: "prj_1", run: 1, decision: "cancel", actor: "operator:test" });
		expect(await station.close()).toBe(0);
		await evictDurableObject(station);
		expect(await station.enqueue([aJob(1), aJob(2)])).toEqual(["prj_2"]);
		expect(await station.listMissed([aJob(1), aJob(2)])).toEqual(["prj_2"]);
		await station.reopen();
		expect(await station.enqueue([aJob(2)])).toEqual([]);
	});

	it("is empty once nobody can put the database back to before its deletion", async () => {
		const station = stations.getByName(sampleId("prs"));
		await station.enqueue([aJob(1)]);
		await station.decide({ jobId: "prj_1", run: 1, decision: "cancel", actor: "operator:test" });
		await station.close();
		vi.spyOn(Date, "now").mockReturnValue(NOW + PRINT_LIMITS.settledJobsKeptMs);
		await runDurableObjectAlarm(station);
		expect(await states(station)).toEqual([]);
	});

	it("asks about any number of papers in messages that can be answered", async () => {
		const station = stations.getByName(sampleId("prs"));
		const count = 2 * PRINT_LIMITS.recalledAtOnce + 1;
		await station.enqueue(Array.from({ length: count }, (_, at) => aJob(at)));
		await runInDurableObject(station, (_object, state) => {
			state.storage.sql.exec(`update jobs set state = 'doubtful', journal_id = 'journal-1'`);
		});
		const line = await lineTo(station);
		const asked = () => line.heard.flatMap((order) => (order.type === "recall" ? [order] : []));
		await vi.waitUntil(() => asked().length === 3, { timeout: 5_000, interval: 5 });
		for (const { printIds } of asked()) {
			line.say({
				type: "report",
				answers: printIds.map((printId) => ({ printId, outcome: "printed" })),
			});
		}
		await expect.poll(async () => (await station.standing()).counts.printed).toBe(count);
	});
});
