import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
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

	it("is empty once its station was deleted", async () => {
		const station = stations.getByName(sampleId("prs"));
		await station.enqueue([aJob(1)]);
		await station.forget();
		expect(await states(station)).toEqual([]);
	});
});
