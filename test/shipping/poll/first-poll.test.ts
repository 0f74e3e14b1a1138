import { describe, expect, it } from "vitest";

import { anAdministration, START } from "../administration.ts";
import { sampleSettings } from "../samples.ts";

const MINUTE = 60_000;
const version = (at: number) => String(at).padStart(20, "0");

describe("the first poll", () => {
	it("begins where the changes of the last thirty days begin, deletions with the earlier", async () => {
		const admin = await anAdministration();
		const [old, recent] = [admin.enter(), admin.enter()];
		admin.erp.positions = {
			"order-headers": recent.header.timestamp.replace(/.$/, (digit) => String(Number(digit) - 1)),
			"order-lines": old.header.timestamp,
		};
		await admin.run();
		expect(admin.erp.datesAsked).toEqual(["2026-10-24", "2026-10-24"]);
		await expect(admin.orderOf(old.exactOrderId)).rejects.toThrow("not stored");
		expect(await admin.orderOf(recent.exactOrderId)).toMatchObject({ state: "reserved" });
		expect(await admin.deps.divisions.cursors(admin.divisionId)).toMatchObject({
			deleted: { timestamp: old.header.timestamp },
		});
	});

	it("begins at the date that the settings name", async () => {
		const admin = await anAdministration({ settings: sampleSettings({ readFrom: "2026-11-01" }) });
		admin.erp.positions = { "order-headers": version(1), "order-lines": version(1) };
		await admin.run();
		expect(admin.erp.datesAsked).toEqual(["2026-11-01", "2026-11-01"]);
	});

	it("asks further back where nothing changed since, and only then begins with the first row version", async () => {
		const admin = await anAdministration({ settings: sampleSettings({ readFrom: "2026-11-01" }) });
		await admin.run();
		expect(new Set(admin.erp.datesAsked)).toEqual(
			new Set(["2026-11-01", "2026-09-02", "2025-11-01"]),
		);
		expect(await admin.deps.divisions.cursors(admin.divisionId)).toMatchObject({
			"order-headers": { timestamp: version(1) },
			deleted: { timestamp: version(1) },
		});
	});

	it("of a division in hold shows what would ship and reserves nothing", async () => {
		const admin = await anAdministration({ mode: "hold", releasedAt: null });
		const { exactOrderId } = admin.enter();
		await admin.run();
		expect(await admin.orderOf(exactOrderId)).toMatchObject({ state: "ready", readySince: START });
		expect(await admin.shipmentsOf(exactOrderId)).toEqual([]);
		expect(admin.wakeUps).not.toContain("ship");
	});
});

describe("a division that Exact moved", () => {
	it("after a long pause is read from the day before its last poll", async () => {
		const lastPollAt = START - 45 * 24 * 60 * MINUTE;
		const admin = await anAdministration({ lastPollAt, moveMarker: "2025-01-01" });
		admin.erp.positions = { "order-headers": version(1), "order-lines": version(1) };
		await admin.run();
		expect(admin.erp.datesAsked).toEqual(["2026-10-08", "2026-10-08"]);
	});

	it("is read from its first position again, once", async () => {
		const admin = await anAdministration();
		const { exactOrderId } = admin.enter();
		admin.erp.positions = { "order-headers": version(1), "order-lines": version(1) };
		await admin.run();
		const before = await admin.orderOf(exactOrderId);
		admin.erp.moveMarker = "2026-11-22";
		await admin.pollAfter(15 * MINUTE);
		expect(admin.erp.datesAsked).toHaveLength(4);
		expect(await admin.division()).toMatchObject({ moveMarker: "2026-11-22" });
		expect((await admin.orderOf(exactOrderId)).id).toBe(before.id);
		expect(await admin.shipmentsOf(exactOrderId)).toHaveLength(1);
		await admin.pollAfter(15 * MINUTE);
		expect(admin.erp.datesAsked).toHaveLength(4);
	});
});
