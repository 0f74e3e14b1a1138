import { expect, vi } from "vitest";

import { FedexTokenDesk, type DeskStorage } from "../../src/durable-objects/fedex-token-desk.ts";
import { openKeyRing } from "../../src/lib/key-ring.ts";
import { silentLog } from "../../src/lib/log.ts";

const KEYS = JSON.stringify({ k1: "5RtbWqkHc3L0yz8vJmSxPdNaUeFgTiKoQrCbVwXyZ1A=" });

export const SHIP = {
	baseUrl: "https://apis-sandbox.fedex.com",
	credentialId: "ship",
	clientId: "ship-key",
	clientSecret: "ship-secret",
};
export const TRACK = { ...SHIP, credentialId: "track", clientId: "track-key" };

class MemoryStorage implements DeskStorage {
	readonly values = new Map<string, unknown>();
	async get<T>(key: string): Promise<T | undefined> {
		return this.values.get(key) as T | undefined;
	}
	async put<T>(key: string, value: T): Promise<void> {
		this.values.set(key, value);
	}
	async delete(key: string): Promise<boolean> {
		return this.values.delete(key);
	}
	async list<T>({ prefix }: { prefix: string }): Promise<Map<string, T>> {
		return new Map([...this.values].filter(([key]) => key.startsWith(prefix)) as [string, T][]);
	}
}

export function setUp() {
	const time = { now: Date.UTC(2026, 10, 24, 9) };
	const storage = new MemoryStorage();
	const requestedAt: number[] = [];
	const answers: (() => Response)[] = [];
	const fetch = vi.fn<typeof globalThis.fetch>(async () => {
		requestedAt.push(time.now);
		return answers.shift()?.() ?? tokenResponse(`token-${requestedAt.length}`);
	});
	const sleep = vi.fn(async (ms: number) => {
		time.now += ms;
	});
	const open = (keys = KEYS) =>
		new FedexTokenDesk({
			storage,
			now: () => time.now,
			fetch,
			sleep,
			keys: () => openKeyRing(keys),
			log: silentLog,
		});
	return { time, storage, answers, fetch, sleep, requestedAt, open };
}

export function tokenResponse(token: string, expiresIn = 3_600): Response {
	return Response.json({ access_token: token, token_type: "bearer", expires_in: expiresIn });
}

export function forbidden(): Response {
	return new Response("<html>Access denied</html>", { status: 403 });
}

export function unauthorized(): Response {
	const errors = [{ code: "NOT.AUTHORIZED.ERROR", message: "" }];
	return Response.json({ errors }, { status: 401 });
}

export const isToken = (token: string) => expect.objectContaining({ ok: true, token });
export const isHold = (retryAfterSeconds: number) => ({
	ok: false,
	code: "fedex.token_hold",
	retryAfterSeconds,
});
