import { describe, expect, it } from "vitest";

import { createCallRoom } from "../../src/exact/call-room.ts";
import type { Lane, RateHeaders, RoomGrant } from "../../src/shipping/ports.ts";
import { NOW } from "./fake-exact.ts";

function budgetOf(grants: RoomGrant[]) {
	const asked: { count: number; lane: Lane; isWrite: boolean }[] = [];
	const reported: RateHeaders[] = [];
	const budget = {
		async reserve(ask: { count: number; lane: Lane; isWrite: boolean }) {
			asked.push(ask);
			return grants[asked.length - 1] ?? { granted: 0, retryAt: NOW + 2_500 };
		},
		async report(seen: RateHeaders) {
			reported.push(seen);
		},
	};
	return { room: createCallRoom(budget, () => NOW), asked, reported };
}

const minute = { limit: 60, remaining: 9, resetAt: NOW + 40_000 };
const day = { limit: 5_000, remaining: 99, resetAt: NOW + 40_000_000 };

describe("the room of a run", () => {
	it("uses reserved permits before it asks for more", async () => {
		const { room, asked } = budgetOf([
			{ granted: 2, retryAt: null },
			{ granted: 1, retryAt: null },
		]);
		expect(await room.reserve(5, "write-back")).toEqual({ granted: 2, retryAt: null });
		await room.take("write-back");
		await room.take("write-back");
		expect(asked).toEqual([{ count: 5, lane: "write-back", isWrite: true }]);
		await room.take("label");
		expect(asked[1]).toEqual({ count: 1, lane: "label", isWrite: false });
	});

	it("says when to come back where there is none", async () => {
		const { room } = budgetOf([]);
		await expect(room.take("tracking")).rejects.toMatchObject({
			code: "exact.no_room",
			disposition: "wait",
			retryAfterSeconds: 3,
		});
	});

	it("hands over in one report what the answers said, and nothing twice", async () => {
		const { room, reported } = budgetOf([]);
		room.report({ status: 200, minute, day });
		room.report({ status: 200, minute: { ...minute, remaining: 8 }, day: null });
		await room.flush();
		await room.flush();
		expect(reported).toEqual([{ status: 200, minute: { ...minute, remaining: 8 }, day }]);
	});

	it("does not let a later answer hide a 429, and gives up its permits", async () => {
		const { room, reported, asked } = budgetOf([{ granted: 3, retryAt: null }]);
		await room.reserve(3, "label");
		room.report({ status: 429, minute: null, day: null });
		room.report({ status: 200, minute, day });
		await expect(room.take("label")).rejects.toMatchObject({ code: "exact.no_room" });
		await room.flush();
		expect(reported).toEqual([{ status: 429, minute: null, day: null }]);
		expect(asked.length).toBe(2);
	});
});
