import { describe, expect, it, vi } from "vitest";

import { readClock, systemClock } from "../../src/lib/clock.ts";

function answering(body: unknown) {
	return vi.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json(body));
}

describe("the clock of an invocation", () => {
	it.each([undefined, ""])("is the system's when its origin is %j", async (origin) => {
		const fetched = answering({ offsetMs: 1 });
		expect(await readClock(origin)).toBe(systemClock);
		expect(fetched).not.toHaveBeenCalled();
	});

	it("adds the offset that is kept at its origin, read once", async () => {
		const fetched = answering({ offsetMs: 86_400_000 });
		const clock = await readClock("http://127.0.0.1:9101");
		const before = Date.now() + 86_400_000;
		const [first, second] = [clock.now(), clock.now()];
		expect(first).toBeGreaterThanOrEqual(before);
		expect(second).toBeLessThanOrEqual(Date.now() + 86_400_000);
		expect(fetched.mock.calls.map(([url]) => url)).toEqual(["http://127.0.0.1:9101/_twin/clock"]);
	});

	it.each(["http://localhost:9101", "http://[::1]:9101"])("may be kept at %s", async (origin) => {
		answering({ offsetMs: 0 });
		await expect(readClock(origin)).resolves.toBeDefined();
	});

	it.each([
		"https://clock.example.com",
		"http://10.0.0.1:9101",
		"http://127.0.0.1.example.com",
		"http://localhost.example.com",
		"http://0.0.0.0:9101",
	])("is never read from %s", async (origin) => {
		const fetched = answering({ offsetMs: 0 });
		await expect(readClock(origin)).rejects.toThrow("CLOCK_ORIGIN accepts loopback addresses only");
		expect(fetched).not.toHaveBeenCalled();
	});
});
