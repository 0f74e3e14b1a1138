import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { createLeaseStore } from "../../src/db/leases.ts";
import { sampleId } from "../shipping/samples.ts";

const NOW = 1_795_000_000_000;
const leases = createLeaseStore(openDatabase(env.DB));
const lease = (holder: string, now = NOW, until = now + 60_000) => ({ holder, now, until });

describe("a lease", () => {
	it("is refused to a second holder while it runs", async () => {
		const scope = sampleId("div");
		expect(await leases.acquire("poll", scope, lease("one"))).toBe(true);
		expect(await leases.acquire("poll", scope, lease("two", NOW + 59_999))).toBe(false);
	});

	it("goes to exactly one of many that ask at once", async () => {
		const scope = sampleId("div");
		const answers = await Promise.all(
			Array.from({ length: 8 }, (_, at) => leases.acquire("poll", scope, lease(`run-${at}`))),
		);
		expect(answers.filter(Boolean)).toHaveLength(1);
	});

	it("that ran out is taken by the next, and its holder can't take it back", async () => {
		const scope = sampleId("div");
		await leases.acquire("poll", scope, lease("dead"));
		expect(await leases.acquire("poll", scope, lease("next", NOW + 60_000))).toBe(true);
		expect(await leases.acquire("poll", scope, lease("dead", NOW + 61_000))).toBe(false);
	});

	it("is renewed by its own holder", async () => {
		const scope = sampleId("div");
		await leases.acquire("write-back", scope, lease("one"));
		expect(await leases.acquire("write-back", scope, lease("one", NOW + 30_000))).toBe(true);
		expect(await leases.acquire("write-back", scope, lease("two", NOW + 70_000))).toBe(false);
	});

	it("is given back by its holder only", async () => {
		const scope = sampleId("div");
		await leases.acquire("poll", scope, lease("one"));
		await leases.release("poll", scope, "two");
		expect(await leases.acquire("poll", scope, lease("two"))).toBe(false);
		await leases.release("poll", scope, "one");
		expect(await leases.acquire("poll", scope, lease("two"))).toBe(true);
	});

	it("is of its kind and scope: another drain or division is not held up", async () => {
		const scope = sampleId("div");
		await leases.acquire("poll", scope, lease("one"));
		expect(await leases.acquire("write-back", scope, lease("two"))).toBe(true);
		expect(await leases.acquire("poll", sampleId("div"), lease("two"))).toBe(true);
		await leases.release("write-back", scope, "one");
		expect(await leases.acquire("write-back", scope, lease("three"))).toBe(false);
	});
});
