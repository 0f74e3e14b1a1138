import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";

import { sampleId } from "../shipping/samples.ts";
import { call, type Page, problemOf, startOutside, wokenUp } from "./client.ts";
import {
	readDivision,
	readOrder,
	readShipment,
	readWriteBack,
	seedHeldDivision,
	seedShipment,
} from "./seeds.ts";

beforeEach(() => {
	startOutside();
});

const REASON = {
	code: "fedex.unavailable",
	field: "",
	message: "It failed 8 times in a row.",
	remedy: "Look at the cause, then replay it.",
};
const FAILED = { status: "failed" as const, reason: REASON, failures: 8 };
const FAILED_WRITE_BACK = {
	status: "labelled" as const,
	writeBack: { state: "failed" as const, reason: { ...REASON, code: "exact.unavailable" } },
};

type FailedWork = { id: string; kind: string; subject: string; code: string; failedAt: string };

async function actionsOn(subject: string): Promise<string[]> {
	const { items } = await call<Page<{ action: string }>>("GET", `/audit?subject=${subject}`, 200);
	return items.map((item) => item.action);
}

function replayWork(body: unknown) {
	return call<{ replayed: number }>("POST", "/failed-work/replay", 202, { body });
}

describe("the replay of a shipment", () => {
	it("makes a failed one due again with all its tries, after its order was judged anew", async () => {
		const divisionId = await seedHeldDivision("fac_1", { mode: "live", pollDueAt: null });
		const { id, orderId } = await seedShipment({ ...FAILED, divisionId });
		const answer = await call("POST", `/shipments/${id}/replay`, 202);
		expect(answer).toMatchObject({ id, status: "planned", reason: null });
		const row = await readShipment(id);
		expect(row).toMatchObject({ failures: 0, version: 2 });
		expect(row?.dueAt).toBeLessThanOrEqual(Date.now());
		expect((await readOrder(orderId))?.judgeDueAt).not.toBeNull();
		expect((await readDivision(divisionId))?.pollDueAt).toBeLessThanOrEqual(Date.now());
		expect(wokenUp).toEqual([{ kind: "poll", scope: divisionId }]);
		expect(await actionsOn(`shipment:${id}`)).toEqual(["shipment.replayed"]);
	});

	it("has the order of a blocked one judged and its division read", async () => {
		const divisionId = await seedHeldDivision("fac_1", { mode: "live", pollDueAt: null });
		const { id, orderId } = await seedShipment({ divisionId, status: "blocked", reason: REASON });
		const answer = await call("POST", `/shipments/${id}/replay`, 202);
		expect(answer).toMatchObject({ status: "blocked" });
		expect((await readOrder(orderId))?.judgeDueAt).not.toBeNull();
		expect((await readDivision(divisionId))?.pollDueAt).toBeLessThanOrEqual(Date.now());
		expect(wokenUp).toEqual([{ kind: "poll", scope: divisionId }]);
		expect(await actionsOn(`shipment:${id}`)).toEqual(["shipment.replay_asked"]);
	});

	it("makes a failed write-back due again and leaves the label alone", async () => {
		const { id, divisionId, writeBackId } = await seedShipment(FAILED_WRITE_BACK);
		await call("POST", `/shipments/${id}/replay`, 202);
		expect(wokenUp).toEqual([{ kind: "write-back", scope: divisionId }]);
		expect(await readWriteBack(writeBackId)).toMatchObject({
			state: "due",
			failures: 0,
			version: 2,
		});
		expect(await readShipment(id)).toMatchObject({ status: "labelled", version: 1 });
		expect(await actionsOn(`write_back:${writeBackId}`)).toEqual(["write_back.replayed"]);
	});

	it.each(["planned", "creating", "labelled", "unknown", "voided"] as const)(
		"is refused for one that is %s",
		async (status) => {
			const { id } = await seedShipment({ status });
			const problem = await problemOf("POST", `/shipments/${id}/replay`, 409);
			expect(problem.code).toBe("shipment.nothing_to_replay");
			expect(await readShipment(id)).toMatchObject({ status, version: 1 });
		},
	);

	it("is refused for one that there is none of", async () => {
		expect((await problemOf("POST", "/shipments/shp_none/replay", 404)).code).toBe(
			"shipment.not_found",
		);
	});
});

describe("failed work", () => {
	it("is listed newest first with its cause", async () => {
		const older = await seedShipment({ ...FAILED, updatedAt: 2_000_000_000_000 });
		const newer = await seedShipment({
			...FAILED_WRITE_BACK,
			writeBack: { ...FAILED_WRITE_BACK.writeBack, updatedAt: 2_000_000_000_001 },
		});
		const first = await call<Page<FailedWork>>("GET", "/failed-work?limit=1", 200);
		expect(first.items).toEqual([
			{
				id: newer.writeBackId,
				kind: "write-back",
				subject: `write_back:${newer.writeBackId}`,
				code: "exact.unavailable",
				message: REASON.message,
				failedAt: "2033-05-18T03:33:20.001Z",
			},
		]);
		const second = await call<Page<FailedWork>>(
			"GET",
			`/failed-work?limit=1&cursor=${first.nextCursor}`,
			200,
		);
		expect(second.items).toMatchObject([{ id: older.id, kind: "shipment" }]);
	});

	it("is replayed by ids, once, each with its audit", async () => {
		const shipment = await seedShipment(FAILED);
		const written = await seedShipment(FAILED_WRITE_BACK);
		const untouched = await seedShipment({ status: "blocked", reason: REASON });
		const ids = [shipment.id, written.writeBackId, untouched.id, "shp_none"];
		expect(await replayWork({ ids })).toEqual({ replayed: 2 });
		expect(await replayWork({ ids })).toEqual({ replayed: 0 });
		expect(await readShipment(shipment.id)).toMatchObject({ status: "planned", version: 2 });
		expect(await readWriteBack(written.writeBackId)).toMatchObject({ state: "due" });
		expect(await readShipment(untouched.id)).toMatchObject({ status: "blocked", version: 1 });
		expect(await actionsOn(`shipment:${shipment.id}`)).toEqual(["shipment.replayed"]);
	});

	it("is replayed by code, division and time", async () => {
		const divisionId = sampleId("div");
		const at = Date.parse("2026-11-10T12:00:00Z");
		const seed = (change: Parameters<typeof seedShipment>[0]) =>
			seedShipment({ ...FAILED, divisionId, updatedAt: at, ...change });
		const wanted = await seed({});
		const otherCode = await seed({ reason: { ...REASON, code: "fedex.other" } });
		const tooEarly = await seed({ updatedAt: at - 86_400_000 });
		const elsewhere = await seed({ divisionId: sampleId("div") });
		const filter = { code: REASON.code, divisionId, from: "2026-11-10", to: "2026-11-11" };
		expect(await replayWork({ filter })).toEqual({ replayed: 1 });
		const statuses = await Promise.all(
			[wanted, otherCode, tooEarly, elsewhere].map(
				async ({ id }) => (await readShipment(id))?.status,
			),
		);
		expect(statuses).toEqual(["planned", "failed", "failed", "failed"]);
	});

	it("is replayed by more than one batch of rows", async () => {
		const divisionId = sampleId("div");
		const { id } = await seedShipment({ ...FAILED, divisionId });
		const columns = (
			await env.DB.prepare("select name from pragma_table_info('shipments')").all<{
				name: string;
			}>()
		).results
			.map(({ name }) => name)
			.filter((name) => name !== "id");
		await env.DB.prepare(
			`insert into shipments (id, ${columns.join(", ")})
			with recursive n(i) as (select 1 union all select i + 1 from n where i < 1200)
			select 'shp_bulk' || i || ?, ${columns.join(", ")} from shipments, n where shipments.id = ?`,
		)
			.bind(divisionId, id)
			.run();
		expect(await replayWork({ filter: { divisionId } })).toEqual({ replayed: 1_201 });
	});

	it.each([{}, { ids: [] }, { filter: { colour: "red" } }, { ids: ["a"], filter: {} }])(
		"is not replayed by %j",
		async (body) => {
			const { code } = await problemOf("POST", "/failed-work/replay", 422, { body });
			expect(code).toBe("request.invalid");
		},
	);
});
