import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it, vi } from "vitest";

import { openDatabase } from "../../src/db/database.ts";
import { createObjectStore } from "../../src/db/object-store.ts";
import { SEALED_COLUMNS } from "../../src/db/sealed-columns.ts";
import { keyIdOf } from "../../src/lib/key-ring.ts";
import { checkLink, signLink } from "../../src/lib/signed-links.ts";
import { createJournal } from "../../src/shipping/book/journal.ts";
import { KEEP_LIMITS } from "../../src/shipping/keep/keep-limits.ts";
import { readKeys } from "../../src/shipping/keep/read-keys.ts";
import { rotateDue, startRotation } from "../../src/shipping/keep/rotate-keys.ts";
import { seedLiveDivision, seedShipment } from "../db/seed.ts";
import { CONFIGURATION } from "../durable-objects/grant-fixture.ts";
import { sampleId } from "../shipping/samples.ts";
import { BOTH, deployRing, NEW, OLD, type Ring, ringOf, servicesWith } from "./rings.ts";

const START = Date.parse("2026-11-23T09:00:00Z");
const ANSWER = { request: "{}", status: 200, body: "bought", receivedAt: START };

let now = START;
let connectionId = "";
let accountId = "";

beforeEach(async () => {
	now = START;
	connectionId = sampleId("con");
	accountId = sampleId("fda");
	vi.spyOn(console, "log").mockReturnValue();
	const tables = [
		"key_rotations",
		"connections",
		"fedex_accounts",
		"idempotency_answers",
		"shipments",
	];
	await env.DB.batch(tables.map((table) => env.DB.prepare(`delete from ${table}`)));
	const { objects } = await env.DOCUMENTS.list({ prefix: "keys/" });
	await env.DOCUMENTS.delete(objects.map(({ key }) => key));
});

async function depsWith(ring: Ring) {
	const services = await servicesWith(ring, now);
	return { ...services, ...services.rotation };
}

const change = () => ({ now, actor: "operator:admin", correlationId: "req_1" });

/** Runs until nothing more is due, moving the clock to what is. */
async function runOut(ring: Ring): Promise<void> {
	for (let run = 0; run < 40; run += 1) {
		const deps = await depsWith(ring);
		await rotateDue(deps);
		const rotation = await deps.rotations.findLatest();
		if (rotation === undefined || rotation.dueAt === null) {
			return;
		}
		now = Math.max(now + 1, rotation.dueAt);
	}
	throw new Error("the rotation did not end");
}

/** One of everything that seals, made with the old ring. */
async function fill() {
	const { setup } = await servicesWith(OLD, now);
	await setup.connections.create(
		{ id: connectionId, name: "NL", region: "nl", clientId: "c", webhookSecret: "hook-secret" },
		change(),
	);
	await env.EXACT_SESSIONS.getByName(connectionId).configure({ ...CONFIGURATION, connectionId });
	const project = { clientId: "id", clientSecret: "secret" };
	await setup.accounts.create(
		{
			id: accountId,
			name: "FedEx",
			accountNumber: "510088001",
			environment: "sandbox",
			ship: project,
			track: project,
			freight: project,
		},
		change(),
	);
	const account = await setup.accounts.find(accountId);
	await setup.accounts.setPushToken(account ?? never(), "push-token", change());
	const journal = createJournal(createObjectStore(env.DOCUMENTS), ringOf(OLD));
	for (const number of [1, 2, 3]) {
		const entry = await journal.begin(`order-${number}`, `ref-${crypto.randomUUID()}`);
		await entry.record(ANSWER);
	}
	return project;
}

function never(): never {
	throw new Error("it was made just now");
}

async function sealedBy(): Promise<string[]> {
	const texts: string[] = [];
	for (const { table, column } of SEALED_COLUMNS) {
		const rows = await env.DB.prepare(
			`select ${column} as sealed from ${table} where ${column} is not null`,
		).all<{ sealed: string }>();
		texts.push(...rows.results.map(({ sealed }) => sealed));
	}
	for (const { key } of (await env.DOCUMENTS.list({ prefix: "keys/" })).objects) {
		texts.push((await (await env.DOCUMENTS.get(key))?.text()) ?? "");
	}
	return texts.map(keyIdOf);
}

describe("the list of sealed columns", () => {
	it("has every column of the database that holds sealed texts for longer than days", async () => {
		const { results } = await env.DB.prepare(
			String.raw`select m.name as "table", c.name as "column" from sqlite_master m, pragma_table_info(m.name) c
			where m.type = 'table' and m.name not like '\_cf%' escape '\' and c.name like '%sealed%'`,
		).all<{ table: string; column: string }>();
		const known = SEALED_COLUMNS.map(({ table, column }) => `${table}.${column}`);
		expect([...known, "idempotency_answers.body_sealed"].toSorted()).toEqual(
			results.map(({ table, column }) => `${table}.${column}`).toSorted(),
		);
	});
});

describe("a rotation", () => {
	it("seals everything anew, and the new key alone opens all of it", async () => {
		const project = await fill();
		expect(new Set(await sealedBy())).toEqual(new Set(["k1"]));
		deployRing(BOTH);
		await startRotation(change(), await depsWith(BOTH));
		await runOut(BOTH);
		expect(await sealedBy()).toHaveLength(8);
		expect(new Set(await sealedBy())).toEqual(new Set(["k2"]));
		expect(await env.EXACT_SESSIONS.getByName(connectionId).sealedWith()).toEqual({ k2: 1 });
		const { setup } = await servicesWith(NEW, now);
		expect(await setup.accounts.findCredentials(accountId)).toEqual({
			ship: project,
			track: project,
			freight: project,
		});
		expect(await setup.accounts.findPushToken(accountId)).toBe("push-token");
		const audit = await env.DB.prepare(
			"select action from audit_events where subject like 'key_rotation:%' order by version",
		).all<{ action: string }>();
		expect(audit.results.map(({ action }) => action).slice(-2)).toEqual([
			"keys.rotation_started",
			"keys.rotation_finished",
		]);
	});

	it("leaves journals readable with the new key alone", async () => {
		const journal = createJournal(createObjectStore(env.DOCUMENTS), ringOf(OLD));
		await (await journal.begin("order-9", "ref-9")).record(ANSWER);
		deployRing(BOTH);
		await startRotation(change(), await depsWith(BOTH));
		await runOut(BOTH);
		const later = createJournal(createObjectStore(env.DOCUMENTS), ringOf(NEW));
		expect(await later.read("order-9", "ref-9")).toEqual(ANSWER);
	});

	it("goes on where a run died, and does nothing twice", async () => {
		await fill();
		deployRing(BOTH);
		const dying = await depsWith(BOTH);
		await startRotation(change(), dying);
		const places = dying.places.map((place, at) =>
			at === 2 ? { ...place, rewrap: () => Promise.reject(new Error("killed")) } : place,
		);
		await rotateDue({ ...dying, places });
		expect(new Set(await sealedBy())).toEqual(new Set(["k1", "k2"]));
		now += KEEP_LIMITS.retryMs;
		await runOut(BOTH);
		expect(new Set(await sealedBy())).toEqual(new Set(["k2"]));
		expect((await dying.rotations.findLatest())?.rewrapped).toBe(9);
	});

	it("looks again some minutes later, and seals what was sealed with the ring of before meanwhile", async () => {
		deployRing(BOTH);
		await startRotation(change(), await depsWith(BOTH));
		for (let run = 0; run < 4; run += 1) {
			await rotateDue(await depsWith(BOTH));
		}
		const { rotations } = await depsWith(BOTH);
		expect((await rotations.findLatest())?.state).toBe("checking");
		const { setup } = await servicesWith(OLD, now);
		await setup.connections.create(
			{ id: sampleId("con"), name: "BE", region: "be", clientId: "c", webhookSecret: "hook" },
			change(),
		);
		await runOut(BOTH);
		expect(await sealedBy()).toEqual(["k2"]);
		expect((await rotations.findLatest())?.state).toBe("done");
	});

	it("does not bring back the key of an order that was destroyed while it was rewrapped", async () => {
		await fill();
		const deps = await depsWith(BOTH);
		const place = deps.places.find(({ name }) => name === "order-keys");
		const get = env.DOCUMENTS.get.bind(env.DOCUMENTS);
		vi.spyOn(env.DOCUMENTS, "get").mockImplementation((async (key: string) => {
			const object = await get(key);
			await env.DOCUMENTS.delete(key);
			return object;
		}) as typeof env.DOCUMENTS.get);
		await place?.rewrap(null);
		expect((await env.DOCUMENTS.list({ prefix: "keys/" })).objects).toEqual([]);
	});

	it("waits for an object that still runs with the ring of before", async () => {
		await fill();
		await startRotation(change(), await depsWith(BOTH));
		for (let run = 0; run < 4; run += 1) {
			await rotateDue(await depsWith(BOTH));
		}
		const { rotations } = await depsWith(BOTH);
		const waiting = await rotations.findLatest();
		expect(waiting).toMatchObject({ place: "exact-sessions", failures: 0, state: "rewrapping" });
		deployRing(BOTH);
		now = waiting?.dueAt ?? 0;
		await runOut(BOTH);
		expect(await env.EXACT_SESSIONS.getByName(connectionId).sealedWith()).toEqual({ k2: 1 });
	});

	it("is refused without a second key, and while one is under way", async () => {
		const refusals = async (ring: Ring) => startRotation(change(), await depsWith(ring));
		await expect(refusals(OLD)).rejects.toMatchObject({ code: "keys.only_one" });
		await refusals(BOTH);
		await expect(refusals(BOTH)).rejects.toMatchObject({ code: "keys.rotation_running" });
	});

	it("leaves links of before valid until they expire, and signs new ones with the new key", async () => {
		const link = await signLink(ringOf(OLD), "", "/labels/doc_1", now + 60_000);
		const query = Object.fromEntries(new URL(link, "https://x").searchParams) as never;
		expect(await checkLink(ringOf(BOTH), "/labels/doc_1", query, now)).toBe("valid");
		expect(await checkLink(ringOf(BOTH), "/labels/doc_1", query, now + 61_000)).toBe("late");
		expect(await checkLink(ringOf(NEW), "/labels/doc_1", query, now)).toBe("forged");
		expect(await signLink(ringOf(BOTH), "", "/labels/doc_1", now)).toContain("signature=k2.");
	});
});

describe("what is said of an old key", () => {
	const holdsOf = async (ring: Ring) => {
		const { keys } = await readKeys(await depsWith(ring));
		const old = keys.find(({ id }) => id === "k1");
		return { may: old?.mayBeRemoved, holds: old?.holds.map(({ code }) => code) };
	};

	it("is that it must stay, until all is sealed anew and what it signed has run its time", async () => {
		await fill();
		deployRing(BOTH);
		expect(await holdsOf(BOTH)).toEqual({ may: false, holds: ["sealed"] });
		await startRotation(change(), await depsWith(BOTH));
		expect(await holdsOf(BOTH)).toEqual({ may: false, holds: ["rotation", "sealed", "links"] });
		await runOut(BOTH);
		expect(await holdsOf(BOTH)).toEqual({ may: false, holds: ["links"] });
		now = START + KEEP_LIMITS.signedLifeMs;
		expect(await holdsOf(BOTH)).toEqual({ may: true, holds: [] });
	});

	it("is that it must stay while parcels are on their way whose customers have its links", async () => {
		const seeded = await seedLiveDivision(START);
		const label = { status: "labelled", dueAt: null, trackingState: "in_transit" } as const;
		const { id } = await seedShipment(seeded, START, { ...label, labelledAt: START - 1 });
		await startRotation(change(), await depsWith(BOTH));
		await openDatabase(env.DB).run("delete from fedex_accounts");
		deployRing(BOTH);
		await runOut(BOTH);
		now = START + KEEP_LIMITS.signedLifeMs;
		expect(await holdsOf(BOTH)).toEqual({ may: false, holds: ["pages"] });
		await env.DB.prepare("update shipments set tracking_state = 'delivered' where id = ?")
			.bind(id)
			.run();
		expect(await holdsOf(BOTH)).toEqual({ may: true, holds: [] });
	});

	it("is that it was taken out too early, with what to do, where something is still sealed with it", async () => {
		await fill();
		const { keys, problems } = await readKeys(await depsWith(NEW));
		expect(keys.find(({ id }) => id === "k1")).toMatchObject({
			isInRing: false,
			mayBeRemoved: false,
		});
		expect(problems).toEqual([
			{
				code: "keys.removed_in_use",
				field: "Worker › ENCRYPTION_KEYS",
				message:
					'The key "k1" was taken out of ENCRYPTION_KEYS, and 6 stored secrets are sealed with it and can\'t be opened.',
				remedy: 'Put "k1" back before the last key and deploy, then rotate the keys.',
			},
		]);
	});
});
