import { expect, it } from "vitest";

import { LIMITS } from "../../src/shipping/limits.ts";
import wrangler from "../../wrangler.toml?raw";

/** Invocations of a queue's consumer at once. */
function concurrencyOf(queue: string): number {
	const consumers = wrangler.split("[[queues.consumers]]").slice(1);
	const consumer = consumers.find((part) =>
		part.includes(`queue = "exact-fedex-connector-${queue}"`),
	);
	return Number(/max_concurrency = (\d+)/.exec(consumer ?? "")?.[1]);
}

/** The most calls that consumers can make to FedEx within its window. */
function callsInWindow(...queues: string[]): number {
	const atOnce = queues.reduce((sum, queue) => sum + concurrencyOf(queue) * LIMITS.callsAtOnce, 0);
	return (atOnce * LIMITS.fedexWindowMs) / LIMITS.fedexFastestCallMs;
}

it("the consumers' concurrency keeps below what FedEx takes of a project in ten seconds", () => {
	expect(callsInWindow("ship")).toBe(1_200);
	expect(callsInWindow("track")).toBe(120);
	expect(callsInWindow("ship", "track")).toBeLessThan(LIMITS.fedexWindowCalls);
});
