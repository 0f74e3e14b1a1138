import { describe, expect, it } from "vitest";

import { silentLog } from "../../../src/lib/log.ts";
import { keepConnectionAlive } from "../../../src/shipping/connect/keep-connection-alive.ts";
import { type GrantAlive, noteGrantEnded } from "../../../src/shipping/grant.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const DAY = 86_400_000;

type Status = Awaited<ReturnType<GrantAlive["keepAlive"]>>;

/** Keeps what is noted about grants. */
function grants(status: Status, isDue = true) {
	const noted: unknown[] = [];
	const kept: string[] = [];
	const deps = {
		clock: { now: () => START },
		log: silentLog,
		grants: {
			isKeepAliveDue: () => Promise.resolve(isDue),
			keepAlive: (connectionId: string) => {
				kept.push(connectionId);
				return Promise.resolve(status);
			},
			noteGrant: (...given: Parameters<GrantAlive["noteGrant"]>) => {
				noted.push(given);
				return Promise.resolve({ isNews: true });
			},
		},
	};
	return { deps, noted, kept };
}

describe("a connection's grant", () => {
	it("is looked after again a day later while it lives", async () => {
		const status = { state: "connected", grantExpiresAt: START + 30 * DAY } as const;
		const { deps, noted } = grants(status);
		await keepConnectionAlive("con_1", deps);
		expect(noted).toEqual([["con_1", status, { now: START, keepAliveDueAt: START + DAY }]]);
	});

	it("that is not due is not asked for: a wake-up came twice", async () => {
		const { deps, noted, kept } = grants({ state: "connected", grantExpiresAt: null }, false);
		await keepConnectionAlive("con_1", deps);
		expect(kept).toEqual([]);
		expect(noted).toEqual([]);
	});

	it.each(["pending", "needs_reauthorization"] as const)(
		"is left alone once it is %s, until a person consents",
		async (state) => {
			const { deps, noted } = grants({ state, grantExpiresAt: null });
			await keepConnectionAlive("con_1", deps);
			expect(noted).toMatchObject([["con_1", { state }, { keepAliveDueAt: null }]]);
		},
	);

	it("that Exact ended waits for consent", async () => {
		const { deps, noted } = grants({ state: "connected", grantExpiresAt: null });
		await noteGrantEnded("con_1", deps);
		expect(noted).toMatchObject([
			["con_1", { state: "needs_reauthorization" }, { keepAliveDueAt: null }],
		]);
	});
});
