import { beforeEach, describe, expect, it } from "vitest";

import { seedOrder } from "../db/seed.ts";
import { sampleSettings } from "../shipping/samples.ts";
import { call, startOutside, wokenUp } from "./client.ts";
import { seedDivision } from "./seeds.ts";

beforeEach(() => {
	startOutside();
	wokenUp.length = 0;
});

describe("blocked work, by a program", () => {
	it("is read and judged again by its cause or by its ids, and nothing else is", async () => {
		const divisionId = await seedDivision({
			mode: "live",
			settings: sampleSettings(),
			fedexAccountId: "fac_1",
		});
		const code = `address.${crypto.randomUUID().slice(0, 8)}`;
		const reasons = [
			{ code, field: "Street", message: "It has no street.", remedy: "Fill it in." },
		];
		const judgeDueAt = Date.now() + 86_400_000;
		const blocked = { state: "blocked" as const, reasons, judgeDueAt };
		const order = await seedOrder(divisionId, Date.now(), { ...blocked, orderNumber: 41_101 });
		await seedOrder(divisionId, Date.now(), { ...blocked, orderNumber: 41_102 });
		const again = (body: object, status = 202) =>
			call<{ asked: number; hasMore: boolean }>("POST", "/blocked-work/try-again", status, {
				body,
			});

		expect(await again({ kind: "order", ids: [order.id] })).toEqual({ asked: 1, hasMore: false });
		expect(wokenUp).toContainEqual({ kind: "poll", scope: divisionId });
		expect((await again({ kind: "order", code })).asked).toBe(2);
		expect((await again({ kind: "order", code: "address.of_nothing" })).asked).toBe(0);
		await again({ kind: "order" }, 422);
		await again({ kind: "order", ids: [], code }, 422);
	});

	it("is found again in the list of orders by when it was seen", async () => {
		const divisionId = await seedDivision();
		const firstSeenAt = Date.parse("2026-03-10T12:00:00Z");
		const { id } = await seedOrder(divisionId, firstSeenAt, { firstSeenAt, orderNumber: 41_103 });
		const seen = async (query: string) => {
			const path = `/orders?divisionId=${divisionId}&${query}`;
			const { items } = await call<{ items: { id: string }[] }>("GET", path, 200);
			return items.map((item) => item.id);
		};
		expect(await seen("from=2026-03-10&to=2026-03-11")).toEqual([id]);
		expect(await seen("from=2026-03-11")).toEqual([]);
		expect(await seen("to=2026-03-10")).toEqual([]);
	});
});
