import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { call, makeToken, problemOf, request, startOutside } from "../client.ts";
import {
	connect,
	fetchPaper,
	jobs,
	knock,
	makeStation,
	pair,
	print,
	seedLabel,
	untilState,
} from "./station.ts";

beforeEach(() => {
	startOutside();
});

describe("a print station", () => {
	it("gets a label at once, fetches it, and its acknowledgement settles the job", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		const line = await connect(station);
		await print(station, documentId);
		const [printId = ""] = await line.prints(1);
		const paper = await fetchPaper(station, printId);
		expect(paper.status).toBe(200);
		expect(await paper.text()).toBe("%PDF-1.7 a label");
		line.say({ type: "report", answers: [{ printId, outcome: "printed" }] });
		await untilState(station, "printed");
		const shown = await call("GET", `/print-stations/${station.id}`, 200);
		expect(shown).toMatchObject({
			connectedAs: "agent",
			waiting: 0,
			doubtful: 0,
			lastPrinted: "Order 20001, parcel 1",
		});
	});

	it("gets one paper at a time, in the order in which they came", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		const line = await connect(station);
		await print(station, documentId, 3);
		const first = await line.prints(1);
		expect(first).toHaveLength(1);
		line.say({ type: "report", answers: [{ printId: first[0] ?? "", outcome: "printed" }] });
		expect(await line.prints(2)).toHaveLength(2);
	});

	it("that lost its connection while a label was out makes it doubtful, and a person is asked", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		const line = await connect(station);
		await print(station, documentId);
		await line.prints(1);
		line.cut();
		const doubtful = await untilState(station, "doubtful");
		expect(doubtful.doubt).toBe("cut");
		const path = `/print-stations/${station.id}/jobs/${doubtful.id}/decide`;
		await call("POST", path, 200, { body: { decision: "again", run: 1 } });
		const other = await connect(station);
		expect(await other.prints(1)).toEqual([`${doubtful.id}.2`]);
		const audit = await call<{ items: { action: string; details: { decision: string } }[] }>(
			"GET",
			`/audit?subject=print_job:${doubtful.id}&action=print_job.decided`,
			200,
		);
		expect(audit.items[0]?.details.decision).toBe("again");
	});

	it("is asked after a cut what its journal says, and prints what it never began", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		const line = await connect(station);
		await print(station, documentId);
		const [printId = ""] = await line.prints(1);
		line.cut();
		await untilState(station, "doubtful");
		const back = await connect(station);
		expect(await back.recalled()).toEqual([printId]);
		back.say({ type: "report", answers: [{ printId, outcome: "never" }] });
		expect(await back.prints(1)).toEqual([printId]);
	});

	it("with another journal is not believed that a label was never begun", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		const line = await connect(station, "journal-1");
		await print(station, documentId);
		const [printId = ""] = await line.prints(1);
		const other = await connect(station, "journal-2");
		await expect.poll(() => line.closed).toBe(4001);
		other.say({ type: "report", answers: [{ printId, outcome: "never" }] });
		other.say({ type: "trouble", message: "no paper" });
		await expect
			.poll(async () => (await call("GET", `/print-stations/${station.id}`, 200))["trouble"])
			.toBe("no paper");
		expect((await jobs(station))[0]).toMatchObject({ state: "doubtful" });
		expect(other.heard.map(({ type }) => type)).not.toContain("print");
	});

	it("is not held up by a paper that the storage has lost", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		const line = await connect(station);
		await print(station, documentId);
		const [printId = ""] = await line.prints(1);
		const { objects } = await env.DOCUMENTS.list();
		await env.DOCUMENTS.delete(objects.map(({ key }) => key));
		const paper = await fetchPaper(station, printId);
		expect(paper.status).toBe(410);
		expect(await paper.json()).toMatchObject({ code: "document.missing" });
		await untilState(station, "cancelled");
	});

	it("gets no label of a shipment that is being voided, even where it was told to print it", async () => {
		const station = await makeStation();
		const { id, documentId } = await seedLabel();
		const line = await connect(station);
		await print(station, documentId);
		const [printId = ""] = await line.prints(1);
		await env.DB.prepare("update documents set revoked_at = 1 where id = ?").bind(documentId).run();
		const paper = await fetchPaper(station, printId);
		expect(paper.status).toBe(410);
		expect(await untilState(station, "cancelled")).toMatchObject({ mayBeOut: true });
		line.say({ type: "report", answers: [{ printId, outcome: "never" }] });
		await expect.poll(async () => (await jobs(station))[0]?.mayBeOut).toBe(false);
		expect(
			(
				await problemOf("POST", `/print-stations/${station.id}/jobs`, 410, {
					body: { documentId },
				})
			).code,
		).toBe("document.revoked");
		expect(id).toMatch(/^shp_/);
	});

	it("is told to drop the label of a shipment that a person voids", async () => {
		const station = await makeStation();
		const { id, documentId } = await seedLabel();
		const line = await connect(station);
		await print(station, documentId, 2);
		const [printId = ""] = await line.prints(1);
		await call("POST", `/shipments/${id}/void`, 202);
		await expect.poll(() => line.heard).toContainEqual({ type: "drop", printId });
		expect((await jobs(station)).map(({ state }) => state)).toEqual(["cancelled", "cancelled"]);
	});

	it("prints no sandbox label of a division that is not there to test with", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel({ environment: "sandbox" });
		const { code } = await problemOf("POST", `/print-stations/${station.id}/jobs`, 410, {
			body: { documentId },
		});
		expect(code).toBe("document.revoked");
	});

	it("refuses a document that it has no printer for", async () => {
		const station = await makeStation({ formats: ["ZPL"] });
		const { documentId } = await seedLabel();
		const { errors } = await problemOf("POST", `/print-stations/${station.id}/jobs`, 422, {
			body: { documentId },
		});
		expect(errors.map(({ field }) => field)).toEqual(["documentId"]);
	});
});

describe("pairing", () => {
	it("takes a code once, however it is typed", async () => {
		const { id } = await call<{ id: string }>("POST", "/print-stations", 201, {
			body: { name: "Table 2", formats: ["PDF"] },
		});
		const { code } = await call<{ code: string }>(
			"POST",
			`/print-stations/${id}/pairing-code`,
			201,
		);
		const typed = { token: null, body: { code: ` ${code.toLowerCase().replace("-", " ")} ` } };
		expect((await request("POST", "/print/pair", typed)).status).toBe(200);
		expect((await request("POST", "/print/pair", typed)).status).toBe(401);
	});

	it("anew ends the token before, and whoever is connected with it", async () => {
		const station = await makeStation();
		const line = await connect(station);
		const token = await pair(station.id);
		await expect.poll(() => line.closed).toBe(4003);
		expect((await knock(station.token)).status).toBe(401);
		expect((await knock(token)).status).toBe(101);
	});

	it("is over once it is revoked; what waits goes on waiting", async () => {
		const station = await makeStation();
		const { documentId } = await seedLabel();
		await print(station, documentId);
		await call("POST", `/print-stations/${station.id}/revoke`, 200);
		expect((await knock(station.token)).status).toBe(401);
		expect((await jobs(station))[0]?.state).toBe("queued");
		expect((await problemOf("DELETE", `/print-stations/${station.id}`, 409)).code).toBe(
			"print_station.has_open_jobs",
		);
	});

	it.each(["", "nonsense", "eps_prs_0000000000000000000000_"])(
		"lets nobody in with the token %j",
		async (token) => {
			expect((await knock(token)).status).toBe(401);
		},
	);

	it("keeps neither code nor token readable", async () => {
		const station = await makeStation();
		const row = await env.DB.prepare("select * from print_stations where id = ?")
			.bind(station.id)
			.first();
		expect(JSON.stringify(row)).not.toContain(station.token.slice(-43));
	});

	it("needs an administrator", async () => {
		const { token } = await makeToken(["operate"]);
		await problemOf("POST", "/print-stations", 403, {
			token,
			body: { name: "Table 3", formats: ["PDF"] },
		});
	});
});
