import { describe, expect, it, vi } from "vitest";

import { createCallRoom } from "../../src/exact/call-room.ts";
import { type EndpointErrors, withError } from "../../src/exact/endpoint-errors.ts";
import type { Lane, RateHeaders, RoomGrant } from "../../src/shipping/ports.ts";
import { NOW, recordingLog } from "./fake-exact.ts";

const HERE = "documents/Documents";
const THERE = "crm/Accounts";

/** A keeper that answers with these grants in turn, and keeps count of errors. */
function budgetOf(grants: RoomGrant[], before: EndpointErrors = {}) {
	const asked: { count: number; lane: Lane; isWrite: boolean }[] = [];
	const reported: RateHeaders[] = [];
	const time = { now: NOW };
	let errors = before;
	const budget = {
		async reserve(ask: { count: number; lane: Lane; isWrite: boolean }) {
			asked.push(ask);
			const grant = grants[asked.length - 1] ?? { granted: 0, retryAt: NOW + 2_500 };
			return { ...grant, errors };
		},
		async report(seen: RateHeaders) {
			reported.push(seen);
		},
		countError: vi.fn(async (seen: { endpoint: string; status: number }) => {
			errors = withError(errors, seen, time.now);
			return errors;
		}),
	};
	const { log, lines } = recordingLog();
	const room = createCallRoom(budget, () => time.now, log);
	const answer = (status: number, endpoint = HERE) =>
		room.ended(endpoint, { status, minute: null, day: null });
	return { room, asked, reported, budget, time, lines, answer };
}

function errorsAt(...instants: number[]): EndpointErrors {
	return { [HERE]: { errorsAt: instants, blockedUntil: 0 } };
}

const PLENTY = { granted: 50, retryAt: null };

const minute = { limit: 60, remaining: 9, resetAt: NOW + 40_000 };
const day = { limit: 5_000, remaining: 99, resetAt: NOW + 40_000_000 };

describe("the room of a run", () => {
	it("uses reserved permits before it asks for more", async () => {
		const { room, asked } = budgetOf([
			{ granted: 2, retryAt: null },
			{ granted: 1, retryAt: null },
		]);
		expect(await room.reserve(5, "write-back")).toEqual({ granted: 2, retryAt: null });
		await room.take("write-back", HERE);
		await room.take("write-back", HERE);
		expect(asked).toEqual([{ count: 5, lane: "write-back", isWrite: true }]);
		await room.take("label", THERE);
		expect(asked[1]).toEqual({ count: 1, lane: "label", isWrite: false });
	});

	it("says when to come back where there is none", async () => {
		const { room } = budgetOf([]);
		await expect(room.take("tracking", HERE)).rejects.toMatchObject({
			code: "exact.no_room",
			disposition: "wait",
			retryAfterSeconds: 3,
		});
	});

	it("hands over in one report what the answers said, and nothing twice", async () => {
		const { room, reported } = budgetOf([]);
		await room.ended(HERE, { status: 200, minute, day });
		await room.ended(HERE, { status: 200, minute: { ...minute, remaining: 8 }, day: null });
		expect(reported).toEqual([]);
		await room.flush();
		await room.flush();
		expect(reported).toEqual([{ status: 200, minute: { ...minute, remaining: 8 }, day }]);
	});

	it("hands a 429 over at once, and gives up its permits", async () => {
		const { room, reported, asked } = budgetOf([{ granted: 3, retryAt: null }]);
		await room.reserve(3, "label");
		await room.ended(HERE, { status: 429, minute: null, day: null });
		expect(reported).toEqual([{ status: 429, minute: null, day: null }]);
		await expect(room.take("label", HERE)).rejects.toMatchObject({ code: "exact.no_room" });
		expect(asked.length).toBe(2);
	});
});

describe("the errors of an endpoint", () => {
	it.each([400, 401, 403, 404])("of status %i are counted at once", async (status) => {
		const { answer, budget } = budgetOf([]);
		await answer(status);
		expect(budget.countError.mock.calls).toEqual([[{ endpoint: HERE, status }]]);
	});

	it.each([200, 204, 302, 408, 429, 500, 503])("are not what status %i is", async (status) => {
		const { answer, budget } = budgetOf([]);
		await answer(status);
		expect(budget.countError).not.toHaveBeenCalled();
	});

	it("make it rest at the sixth: the seventh call is not sent, others are", async () => {
		const { room, answer } = budgetOf([PLENTY]);
		await room.reserve(50, "label");
		for (let error = 0; error < 6; error += 1) {
			await room.take("label", HERE);
			await answer(404);
		}
		await expect(room.take("label", HERE)).rejects.toMatchObject({
			code: "exact.endpoint_rests",
			disposition: "suspend",
			retryAfterSeconds: 3_600,
			context: { endpoint: HERE },
		});
		await room.take("label", THERE);
	});

	it("are told once in the log when it begins to rest", async () => {
		const { answer, lines } = budgetOf([]);
		for (let error = 0; error < 8; error += 1) {
			await answer(403);
		}
		expect(lines).toEqual([
			{
				event: "exact.endpoint_rests",
				fields: { endpoint: HERE, status: 403, restsMs: 3_600_000 },
			},
		]);
	});

	it("that other runs had are known with the grant, and the permit is not lost", async () => {
		const known = errorsAt(...[6, 5, 4, 3, 2, 1].map((minutes) => NOW - minutes * 60_000));
		const { room, asked } = budgetOf([{ granted: 1, retryAt: null }], known);
		await expect(room.take("label", HERE)).rejects.toMatchObject({
			code: "exact.endpoint_rests",
			retryAfterSeconds: 54 * 60,
		});
		await room.take("label", THERE);
		expect(asked.length).toBe(1);
	});

	it("cost no call to the keeper while it rests", async () => {
		const { room, asked } = budgetOf([PLENTY], errorsAt(NOW, NOW, NOW, NOW, NOW, NOW));
		await room.reserve(1, "label");
		for (let tries = 0; tries < 5; tries += 1) {
			await expect(room.take("label", HERE)).rejects.toMatchObject({
				code: "exact.endpoint_rests",
			});
		}
		expect(asked.length).toBe(1);
	});

	it("let only as many calls be under way as may still fail", async () => {
		const { room, answer } = budgetOf([PLENTY], errorsAt(NOW, NOW, NOW, NOW));
		await room.reserve(50, "write-back");
		const entered: number[] = [];
		const takes = [1, 2, 3, 4].map(async (call) => {
			await room.take("write-back", HERE);
			entered.push(call);
		});
		await settled();
		expect(entered).toEqual([1, 2]);
		await answer(201);
		await settled();
		expect(entered).toEqual([1, 2, 3]);
		await answer(400);
		await settled();
		expect(entered).toEqual([1, 2, 3]);
		await answer(400);
		const ends = await Promise.allSettled(takes);
		expect(ends.map(({ status }) => status)).toEqual([
			"fulfilled",
			"fulfilled",
			"fulfilled",
			"rejected",
		]);
	});

	it("are forgotten after an hour: one call at a time shows whether all is well", async () => {
		const { room, time, answer } = budgetOf([PLENTY, PLENTY], errorsAt(NOW, NOW, NOW, NOW, NOW));
		await room.reserve(50, "label");
		await room.take("label", HERE);
		await answer(404);
		time.now += 3_600_000 - 1;
		await expect(room.take("label", HERE)).rejects.toMatchObject({ retryAfterSeconds: 1 });
		time.now += 1;
		await room.take("label", HERE);
	});

	it("make a bare 429 after them a block of that endpoint alone", async () => {
		const { room, reported, answer } = budgetOf([PLENTY]);
		await room.reserve(50, "label");
		await answer(400);
		await answer(429);
		await expect(room.take("label", HERE)).rejects.toMatchObject({
			code: "exact.endpoint_rests",
			retryAfterSeconds: 3_600,
		});
		await room.take("label", THERE);
		await room.flush();
		expect(reported).toMatchObject([{ status: 400 }]);
	});

	it("that can't be counted do not hide what Exact said", async () => {
		const { room, budget, answer } = budgetOf([PLENTY]);
		await room.reserve(50, "label");
		budget.countError.mockRejectedValue(new Error("the object was reset"));
		for (let error = 0; error < 6; error += 1) {
			await room.take("label", HERE);
			await answer(404);
		}
		await expect(room.take("label", HERE)).rejects.toMatchObject({ code: "exact.endpoint_rests" });
	});
});

function settled(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, 0));
}
