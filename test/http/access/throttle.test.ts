import { beforeEach, describe, expect, it } from "vitest";

import { ADMIN_TOKEN, call, makeToken, request, startOutside, type Twins } from "../client.ts";

const MINUTE = 60_000;

let twins: Twins;
beforeEach(() => {
	twins = startOutside();
});

async function statusFrom(address: string, token: string): Promise<number> {
	const headers = { "CF-Connecting-IP": address };
	return (await request("GET", "/api/v1/orders", { token, headers })).status;
}

describe("wrong tokens", () => {
	it("in place of ADMIN_TOKEN are heard ten times a minute from one network", async () => {
		for (let count = 0; count < 10; count += 1) {
			expect(await statusFrom("203.0.113.1", `guess-${count}`)).toBe(401);
		}
		expect(await statusFrom("203.0.113.1", "guess")).toBe(429);
		expect(await statusFrom("203.0.113.1", ADMIN_TOKEN)).toBe(429);
		expect(await statusFrom("203.0.113.2", ADMIN_TOKEN)).toBe(200);
		twins.clock.advance(MINUTE);
		expect(await statusFrom("203.0.113.1", ADMIN_TOKEN)).toBe(200);
	});

	it("say when to come back", async () => {
		const headers = { "CF-Connecting-IP": "203.0.113.3" };
		for (let count = 0; count < 10; count += 1) {
			await statusFrom("203.0.113.3", "guess");
		}
		const response = await request("GET", "/api/v1/orders", { token: "guess", headers });
		expect(Number(response.headers.get("Retry-After"))).toBeLessThanOrEqual(60);
		expect(await response.json()).toMatchObject({ code: "auth.too_many_tries" });
	});

	it("count for a whole /64 of IPv6", async () => {
		for (let count = 0; count < 10; count += 1) {
			await statusFrom(`2001:db8:1:2::${count}`, "guess");
		}
		expect(await statusFrom("2001:db8:1:2:ffff::1", ADMIN_TOKEN)).toBe(429);
		expect(await statusFrom("2001:db8:1:3::1", ADMIN_TOKEN)).toBe(200);
	});

	it("from everywhere hold strangers, and not who had the right one yesterday", async () => {
		expect(await statusFrom("198.51.100.1", ADMIN_TOKEN)).toBe(200);
		twins.clock.advance(2 * MINUTE);
		for (let network = 0; network < 12; network += 1) {
			const asked = Array.from({ length: 9 }, () => statusFrom(`192.0.2.${network}`, "guess"));
			await Promise.all(asked);
		}
		expect(await statusFrom("192.0.2.200", ADMIN_TOKEN)).toBe(429);
		expect(await statusFrom("198.51.100.1", ADMIN_TOKEN)).toBe(200);
		twins.clock.advance(MINUTE);
		expect(await statusFrom("192.0.2.201", ADMIN_TOKEN)).toBe(200);
	});

	it("in place of an API token hold no right one", async () => {
		const { token } = await makeToken(["read"]);
		const asked = Array.from({ length: 61 }, () => statusFrom("203.0.113.5", "efc_guess"));
		const statuses = await Promise.all(asked);
		expect(statuses).toContain(401);
		expect(await statusFrom("203.0.113.5", "efc_guess")).toBe(429);
		expect(await statusFrom("203.0.113.5", token)).toBe(200);
	});

	it("find nobody in where they can't be counted", async () => {
		const GATEKEEPERS = {
			getByName: () => {
				throw new Error("no such object");
			},
		} as unknown as Env["GATEKEEPERS"];
		const headers = { "CF-Connecting-IP": "203.0.113.6" };
		const { token } = await makeToken(["read"]);
		const closed = { env: { GATEKEEPERS }, headers };
		const problem = await call("GET", "/orders", 503, { ...closed, token: ADMIN_TOKEN });
		expect(problem).toMatchObject({ code: "auth.nobody_counts" });
		await call("GET", "/orders", 200, { ...closed, token });
	});
});
