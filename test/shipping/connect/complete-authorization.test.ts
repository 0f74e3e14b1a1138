import { beforeEach, describe, expect, it } from "vitest";

import { sha256Hex } from "../../../src/lib/encoding.ts";
import { AppError } from "../../../src/lib/errors.ts";
import { completeAuthorization } from "../../../src/shipping/connect/complete-authorization.ts";
import type { Connection, ConnectionDeps } from "../../../src/shipping/ports/connections.ts";
import type { ErpDivisionInfo } from "../../../src/shipping/ports/erp.ts";
import type { WakeUps } from "../../../src/shipping/ports/platform.ts";

const NOW = Date.parse("2026-11-23T09:00:00Z");
const GRANT_ENDS = NOW + 30 * 86_400_000;
const ANSWER = { code: "code-1", state: "state-1", browser: "browser-1" };

/** What Exact and the stores say; each test changes what it is about. */
const world = {
	connection: {} as Connection,
	inUse: [] as number[],
	user: { id: "user-1", name: "Femke", currentDivision: 1 },
	reached: [1, 2],
	lookFails: false,
	connected: [] as { userId: string; divisions: number[] }[],
	grant: "old" as "old" | "new",
	candidate: null as string | null,
};

beforeEach(() => {
	Object.assign(world, {
		connection: {
			id: "con_1",
			name: "Zwolle",
			region: "nl",
			clientId: "client",
			status: "connected",
			userId: "user-1",
			userName: "Femke",
			grantExpiresAt: NOW,
			version: 3,
			createdAt: 0,
		},
		inUse: [1],
		user: { id: "user-1", name: "Femke", currentDivision: 1 },
		reached: [1, 2],
		lookFails: false,
		connected: [],
		grant: "old",
		candidate: null,
	});
});

function info(code: number): ErpDivisionInfo {
	return { code, name: `D${code}`, country: "NL", currency: "EUR", moveMarker: null };
}

const deps: ConnectionDeps & { wakeUps: WakeUps } = {
	wakeUps: { send: async () => undefined },
	connections: {
		create: async () => undefined,
		find: async () => world.connection,
		async connect(_connection, granted) {
			world.connected.push({
				userId: granted.user.id,
				divisions: granted.divisions.map((division) => division.code),
			});
			return "done";
		},
		noteSecret: async () => "done",
		remove: async () => "done",
		listDivisionsOfOthers: async () => [],
		listDivisionsInUse: async () =>
			world.inUse.map((code) => ({
				id: `div_${code}`,
				code,
				name: `D${code}`,
				mode: "live" as const,
			})),
	},
	codes: {
		add: async () => undefined,
		async use(code) {
			const isMine =
				code.hash === (await sha256Hex("state-1")) &&
				code.browserHash === (await sha256Hex("browser-1"));
			return isMine ? { connectionId: "con_1", actor: "operator:admin" } : undefined;
		},
	},
	grants: () => ({
		configure: async () => undefined,
		async exchangeAside() {
			world.candidate = "can-1";
			return { ok: true, candidateId: "can-1", accessToken: "token-1" };
		},
		async adopt({ id }) {
			expect(id).toBe(world.candidate);
			Object.assign(world, { grant: "new", candidate: null });
			return { ok: true, grantExpiresAt: GRANT_ENDS };
		},
		async discard({ id }) {
			expect(id).toBe(world.candidate);
			world.candidate = null;
		},
		forget: async () => undefined,
	}),
	probe: () => ({
		async currentUser() {
			if (world.lookFails) {
				throw new AppError({ code: "http.no_answer", disposition: "retry", message: "" });
			}
			return world.user;
		},
		listDivisions: async () => world.reached.map(info),
	}),
};

function complete(answer = ANSWER) {
	return completeAuthorization(answer, { now: NOW, correlationId: "req_1" }, deps);
}

describe("a consent for a connection that works", () => {
	it("of the same user replaces the grant", async () => {
		await complete();
		expect(world).toMatchObject({ grant: "new", candidate: null });
		expect(world.connected).toEqual([{ userId: "user-1", divisions: [1, 2] }]);
	});

	it("of another user is refused, and the grant in use stays", async () => {
		world.user = { id: "user-2", name: "Jörg", currentDivision: 1 };
		await expect(complete()).rejects.toMatchObject({ code: "connection.other_user" });
		expect(world).toMatchObject({ grant: "old", candidate: null, connected: [] });
	});

	it("of the same user without a division in use is taken, because the old grant is over, and said", async () => {
		world.reached = [2];
		await expect(complete()).rejects.toMatchObject({
			code: "connection.divisions_lost",
			message: expect.stringContaining("1 D1"),
		});
		expect(world).toMatchObject({ grant: "new" });
	});

	it("that can't be looked at is dropped, and the grant in use stays", async () => {
		world.lookFails = true;
		await expect(complete()).rejects.toMatchObject({ code: "http.no_answer" });
		expect(world).toMatchObject({ grant: "old", candidate: null, connected: [] });
	});

	it("of a state that is not good asks Exact for nothing", async () => {
		await expect(complete({ ...ANSWER, browser: "other" })).rejects.toMatchObject({
			code: "oauth.state_invalid",
		});
		expect(world).toMatchObject({ grant: "old", candidate: null });
	});
});

describe("a consent for a connection whose grant has ended", () => {
	beforeEach(() => {
		world.connection = { ...world.connection, status: "needs_reauthorization" };
		world.user = { id: "user-2", name: "Jörg", currentDivision: 1 };
	});

	it("may be another user's", async () => {
		await complete();
		expect(world.connected).toEqual([{ userId: "user-2", divisions: [1, 2] }]);
	});

	it("is refused when that user can't enter a division in use", async () => {
		world.reached = [2];
		await expect(complete()).rejects.toMatchObject({ code: "connection.divisions_lost" });
		expect(world).toMatchObject({ grant: "old", candidate: null, connected: [] });
	});
});
