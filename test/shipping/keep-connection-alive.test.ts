import { describe, expect, it } from "vitest";

import { silentLog } from "../../src/lib/log.ts";
import {
	type GrantAlive,
	keepConnectionAlive,
	noteGrantEnded,
} from "../../src/shipping/keep-connection-alive.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const DAY = 86_400_000;

type Status = Awaited<ReturnType<GrantAlive["keepAlive"]>>;

/** Keeps what is noted about grants. */
function grants(status: Status) {
	const noted: unknown[] = [];
	const deps = {
		clock: { now: () => START },
		log: silentLog,
		grants: {
			keepAlive: () => Promise.resolve(status),
			noteGrant: (...given: Parameters<GrantAlive["noteGrant"]>) => {
				noted.push(given);
				return Promise.resolve({ isNews: true });
			},
		},
	};
	return { deps, noted };
}

describe("a connection's grant", () => {
	it("is looked after again a day later while it lives", async () => {
		const status = { state: "connected", grantExpiresAt: START + 30 * DAY } as const;
		const { deps, noted } = grants(status);
		await keepConnectionAlive("con_1", deps);
		expect(noted).toEqual([["con_1", status, { now: START, keepAliveDueAt: START + DAY }]]);
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
