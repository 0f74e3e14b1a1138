import { describe, expect, it } from "vitest";

import {
	BASE_URL,
	divisionWith,
	exactError,
	guid,
	header,
	json,
	lostConnection,
	rows,
	text,
} from "./fake-exact.ts";
import { refuse } from "./refuse.ts";

const ROOT = `${BASE_URL}/api/v1/102673`;
const DOCUMENT = {
	subject: "26040012 shp_1",
	body: "lines",
	accountId: guid(5),
	orderNumber: 26040012,
};
const created = json({ d: { ID: guid(77) } }, 201);

describe("feeds", () => {
	it("ask for what comes after a row version", async () => {
		const { erp, seen } = divisionWith([rows([])]);
		await erp.readOrderHeaders("00000000005000000123");
		expect(seen[0]?.url).toContain("$filter=Timestamp%20gt%205000000123L");
	});

	it("go on while Exact names a next page, from the highest row version", async () => {
		const next = `${ROOT}/sync/SalesOrder/SalesOrderHeaders?$skiptoken=2`;
		const { erp, seen } = divisionWith([rows([header(1, 90), header(2, 1_000)], next)]);
		const page = await erp.readOrderHeaders("1");
		expect(page.items.map(({ orderNumber }) => orderNumber)).toEqual([1, 2]);
		expect(page).toMatchObject({ lastTimestamp: "00000000000000001000", isEnd: false });
		expect(seen.length).toBe(1);
	});

	it("go on from the highest row version also when the rows are out of order", async () => {
		const { erp } = divisionWith([rows([header(1, 1_000), header(2, 90)])]);
		const page = await erp.readOrderHeaders("1");
		expect(page).toMatchObject({ lastTimestamp: "00000000000000001000", isEnd: true });
	});

	it("end at an empty page, which leads nowhere by row version", async () => {
		const { erp } = divisionWith([rows([], `${ROOT}/sync/Deleted?$skiptoken=2`)]);
		expect(await erp.readDeleted("1")).toEqual({
			items: [],
			unread: [],
			lastTimestamp: null,
			isEnd: true,
		});
	});

	it("end where there is no next page", async () => {
		const { erp } = divisionWith([rows([])]);
		expect(await erp.readOrderHeaders("1")).toEqual({
			items: [],
			unread: [],
			lastTimestamp: null,
			isEnd: true,
		});
	});

	it.each(["https://evil.test/api/v1/1/x?$skiptoken=2", "not an address"])(
		"are refused when they go on at %s",
		async (next) => {
			const { erp, seen } = divisionWith([rows([header(1, 5)], next)]);
			await expect(erp.readOrderHeaders("1")).rejects.toMatchObject({
				code: "exact.foreign_next",
				disposition: "refuse",
			});
			expect(seen.length).toBe(1);
		},
	);

	it("of deletions pass over kinds that nobody follows, but not over their row versions", async () => {
		const deletion = (EntityType: number, Timestamp: string) => ({
			Timestamp,
			EntityType,
			EntityKey: guid(EntityType),
		});
		const { erp } = divisionWith([rows([deletion(32, "5"), deletion(33, "6"), deletion(2, "7")])]);
		const page = await erp.readDeleted("1");
		expect(page.items.map(({ kind }) => kind)).toEqual(["order", "line"]);
		expect(page.lastTimestamp).toBe("00000000000000000007");
	});

	it("start before the first row of a day", async () => {
		const { erp, seen } = divisionWith([rows([{ TimeStampAsBigInt: "5000000123" }])]);
		expect(await erp.feedPositionAt("order-lines", "2026-11-01")).toBe("00000000005000000122");
		expect(seen[0]?.url).toBe(
			`${ROOT}/read/sync/Sync/SyncTimestamp?modified=datetime'2026-11-01'&endPoint='SalesOrderLines'&$select=TimeStampAsBigInt`,
		);
	});

	it.each([[[]], [[{ TimeStampAsBigInt: null }]], [[{ TimeStampAsBigInt: "0" }]]])(
		"start nowhere when the answer is %j",
		async (results) => {
			const { erp } = divisionWith([rows(results)]);
			expect(await erp.feedPositionAt("deleted", "2026-11-01")).toBeNull();
		},
	);
});

describe("look-ups by id", () => {
	it("take as many calls as the ids need, and room for each", async () => {
		const { erp, seen, lanes } = divisionWith([rows([{ ID: guid(1) }]), rows([{ ID: guid(70) }])]);
		const ids = Array.from({ length: 61 }, (_, index) => guid(index));
		const found = await erp.readAddresses(ids, refuse);
		expect(found.map(({ id }) => id)).toEqual([guid(1), guid(70)]);
		expect(seen.length).toBe(2);
		expect(lanes.length).toBe(2);
	});

	it("leave out a record that can't be read, and tell its id and field", async () => {
		const { erp } = divisionWith([
			rows([
				{ ID: guid(1), Code: "A" },
				{ ID: guid(2), Code: "B", NetWeight: { odd: true } },
			]),
		]);
		const told: unknown[] = [];
		const found = await erp.readItems([guid(1), guid(2)], (record) => told.push(record));
		expect(found.map(({ id }) => id)).toEqual([guid(1)]);
		expect(told).toEqual([{ id: guid(2), field: "NetWeight" }]);
	});

	it("fail where a record does not even tell whose it is", async () => {
		const { erp } = divisionWith([rows([{ Code: "A", NetWeight: 1 }])]);
		await expect(erp.readItems([guid(1)], refuse)).rejects.toMatchObject({
			code: "exact.unreadable_answer",
		});
	});

	it("without ids cost nothing", async () => {
		const { erp, seen, lanes } = divisionWith([]);
		expect(await erp.readItems([], refuse)).toEqual([]);
		expect([seen.length, lanes.length]).toEqual([0, 0]);
	});
});

describe("the division itself", () => {
	it("is looked up by its code", async () => {
		const { erp, seen } = divisionWith([
			rows([{ Code: 102673, Description: "Demo", Country: "NL", Currency: "EUR" }]),
		]);
		expect(await erp.readInfo()).toMatchObject({ code: 102673, moveMarker: null });
		expect(seen[0]?.url).toContain("$filter=Code%20eq%20102673");
	});

	it("that the user can't see any more suspends", async () => {
		const { erp } = divisionWith([rows([])]);
		await expect(erp.readInfo()).rejects.toMatchObject({
			code: "exact.division_forbidden",
			disposition: "suspend",
		});
	});
});

describe("a document", () => {
	it("is posted with its order and its customer", async () => {
		const { erp, seen } = divisionWith([created]);
		expect(await erp.postDocument(DOCUMENT)).toEqual({ id: guid(77) });
		expect(seen[0]).toMatchObject({ method: "POST", url: `${ROOT}/documents/Documents` });
		expect(seen[0]?.headers.get("content-type")).toBe("application/json");
		expect(seen[0]?.headers.get("prefer")).toBe("return=representation");
		expect(JSON.parse(seen[0]?.body ?? "")).toEqual({
			Subject: "26040012 shp_1",
			Body: "lines",
			Type: 55,
			SalesOrderNumber: 26040012,
			Account: guid(5),
		});
	});

	it("without a customer names none", async () => {
		const { erp, seen } = divisionWith([created]);
		await erp.postDocument({ ...DOCUMENT, accountId: null });
		expect(JSON.parse(seen[0]?.body ?? "")).not.toHaveProperty("Account");
	});

	it("is known by its address where the answer's fields are empty", async () => {
		const uri = `${ROOT}/documents/Documents(guid'${guid(78)}')`;
		const { erp } = divisionWith([json({ d: { __metadata: { uri }, ID: null } }, 201)]);
		expect(await erp.postDocument(DOCUMENT)).toEqual({ id: guid(78) });
	});

	it.each([
		["a lost connection", lostConnection],
		["HTML", text("<html></html>")],
		["half an answer", text('{"d":{"ID":"0000', 201)],
		["no answer", text("", 201)],
		["another shape", json({ d: { ID: "not a guid" } }, 201)],
		["a crash", text("", 500)],
		["a redirect", text("", 307, { Location: "https://evil.test" })],
	])("that got %s may exist, and is not posted again", async (_, answer) => {
		const { erp, seen } = divisionWith([answer, created]);
		await expect(erp.postDocument(DOCUMENT)).rejects.toMatchObject({ disposition: "uncertain" });
		expect(seen.length).toBe(1);
	});

	it("that Exact refused with a reason does not exist", async () => {
		const { erp, seen } = divisionWith([exactError(500, "Mandatory: Subject")]);
		await expect(erp.postDocument(DOCUMENT)).rejects.toMatchObject({
			code: "exact.validation_failed",
			disposition: "refuse",
		});
		expect(seen.length).toBe(1);
	});
});
