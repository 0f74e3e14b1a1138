import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { describe, expect, it } from "vitest";

import { consume } from "../../src/jobs/consumer.ts";
import { AppError } from "../../src/lib/errors.ts";
import { sampleId } from "../shipping/samples.ts";
import { type Replaced, testServices } from "./test-services.ts";

const START = Date.parse("2026-11-23T09:00:00Z");

async function deliver(bodies: unknown[], change: Replaced = {}) {
	const { services, lines } = await testServices(START, change);
	const batch = createMessageBatch(
		"exact-fedex-connector-poll",
		bodies.map((body, at) => ({ id: `m${at}`, timestamp: new Date(START), attempts: 1, body })),
	);
	await consume(batch, services);
	const result = await getQueueResult(batch, createExecutionContext());
	return { lines, acknowledged: result.explicitAcks, retried: result.retryMessages };
}

/** Stores that tell which drain asked, and of which scope. */
async function listening() {
	const asked: string[] = [];
	const { services } = await testServices(START);
	const { leases, shipments } = services;
	return {
		asked,
		change: {
			leases: {
				...leases,
				acquire: (kind: string, scope: string) => {
					asked.push(`${kind} ${scope}`);
					return Promise.resolve(false);
				},
			},
			divisions: {
				...services.divisions,
				find: (id: string) => {
					asked.push(`ship ${id}`);
					return Promise.resolve(undefined);
				},
			},
			shipments: { ...shipments, leaseDue: () => Promise.resolve([]) },
			grants: {
				isKeepAliveDue: () => Promise.resolve(true),
				keepAlive: (id: string) => {
					asked.push(`keep-alive ${id}`);
					return Promise.resolve({ state: "connected" as const, grantExpiresAt: null });
				},
				noteGrant: () => Promise.resolve({ isNews: false }),
			},
		},
	};
}

describe("a wake-up", () => {
	it.each(["poll", "ship", "write-back", "keep-alive", "subscribe"])(
		"of kind %s runs its drain for its scope and is acknowledged",
		async (kind) => {
			const scope = sampleId("div");
			const { asked, change } = await listening();
			const { acknowledged, lines } = await deliver([{ kind, scope }], change);
			expect(asked).toEqual([`${kind} ${scope}`]);
			expect(acknowledged).toEqual(["m0"]);
			expect(lines.at(-1)).toBe("drain.done");
		},
	);

	it.each([
		["nothing", null],
		["a text", "poll"],
		["another kind", { kind: "fax", scope: "div_1" }],
		["no scope", { kind: "poll" }],
		["an empty scope", { kind: "poll", scope: "" }],
		["a scope without end", { kind: "poll", scope: "x".repeat(101) }],
	])("that can't be read (%s) is acknowledged and logged", async (_what, body) => {
		const { acknowledged, retried, lines } = await deliver([body]);
		expect(acknowledged).toEqual(["m0"]);
		expect(retried).toEqual([]);
		expect(lines).toEqual(["wake_up.unreadable"]);
	});

	it("whose drain fails is acknowledged and logged: the rows stay due", async () => {
		const broken = new Error("D1 is away");
		const { services } = await testServices(START);
		const leases = { ...services.leases, acquire: () => Promise.reject(broken) };
		const { acknowledged, retried, lines } = await deliver(
			[{ kind: "poll", scope: sampleId("div") }],
			{ leases },
		);
		expect(acknowledged).toEqual(["m0"]);
		expect(retried).toEqual([]);
		expect(lines).toEqual(["drain.failed"]);
	});

	it("that fails does not keep the others of its batch from theirs", async () => {
		const { asked, change } = await listening();
		const keepAlive = () =>
			Promise.reject(new AppError({ code: "a.b", disposition: "wait", message: "no" }));
		const { acknowledged, lines } = await deliver(
			[{ kind: "keep-alive", scope: "con_1" }, "unreadable", { kind: "poll", scope: "div_1" }],
			{ ...change, grants: { ...change.grants, keepAlive } },
		);
		expect(acknowledged).toEqual(["m0", "m1", "m2"]);
		expect(lines).toEqual(["drain.failed", "wake_up.unreadable", "drain.done"]);
		expect(asked).toEqual(["poll div_1"]);
	});

	it("of a division that is gone does nothing", async () => {
		const { lines } = await deliver([
			{ kind: "poll", scope: sampleId("div") },
			{ kind: "write-back", scope: sampleId("div") },
		]);
		expect(lines).toEqual(["drain.done", "drain.done"]);
	});

	it("for tracking looks after the account's parcels", async () => {
		const { asked, change } = await listening();
		const { acknowledged } = await deliver([{ kind: "track", scope: "fda_1" }], change);
		expect(asked).toEqual(["track fda_1"]);
		expect(acknowledged).toEqual(["m0"]);
	});

	it("for lost answers looks after the account's attempts, paused or not", async () => {
		const { asked, change } = await listening();
		const { services } = await testServices(START);
		const accounts = {
			...services.accounts,
			find: (id: string) => {
				asked.push(`reconcile ${id}`);
				return Promise.resolve(undefined);
			},
		};
		const { acknowledged } = await deliver([{ kind: "reconcile", scope: "fda_1" }], {
			...change,
			accounts,
		});
		expect(asked).toEqual(["reconcile fda_1"]);
		expect(acknowledged).toEqual(["m0"]);
	});

	it("may carry more than is known today", async () => {
		const { asked, change } = await listening();
		await deliver([{ kind: "poll", scope: "div_1", reason: "webhook" }], change);
		expect(asked).toEqual(["poll div_1"]);
	});
});
