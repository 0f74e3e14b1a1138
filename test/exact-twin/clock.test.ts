import { beforeEach, describe, expect, it } from "vitest";

import { START, startTwin, type TwinUnderTest } from "./twin-under-test.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

let twin: TwinUnderTest;

beforeEach(() => {
	twin = startTwin({ orders: 4 });
});

function post(path: string, body: unknown): Promise<Response> {
	return Promise.resolve(
		twin.app.request(`/_twin/${path}`, {
			method: "POST",
			headers: { "Content-Type": "application/json" },
			body: JSON.stringify(body),
		}),
	);
}

function instant(at: number | null): string | null {
	return at === null ? null : new Date(at).toISOString();
}

/** What the starter says after a tick: idle until `nextAt` unless told otherwise. */
function tell(due: { at?: number; nextAt?: number; leasedUntil?: number; now?: number }) {
	const { at = twin.clock.now(), nextAt = null, leasedUntil = null, now = 0 } = due;
	return post("due", {
		at: instant(at),
		nextAt: instant(nextAt),
		leasedUntil: instant(leasedUntil),
		now,
	});
}

async function page(): Promise<string> {
	return (await twin.app.request("/")).text();
}

describe("the clock that a person moves", () => {
	it("jumps to the next instant at which the Worker wants work", async () => {
		await tell({ nextAt: START + 12 * MINUTE_MS });
		expect(await page()).toContain("next due in 12 min (12:40)");

		expect((await post("clock", { next: true })).status).toBe(200);

		expect(twin.clock.now()).toBe(START + 12 * MINUTE_MS);
	});

	it("does not jump to work of which nobody told", async () => {
		const refusal = await post("clock", { next: true });

		expect(refusal.status).toBe(409);
		expect(await page()).toContain("the Worker does not say what is due");
		expect(twin.clock.now()).toBe(START);
	});

	it("stands still for the next work while a lease is held, and the page says why", async () => {
		await tell({ nextAt: START + MINUTE_MS, leasedUntil: START + 2 * MINUTE_MS });

		expect((await post("clock", { next: true })).status).toBe(409);

		const html = await page();
		expect(html).toContain("the Worker is at work");
		expect(html.match(/<button data-jump="[^"]*" disabled/g)).toHaveLength(3);
	});

	it("leaves the steps free where rows are due that nothing works on", async () => {
		await tell({ nextAt: START - MINUTE_MS, now: 2 });

		const html = await page();
		expect(html).toContain("2 due now, and nothing works on it");
		expect(html.match(/<button data-jump="[^"]*" disabled/g)).toHaveLength(1);
	});

	it("takes nothing for true that was said before it jumped", async () => {
		await tell({ nextAt: START + MINUTE_MS });
		await post("clock", { advanceMs: DAY_MS });
		expect(await page()).toContain("the Worker looks at the clock");

		await tell({ at: START, nextAt: START + DAY_MS + MINUTE_MS });
		expect((await post("clock", { next: true })).status).toBe(409);

		await tell({ nextAt: START + DAY_MS + MINUTE_MS });
		expect((await post("clock", { next: true })).status).toBe(200);
	});
});
